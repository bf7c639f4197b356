/** Config: newsletter.config.ts and the environment, parsed once, all problems told at once, then frozen and handed down. */
import { readFileSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { NewsletterError, messageOf } from './model/errors.ts';
import { TRANSPORT_NAMES } from './model/delivery.ts';
import { CHECK_NAMES } from './model/finding.ts';
import { limitsSchema } from './model/limits.ts';
import { SECTION_IDS, sectionIdSchema } from './model/edition.ts';
import { WEEKDAYS } from './model/date.ts';

const email = z.email('must be an email address such as editor@example.org');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time written HH:MM');
const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const feedId = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes');

const boardColumn = z.strictObject({
  /** Column, JSON path or cell to read. */
  from: z.string(),
  label: z.string(),
  prefix: z.string().default(''),
  suffix: z.string().default(''),
  decimals: z.number().int().min(0).max(6).default(1),
});

/** A source written in the config instead of the catalogue. */
const feedReference = z.union([
  feedId,
  z.strictObject({
    id: feedId,
    name: z.string().min(1),
    url: webUrl,
    homepage: webUrl.optional(),
    /** Days of silence after which the editor is told. */
    quietAfterDays: z.number().int().min(1).optional(),
  }),
]);
const boardReference = z.union([
  feedId,
  z.strictObject({
    id: feedId,
    /** Which reader understands the answer. */
    adapter: z.enum([
      'artificial-analysis',
      'swe-rebench',
      'epoch-eci',
      'lmarena',
      'aider',
      'csv',
      'json',
      'html-table',
    ]),
    title: z.string().min(1),
    description: z.string().default(''),
    url: webUrl,
    /** For csv, json and html-table: where the values are. A path of JSON is dotted, or JSONPath from `$`. */
    read: z
      .strictObject({
        /** JSON: the list, or an object whose values are the rows and whose keys are `$key`. HTML: the table's id. */
        rows: z.string().default(''),
        name: z.string(),
        organisation: z.string().optional(),
        score: z.string(),
        low: z.string().optional(),
        high: z.string().optional(),
        /** Half the width of the bounds, where the source gives that instead of them: "±5". */
        margin: z.string().optional(),
        asOf: z.string().optional(),
        /** Scores of different versions or windows are never compared. */
        version: z.string().optional(),
        window: z.string().optional(),
        /** Takes "(high)" and "[high]" off the names and keeps the best row of each model. */
        foldEfforts: z.boolean().optional(),
        columns: z.array(boardColumn).default([]),
      })
      .optional(),
    scoreLabel: z.string().default('Score'),
    suffix: z.string().default(''),
    decimals: z.number().int().min(0).max(6).default(1),
    higherIsBetter: z.boolean().default(true),
    attribution: z
      .strictObject({ name: z.string(), url: webUrl, licence: z.string().nullable().default(null) })
      .optional(),
  }),
]);

const links = (items: number, perSource: number) =>
  z
    .strictObject({
      sources: z.array(feedReference),
      /** Entries in the mail; the full page has them all. */
      items: z.number().int().min(0).max(60).default(items),
      perSource: z.number().int().min(1).default(perSource),
      /** How old an item may be, in hours. */
      windowHours: z.number().min(1).default(48),
    })
    .prefault({ sources: [] });

const settingsSchema = z.strictObject({
  name: z.string().min(1),
  tagline: z.string().default(''),
  publisher: z.string().min(1),
  postalAddress: z.string().min(1),
  privacyUrl: z.string().default('/privacy'),
  from: z.strictObject({ name: z.string().min(1), address: email }),
  replyTo: email,
  listId: z.string().regex(/^[a-z0-9.-]+$/i, 'must look like daily.example.org (RFC 2919)'),
  locale: z.string().default('en'),
  direction: z.enum(['ltr', 'rtl']).default('ltr'),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as Europe/Berlin'),
  schedule: z
    .strictObject({ collect: clock, draft: clock, send: clock })
    .default({ collect: '05:00', draft: '05:30', send: '07:00' })
    .refine(
      ({ collect, draft, send }) => collect <= draft && draft <= send,
      'must be in the order collect, draft, send',
    ),
  catchUpHours: z.number().min(0).default(6),
  approval: z.enum(['required', 'automatic']).default('required'),
  sections: z
    .array(sectionIdSchema)
    .min(1)
    .default([...SECTION_IDS])
    .refine((ids) => new Set(ids).size === ids.length, 'must name each section once'),
  essays: z
    .strictObject({ folder: z.string().default('sources/essays'), byline: z.string().default('The editors') })
    .prefault({}),
  labs: links(12, 2),
  wire: links(15, 2),
  papers: z
    .strictObject({
      items: z.number().int().min(0).max(30).default(6),
      abstracts: z.enum(['full', 'lead']).default('full'),
      /** Focus category by weekday, e.g. `{ monday: 'cs.CL' }`; `default` for the rest. */
      focus: z.partialRecord(z.enum([...WEEKDAYS, 'default']), z.string()).default({ default: 'cs.AI' }),
      /** Base address of arXiv's feeds. */
      feedUrl: webUrl.default('https://rss.arxiv.org/rss'),
      keywords: z.array(z.string()).default([]),
      authors: z.array(z.string()).default([]),
      /** On a day without announcements: say so, or take the best unsent of the week. */
      quietDays: z.enum(['say-so', 'best-of-week']).default('say-so'),
    })
    .prefault({}),
  benchmarks: z
    .strictObject({
      boards: z.array(boardReference).default([]),
      rows: z.number().int().min(1).max(20).default(5),
      /** How many days an older snapshot may stand in for a board that failed. */
      staleDays: z.number().int().min(0).default(7),
      /** Set to true only with Artificial Analysis' consent to print its figures. */
      artificialAnalysisPermission: z.boolean().default(false),
    })
    .prefault({}),
  joining: z
    .strictObject({
      /** Other sites whose pages may hold a form for ours, e.g. `https://blog.example`. */
      origins: z.array(webUrl.transform((url) => new URL(url).origin)).default([]),
      /** Requests an hour from one address of the internet, from its /24 or /64, and confirm notices to one mail domain. */
      perIpHour: z.number().int().min(1).default(5),
      perNetworkHour: z.number().int().min(1).default(20),
      perDomainHour: z.number().int().min(1).default(200),
      /** Percent of an hour's confirm notices that must be confirmed, or sign-ups are challenged and an alert goes out. */
      confirmRate: z.number().min(0).max(100).default(30),
    })
    .prefault({}),
  checks: z
    .strictObject({
      limits: limitsSchema.prefault({}),
      /** How much a check weighs, by its name, where it is not as built: `{ 'essay-claims': 'warn' }`. */
      severity: z.partialRecord(z.enum(CHECK_NAMES), z.enum(['block', 'warn', 'off'])).default({}),
      /** Look at the mail in a Chromium, where one is found. */
      browser: z.boolean().default(true),
      /** Ask where the links lead; in the live newsroom only. */
      links: z.boolean().default(true),
    })
    .prefault({}),
  network: z
    .strictObject({
      /** `host:port` pairs that may be fetched although they are private or loopback. */
      allow: z.array(z.string()).default([]),
      timeoutSeconds: z.number().min(1).default(20),
      maxMegabytes: z.number().min(0.1).default(10),
      concurrency: z.number().int().min(1).default(8),
      /** Named in the User-Agent, so that a publisher can reach us. */
      contact: z.string().default(''),
    })
    .prefault({}),
  sending: z
    .strictObject({
      /** Messages a batch holds, 100 at most. */
      batch: z.number().int().min(1).max(100).default(100),
      maxBatchBytes: z.number().int().min(100_000).default(8_000_000),
      concurrency: z.number().int().min(1).max(16).default(2),
      timeoutSeconds: z.number().min(1).default(60),
      leaseSeconds: z.number().min(5).default(180),
      /** Addresses that get a copy before any reader does; if one is refused, nobody else is mailed. */
      testReaders: z.array(email).default([]),
      /** The first share of a list (0: none) leaves alone; the rest waits for what comes back of it. */
      canary: z
        .strictObject({
          share: z.number().min(0).max(0.5).default(0.01),
          waitMinutes: z.number().min(0).default(10),
          /** Lists of fewer readers have no canary. */
          atLeast: z.number().int().min(0).default(1000),
        })
        .prefault({}),
      /** Shares of what was submitted at which a run stops by itself, from `atLeast` messages on. */
      breaker: z
        .strictObject({
          bounces: z.number().min(0).max(1).default(0.02),
          complaints: z.number().min(0).max(1).default(0.0005),
          contentRejections: z.number().min(0).max(1).default(0.05),
          atLeast: z.number().int().min(1).default(500),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;
export type FeedReference = z.infer<typeof feedReference>;
export type BoardReference = z.infer<typeof boardReference>;

/** Types newsletter.config.ts; the values are checked at start. */
export function defineNewsletter(settings: z.input<typeof settingsSchema>): z.input<typeof settingsSchema> {
  return settings;
}

const port = (fallback: number) =>
  z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(fallback);
const keyList = z
  .string()
  .transform((text) => text.split(',').map((key) => key.trim()))
  .refine(
    (keys) => keys.every((key) => key.length >= 32),
    'must be secrets of 32 characters or more, newest first, separated by commas',
  );

const environmentSchema = z.object({
  NEWSROOM: z.enum(['sample', 'live'], { error: 'must be "sample" or "live"' }).default('sample'),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  TRANSPORT: z
    .enum(TRANSPORT_NAMES, { error: `must be one of ${TRANSPORT_NAMES.join(', ')}` })
    .default('outbox'),
  RESEND_API_KEY: z.string().optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, 'must be the signing secret of the webhook (whsec_...)')
    .optional(),
  RESEND_BASE_URL: webUrl.default('https://api.resend.com'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
  SIGNING_SECRET: keyList.optional(),
  PUBLIC_URL: webUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(8080),
  STUDIO_PORT: port(8081),
  /** How many reverse proxies of our own stand before the web server. */
  TRUST_PROXY: z.coerce.number({ error: 'must be a number of proxies' }).int().min(0).max(9).default(0),
  ARTIFICIAL_ANALYSIS_API_KEY: z.string().optional(),
  CHROMIUM_PATH: z.string().optional(),
  PATH: z.string().default(''),
});

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

export type Environment = Readonly<Record<string, string | undefined>>;

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
  const parsed = settingsSchema.safeParse(settings);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(describeIssue);
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
    transport: env.TRANSPORT,
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
    throw new NewsletterError('bad-config', `${file} cannot be read: ${messageOf(error)}`, {
      hint: 'It must be a TypeScript file that exports defineNewsletter({...}) as its default.',
      cause: error,
    });
  }
}

function parseEnvironment(environment: Environment): z.infer<typeof environmentSchema> {
  // An empty value means "not set": .env files and unit files often carry NAME= lines.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const problems = parsed.success ? crossProblems(parsed.data) : parsed.error.issues.map(describeIssue);
  if (!parsed.success || problems.length > 0) {
    throw new NewsletterError('bad-environment', `The environment is not right:\n${problems.join('\n')}`, {
      hint: 'Set or correct these variables and start again.',
    });
  }
  return parsed.data;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/** Rules between variables, each a sentence that names them. */
function crossProblems(env: z.infer<typeof environmentSchema>): string[] {
  const problems: string[] = [];
  const loopback = LOOPBACK.test(new URL(env.RESEND_BASE_URL).hostname);
  const say = (wrong: boolean, sentence: string) => (wrong ? problems.push(`- ${sentence}`) : 0);
  const live = env.NEWSROOM === 'live';
  say(
    env.TRANSPORT === 'resend' && env.RESEND_API_KEY === undefined,
    'RESEND_API_KEY is needed when TRANSPORT is resend.',
  );
  say(
    env.TRANSPORT === 'smtp' && env.SMTP_URL === undefined,
    'SMTP_URL is needed when TRANSPORT is smtp (smtp://user:password@host:587).',
  );
  say(
    !live && env.TRANSPORT === 'smtp' && !LOOPBACK.test(new URL(env.SMTP_URL ?? 'smtp://none').hostname),
    'NEWSROOM=sample must not mail real people: use TRANSPORT=outbox, or an SMTP_URL on this machine, or NEWSROOM=live.',
  );
  say(
    !live && env.TRANSPORT === 'resend' && !loopback,
    'NEWSROOM=sample must not mail real people: use TRANSPORT=outbox, or a loopback RESEND_BASE_URL, or NEWSROOM=live.',
  );
  say(
    live && env.SIGNING_SECRET === undefined,
    'SIGNING_SECRET is needed when NEWSROOM is live (32 characters or more; try: openssl rand -hex 32).',
  );
  say(
    !live && env.DATABASE_URL !== undefined && env.SIGNING_SECRET === undefined,
    'SIGNING_SECRET is needed with DATABASE_URL, so that every process signs alike.',
  );
  say(
    live && env.PUBLIC_URL === undefined,
    'PUBLIC_URL is needed when NEWSROOM is live: the address under which readers reach this server.',
  );
  return problems;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : String(part))).join('.');
  const keys = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
  return `- ${place === '' ? 'the config' : place.replaceAll('.[', '[')}: ${issue.message}${keys}`;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
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
