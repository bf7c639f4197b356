/** What the environment may say: secrets and places. One schema, all problems told at once in plain words. */
import { z } from 'zod';
import { TRANSPORT_NAMES } from '../model/delivery.ts';
import { NewsletterError } from '../model/errors.ts';
import { describeIssue } from './describe-issue.ts';
import { webUrl } from './references.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

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
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/name' })
    .optional(),
  TRANSPORT: z.enum(TRANSPORT_NAMES, { error: `must be one of ${TRANSPORT_NAMES.join(', ')}` }).optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, 'must be the signing secret of the webhook (whsec_...)')
    .optional(),
  RESEND_BASE_URL: webUrl.default('https://api.resend.com'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
  SIGNING_SECRET: keyList.optional(),
  // Paths are written after it.
  PUBLIC_URL: webUrl
    .refine((url) => !/[?#]/.test(url), 'must be an address alone, without ? and #')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(8080),
  STUDIO_PORT: port(8081),
  /** How many reverse proxies of our own stand before the web server. */
  TRUST_PROXY: z.coerce.number({ error: 'must be a number of proxies' }).int().min(0).max(9).default(0),
  ARTIFICIAL_ANALYSIS_API_KEY: z.string().optional(),
  CHROMIUM_PATH: z.string().optional(),
  PATH: z.string().default(''),
});

/** What each variable is for, as the help says it; PATH is the machine's own. */
const MEANINGS = {
  NEWSROOM: 'sample (the default) or live',
  PUBLIC_URL: 'where readers reach the web server, https://…; needed when live',
  SIGNING_SECRET: 'signs the links in mails, 32 characters or more; needed when live',
  TRANSPORT: 'resend, smtp or outbox (a folder, nobody is mailed); needed when live',
  RESEND_API_KEY: 'for TRANSPORT=resend',
  RESEND_WEBHOOK_SECRET: 'of the webhook to PUBLIC_URL/webhooks/resend, whsec_…',
  RESEND_BASE_URL: 'another server that speaks like Resend',
  SMTP_URL: 'for TRANSPORT=smtp, smtp://user:password@host:587',
  DATA_DIR: 'folder of the database and the outbox; data/sample or data/live by default',
  DATABASE_URL: 'postgres://…, in place of the SQLite file',
  HOST: 'where the web server listens; 127.0.0.1 by default',
  PORT: 'of the web server; 8080 by default',
  STUDIO_PORT: 'of the preview; 8081 by default',
  TRUST_PROXY: 'how many reverse proxies of your own stand before the web server; 0 by default',
  ARTIFICIAL_ANALYSIS_API_KEY: 'for the board of that name',
  CHROMIUM_PATH: 'a browser for the checks; the one of this machine by default',
} as const satisfies Record<Exclude<keyof z.infer<typeof environmentSchema>, 'PATH'>, string>;

/** Name and meaning of each variable, those that "go live" needs first. */
export const VARIABLES: readonly (readonly [name: string, meaning: string])[] = Object.entries(MEANINGS);

/** @throws NewsletterError bad-environment, naming every problem */
export function parseEnvironment(environment: Environment): z.infer<typeof environmentSchema> {
  // An empty value means "not set": .env files and unit files often carry NAME= lines.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const problems = parsed.success
    ? crossProblems(parsed.data)
    : parsed.error.issues.flatMap((issue) => describeIssue(issue));
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
  say(
    live && env.TRANSPORT === undefined,
    'TRANSPORT is needed when NEWSROOM is live: resend or smtp; outbox writes every mail to a folder and mails nobody.',
  );
  return problems;
}
