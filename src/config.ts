/** Config: newsletter.config.ts and the environment, parsed once, all problems told at once, then frozen and handed down. */
import { readFileSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { describeIssue, MISSING } from './config/describe-issue.ts';
import { parseEnvironment, type Environment } from './config/environment.ts';
import { settingsSchema, type Settings } from './config/settings.ts';
import type { TRANSPORT_NAMES } from './model/delivery.ts';
import { NewsletterError, messageOf } from './model/errors.ts';

export { defineNewsletter, type Settings } from './config/settings.ts';
export type { BoardReference, FeedReference } from './config/references.ts';
export { VARIABLES } from './config/environment.ts';
export type { Environment } from './config/environment.ts';

export type Newsroom = 'sample' | 'live';

/** Everything a process needs to know, frozen. */
export type Config = {
  readonly newsroom: Newsroom;
  readonly settings: Settings;
  /** Absolute. */
  readonly dataDir: string;
  /** null: the SQLite file in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly transport: (typeof TRANSPORT_NAMES)[number];
  readonly resend: {
    readonly apiKey: string | null;
    readonly baseUrl: string;
    /** Of the webhook that reports events; null: none is listened to. */
    readonly webhookSecret: string | null;
  };
  readonly smtpUrl: string | null;
  /** Newest first; null: generated into `dataDir` (sample on SQLite only). */
  readonly signingSecrets: readonly string[] | null;
  /** No trailing slash. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly studioPort: number;
  /** Reverse proxies whose X-Forwarded-For entries are believed. */
  readonly trustProxy: number;
  readonly artificialAnalysisApiKey: string | null;
  /** A Chromium for the checks; null: the machine's own, if any. */
  readonly chromiumPath: string | null;
  /** Folders of the machine's programs. */
  readonly programFolders: readonly string[];
  /** Folder that holds newsletter.config.ts; relative paths of the settings start here. */
  readonly root: string;
  /** The config file that was read: a child process is given the same. */
  readonly file: string;
};

/**
 * Reads the config file and the environment.
 * @param options.file path of newsletter.config.ts; the project's own by default
 * @throws NewsletterError bad-config or bad-environment, naming every problem
 */
export async function loadConfig(
  options: { file?: string; environment?: Environment } = {},
): Promise<Config> {
  const file = resolve(options.file ?? join(import.meta.dirname, '..', 'newsletter.config.ts'));
  return parseConfig(await readSettings(file), options.environment ?? process.env, file);
}

/** Folds settings and environment into one frozen value; pure. */
export function parseConfig(settings: unknown, environment: Environment, file: string): Config {
  const env = parseEnvironment(environment);
  const parsed = settingsSchema.safeParse(settings, MISSING);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => describeIssue(issue));
    throw new NewsletterError('bad-config', `${file} is not right:\n${problems.join('\n')}`, {
      hint: 'Correct these settings in that file and start again.',
    });
  }
  const root = resolve(file, '..');
  return Object.freeze({
    newsroom: env.NEWSROOM,
    settings: parsed.data,
    dataDir: resolve(root, env.DATA_DIR ?? join('data', env.NEWSROOM)),
    databaseUrl: env.DATABASE_URL ?? null,
    transport: env.TRANSPORT ?? 'outbox',
    resend: {
      apiKey: env.RESEND_API_KEY ?? null,
      baseUrl: env.RESEND_BASE_URL.replace(/\/+$/, ''),
      webhookSecret: env.RESEND_WEBHOOK_SECRET ?? null,
    },
    smtpUrl: env.SMTP_URL ?? null,
    signingSecrets: env.SIGNING_SECRET ?? null,
    publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    host: env.HOST,
    port: env.PORT,
    studioPort: env.STUDIO_PORT,
    trustProxy: env.TRUST_PROXY,
    artificialAnalysisApiKey: env.ARTIFICIAL_ANALYSIS_API_KEY ?? null,
    chromiumPath: env.CHROMIUM_PATH ?? null,
    programFolders: env.PATH.split(delimiter).filter(Boolean),
    root,
    file,
  });
}

/** A path of the settings, made absolute. */
export function pathIn(config: Config, path: string): string {
  return isAbsolute(path) ? path : join(config.root, path);
}

/** The project's version, as its package says. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

async function readSettings(file: string): Promise<unknown> {
  try {
    const loaded: unknown = await import(pathToFileURL(file).href);
    return z.object({ default: z.unknown() }).parse(loaded).default;
  } catch (error) {
    const place = `${file}${lineIn(file, error)}`;
    const reason = error instanceof z.ZodError ? 'it has no default export' : messageOf(error);
    throw new NewsletterError('bad-config', `${place} cannot be read: ${reason}`, {
      hint: 'It must be a TypeScript file that exports defineNewsletter({...}) as its default.',
      cause: error,
    });
  }
}

/** ", line 5", where the error knows: the stack of a syntax error begins with its place, others hold it in a frame. */
function lineIn(file: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [, after = ''] = stack.split(`${file}:`);
  const line = /^\d+/.exec(after)?.[0];
  return line === undefined ? '' : `, line ${line}`;
}

/** Loads what picks its build by NODE_ENV: React's production build writes the same bytes in a seventh of the time. */
export async function inProduction<T>(load: () => Promise<T>): Promise<T> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    return await load();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
