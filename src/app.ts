/** The composition root: Config in, one open App out. The only place that chooses implementations. */
import { join } from 'node:path';
import { createFetcher, type Fetcher } from './platform/http.ts';
import { createHostPacing, type HostPacing } from './platform/host-pacing.ts';
import { packageVersion, type Config } from './config.ts';
import { openPostgres, openSqlite, type Database } from './database/connect.ts';
import { claimNewsroom } from './database/facts.ts';
import { migrate } from './database/migrate.ts';
import { createTransport } from './delivery/transports/index.ts';
import type { Transport } from './model/delivery.ts';
import type { Publication } from './model/edition.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { madeOnce } from './platform/made-once.ts';
import { keptSecret, prepareDataFolder } from './platform/data-folder.ts';
import { createKeyRing, type KeyRing } from './platform/signing.ts';
import { refuseDroppedKeys } from './run/keys-in-use.ts';
import type { Newsdesk } from './run/newsdesk.ts';
import { createSubscribers, type Subscribers } from '../subscribers/index.ts';

export type App = {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  readonly keys: KeyRing;
  readonly publication: Publication;
  /** What an approval pins beside the content: this program's version. */
  readonly release: string;
  readonly subscribers: Subscribers;
  /** Sources and essays of the newsroom in use. */
  readonly newsdesk: Newsdesk;
  /** A fetcher that may also ask these `host:port` pairs; closed with the app. */
  fetcher(allow: readonly string[]): Fetcher;
  /** Opened on first use. */
  transport(): Promise<Transport>;
  close(): Promise<void>;
};

/**
 * Opens everything a command may need.
 * @throws NewsletterError when the data folder, database, newsroom or secrets are not usable
 */
export async function createApp(config: Config, options: { clock?: Clock } = {}): Promise<App> {
  const clock = options.clock ?? systemClock;
  prepareDataFolder(config.dataDir);
  const keys = createKeyRing(config.signingSecrets ?? [keptSecret(config.dataDir)]);
  const database = await openDatabase(config);
  try {
    await migrate(database);
    await claimNewsroom(database, config.newsroom);
    await refuseDroppedKeys(database, keys, clock.now());
  } catch (error) {
    await database.close();
    throw error;
  }
  const newsdesk = openNewsdesk(config);
  const pacing = createHostPacing(clock);
  const opened: { close(): Promise<void> }[] = [newsdesk];
  const kept = <T extends { close(): Promise<void> }>(thing: T): T => {
    opened.unshift(thing);
    return thing;
  };
  return {
    config,
    clock,
    database,
    keys,
    publication: publicationOf(config),
    release: packageVersion(),
    subscribers: createSubscribers({ database, keys, clock }),
    newsdesk,
    fetcher: (allow) => kept(openFetcher(config, clock, { allow, pacing })),
    transport: madeOnce(async () => kept(await openTransport(config, clock, database))),
    close: async () => {
      for (const thing of opened) await thing.close();
      await database.close();
    },
  };
}

function openDatabase(config: Config): Database | Promise<Database> {
  return config.databaseUrl === null
    ? openSqlite(join(config.dataDir, 'newsletter.sqlite'))
    : openPostgres(config.databaseUrl);
}

/** Senders on several machines share the provider's rate through their database; those of one process share it in memory. */
async function openTransport(config: Config, clock: Clock, database: Database): Promise<Transport> {
  if (database.engine === 'sqlite') return createTransport(config, clock);
  const { createSharedPacer } = await import('./delivery/shared-pace.ts');
  const name = `${config.transport} ${new URL(config.resend.baseUrl).host}`;
  return createTransport(config, clock, createSharedPacer(database, clock, name));
}

/** Loaded when it is first asked: whoever only sends needs no source. */
function openNewsdesk(config: Config): Newsdesk {
  let made: Promise<Newsdesk> | null = null;
  const desk = () =>
    (made ??= import('./run/newsdesk.ts').then(({ liveNewsdesk, sampleNewsdesk }) =>
      config.newsroom === 'sample' ? sampleNewsdesk(config) : liveNewsdesk(config),
    ));
  return {
    knowsThePast: config.newsroom === 'sample',
    open: async () => (await desk()).open(),
    essay: async (date) => (await desk()).essay(date),
    close: async () => (await made)?.close(),
  };
}

/** The fetcher alone, for commands that need the web but no database. The caller closes it. */
export function openFetcher(
  { settings, publicUrl }: Config,
  clock: Clock,
  options: { allow?: readonly string[]; pacing?: HostPacing } = {},
) {
  const { allow = [], pacing = createHostPacing(clock) } = options;
  const { network } = settings;
  const contact = network.contact === '' ? publicUrl : network.contact;
  return createFetcher({
    allow: [...network.allow, ...allow],
    timeoutMs: network.timeoutSeconds * 1000,
    maxBytes: network.maxMegabytes * 1_000_000,
    concurrency: network.concurrency,
    userAgent: `inference-report/${packageVersion()} (+${contact})`,
    ...{ clock, pacing },
  });
}

function publicationOf({ settings, publicUrl, newsroom }: Config): Publication {
  const { name, tagline, publisher, postalAddress, locale, direction, timeZone, privacyUrl } = settings;
  return {
    ...{ name, tagline, publisher, postalAddress, locale, direction, timeZone, privacyUrl, publicUrl },
    sample: newsroom === 'sample',
  };
}
