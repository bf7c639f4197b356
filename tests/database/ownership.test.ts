import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { claimSending, takeOverSending } from '../../src/database/ownership.ts';
import { machineId } from '../../src/platform/machine.ts';
import { openDatabase } from '../support/databases.ts';

const here = { machine: 'abc', folder: '/srv/news' };

it.each([
  ['the same place', here, true],
  ['another folder', { ...here, folder: '/srv/copy' }, false],
  ['another machine', { ...here, machine: 'def' }, false],
])('what is sent once from one place may be sent from %s: %o', async (_, place, allowed) => {
  const database = await openDatabase('sqlite');
  await claimSending(database, here);
  const again = claimSending(database, place);
  if (allowed) return expect(again).resolves.toBeUndefined();
  await expect(again).rejects.toThrow(/is a copy: its editions are sent from \/srv\/news/);
  await expect(claimSending(database, place)).rejects.toHaveProperty(
    'hint',
    expect.stringContaining('--take-over'),
  );
});

it('a copied data folder is refused, and sends once a person says that the first one is gone', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'inference-report-owner-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const first = openSqlite(join(folder, 'first/newsletter.sqlite'));
  await migrate(first);
  await claimSending(first, { machine: machineId(), folder: join(folder, 'first') });
  await first.close();
  await cp(join(folder, 'first'), join(folder, 'copy'), { recursive: true });
  const copy = openSqlite(join(folder, 'copy/newsletter.sqlite'));
  onTestFinished(() => copy.close());
  const place = { machine: machineId(), folder: join(folder, 'copy') };
  await expect(claimSending(copy, place)).rejects.toHaveProperty('code', 'not-owner');
  await takeOverSending(copy, place);
  await expect(claimSending(copy, place)).resolves.toBeUndefined();
});

it('workers on Postgres share the right: their claims keep them apart', async () => {
  const database = await openDatabase('postgres');
  await claimSending(database, here);
  await expect(claimSending(database, { machine: 'def', folder: '/elsewhere' })).resolves.toBeUndefined();
});

it('a machine without an id has none', () => {
  expect(machineId('/nowhere/machine-id')).toBe('');
  expect(machineId('/etc/hostname')).toMatch(/^([0-9a-f]{12})?$/);
});
