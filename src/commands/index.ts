/** The command line: every command that works, in the order of a day's work, and how a call becomes an exit code. */
import { Command, CommanderError, type OptionValues } from 'commander';
import { packageVersion } from '../config.ts';
import { NewsletterError, messageOf } from '../model/errors.ts';
import { registerApprove } from './approve.ts';
import { registerCheck } from './check.ts';
import { registerCollect } from './collect.ts';
import { registerDraft } from './draft.ts';
import { registerPreview } from './preview.ts';
import { registerRender } from './render.ts';
import { registerSend } from './send.ts';
import { openSession, type Action, type Register, type Runner, type Terminal } from './session.ts';
import { registerSources } from './sources.ts';
import { registerStart } from './start.ts';
import { registerCancel, registerPause, registerResume } from './steer.ts';
import { registerStatus } from './status.ts';
import { registerSubscribers } from './subscribers.ts';
import { registerSuppressions } from './suppressions.ts';

const COMMANDS: readonly Register[] = [
  registerStart,
  registerCollect,
  registerDraft,
  registerCheck,
  registerRender,
  registerPreview,
  registerApprove,
  registerSend,
  registerPause,
  registerResume,
  registerCancel,
  registerStatus,
  registerSubscribers,
  registerSuppressions,
  registerSources,
];

/** Runs one command line. 0 ok, 1 found problems, 2 misuse. Never rejects for what a person can do wrong. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = createProgram(terminal, (given) => (code = given));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already written its own message ("unknown option ..."); help and version are no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return tell(error, terminal, words.includes('--verbose'));
  }
}

function createProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('inference-report')
    .description('A newsroom in a repository: collects, lays out, checks and mails a daily newsletter.')
    .version(packageVersion())
    .option('--config <file>', 'newsletter.config.ts to use')
    .option('--json', 'answers as JSON lines, for machines')
    .option('--yes', 'answer every question with yes')
    .option('--verbose', 'show the cause of an error')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
    })
    .showHelpAfterError('(--help shows how it is used)');
  const run: Runner =
    <Options extends OptionValues>(action: Action<Options>) =>
    async (...given) => {
      const command = given.at(-1);
      if (!(command instanceof Command))
        throw new NewsletterError('broken-invariant', 'commander gave no command');
      const opened = openSession(terminal, command.optsWithGlobals());
      try {
        // A variadic argument comes as one array.
        const names = given
          .slice(0, -2)
          .flat()
          .filter((name) => typeof name === 'string');
        exit(await action(opened.session, command.optsWithGlobals<Options>(), ...names));
      } finally {
        await opened.close();
      }
    };
  for (const register of COMMANDS) register(program, run);
  return program;
}

function tell(error: unknown, { stderr }: Terminal, verbose: boolean): number {
  const known = error instanceof NewsletterError;
  const text = error instanceof Error ? error.message : String(error);
  stderr.write(`${known ? text : `Something unexpected went wrong: ${text}`}\n`);
  if (known && error.hint !== undefined) stderr.write(`${error.hint}\n`);
  if (verbose || !known) stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  if (verbose && error instanceof Error && error.cause !== undefined)
    stderr.write(`${messageOf(error.cause)}\n`);
  return known ? error.exitCode : 1;
}
