/** What every command works with: its output, the stop signal, and the app, opened on first use and closed at the end. */
import type { Command, OptionValues } from 'commander';
import type { App } from '../app.ts';
import { loadConfig, type Config, type Environment } from '../config.ts';
import { dateIn, editionDateSchema, type EditionDate } from '../model/date.ts';
import { NewsletterError } from '../model/errors.ts';
import { createOutput, type Output, type OutputStream } from './output.ts';

/** The outside of the process, handed in by main (and by tests). */
export type Terminal = {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Environment;
  /** Aborts when the process is asked to stop. */
  readonly signal: AbortSignal;
};

export type Session = {
  readonly output: Output;
  /** For a process that is started in turn. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** --yes: every question is answered. */
  readonly yes: boolean;
  config(): Promise<Config>;
  app(): Promise<App>;
  /** The day meant by --date; today in the newsletter's time zone without it. */
  date(text: string | undefined): Promise<EditionDate>;
};

/** 0: done. 1: done, and problems were found. */
export type ExitCode = 0 | 1;

export type Action<Options> = (session: Session, options: Options, ...names: string[]) => Promise<ExitCode>;

/** Turns an action into what commander calls: (...arguments, options, command). */
export type Runner = <Options extends OptionValues>(
  action: Action<Options>,
) => (...given: unknown[]) => Promise<void>;

/** One command: adds itself to the program. */
export type Register = (program: Command, run: Runner) => void;

type GlobalOptions = { config?: string; json?: boolean; yes?: boolean };

export type OpenSession = { readonly session: Session; close(): Promise<void> };

export function openSession(terminal: Terminal, options: GlobalOptions): OpenSession {
  const { stdout, stderr, environment, signal } = terminal;
  const file = options.config === undefined ? {} : { file: options.config };
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | null = null;
    return { get: () => (made ??= make()), made: () => made };
  };
  const config = once(() => loadConfig({ ...file, environment }));
  const app = once(async () => (await import('../app.ts')).createApp(await config.get()));
  const session: Session = {
    output: createOutput({ json: options.json ?? false, stdout, stderr }),
    environment,
    signal,
    yes: options.yes ?? false,
    config: config.get,
    app: app.get,
    date: async (text) =>
      text === undefined ? dateIn((await config.get()).settings.timeZone, Date.now()) : parseDate(text),
  };
  return { session, close: async () => (await app.made()?.catch(() => null))?.close() };
}

function parseDate(text: string): EditionDate {
  const parsed = editionDateSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new NewsletterError('bad-argument', `--date ${text} is not a day.`, {
    hint: 'Write it as YYYY-MM-DD.',
  });
}
