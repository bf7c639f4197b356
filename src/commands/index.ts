/** The command line: every command that works, in the order of a day's work, and how a call becomes an exit code. */
import { Command, CommanderError, type OptionValues } from 'commander';
import { packageVersion, VARIABLES } from '../config.ts';
import { isOutage } from '../database/outage.ts';
import { NewsletterError, messageOf } from '../model/errors.ts';
import { openSession, type Action, type Register, type Runner, type Terminal } from './session.ts';

/** Loaded when they are called: a sender that mails a million readers carries no layout, no web server and no feeds. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  start: async () => (await import('./start.ts')).registerStart,
  collect: async () => (await import('./collect.ts')).registerCollect,
  draft: async () => (await import('./draft.ts')).registerDraft,
  check: async () => (await import('./check.ts')).registerCheck,
  render: async () => (await import('./render.ts')).registerRender,
  preview: async () => (await import('./preview.ts')).registerPreview,
  approve: async () => (await import('./approve.ts')).registerApprove,
  send: async () => (await import('./send.ts')).registerSend,
  worker: async () => (await import('./worker.ts')).registerWorker,
  pause: async () => (await import('./steer.ts')).registerPause,
  resume: async () => (await import('./steer.ts')).registerResume,
  cancel: async () => (await import('./steer.ts')).registerCancel,
  reconcile: async () => (await import('./reconcile.ts')).registerReconcile,
  rebuild: async () => (await import('./rebuild.ts')).registerRebuild,
  status: async () => (await import('./status.ts')).registerStatus,
  subscribers: async () => (await import('./subscribers.ts')).registerSubscribers,
  suppressions: async () => (await import('./suppressions.ts')).registerSuppressions,
  sources: async () => (await import('./sources.ts')).registerSources,
};

/** The command a line names; all of them where it names none, for the help. */
function named(words: readonly string[]): Promise<Register[]> {
  const name = words.find((word) => Object.hasOwn(COMMANDS, word));
  const found = name === undefined ? Object.values(COMMANDS) : [COMMANDS[name]];
  return Promise.all(found.flatMap((load) => load?.() ?? []));
}

/** Runs one command line. 0 ok, 1 found problems, 2 misuse. Never rejects for what a person can do wrong. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = createProgram(terminal, await named(words), (given) => (code = given));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already written its own message ("unknown option ..."); help and version are no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return tell(error, terminal, words.includes('--verbose'));
  }
}

function createProgram(
  terminal: Terminal,
  commands: readonly Register[],
  exit: (code: number) => void,
): Command {
  const program = new Command('inference-report')
    .description('A newsroom in a repository: collects, lays out, checks and mails a daily newsletter.')
    .version(packageVersion())
    .option('--config <file>', 'newsletter.config.ts to use')
    .option('--json', 'answers as JSON lines, for machines')
    .option('--yes', 'answer every question with yes')
    .option('--verbose', 'show the cause of an error')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', environmentHelp())
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
  for (const register of commands) register(program, run);
  return program;
}

function environmentHelp(): string {
  const lines = VARIABLES.map(([name, meaning]) => `  ${name.padEnd(28)} ${meaning}`);
  return ['', 'Environment:', ...lines].join('\n');
}

function tell(error: unknown, { stderr }: Terminal, verbose: boolean): number {
  if (isOutage(error) && !(error instanceof NewsletterError)) {
    stderr.write(`The database does not answer any more: ${messageOf(error)}\n`);
    stderr.write('Once it does, give the same command again: nothing is done twice.\n');
    return 1;
  }
  const known = error instanceof NewsletterError;
  const text = messageOf(error);
  stderr.write(`${known ? text : `Something unexpected went wrong: ${text}`}\n`);
  if (known && error.hint !== undefined) stderr.write(`${error.hint}\n`);
  if (verbose || !known) stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  if (verbose && error instanceof Error && error.cause !== undefined)
    stderr.write(`${messageOf(error.cause)}\n`);
  return known ? error.exitCode : 1;
}
