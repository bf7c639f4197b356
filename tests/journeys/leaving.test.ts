/** What was answered 200 is on the disk: the real program is killed in the middle of many leavings. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../src/database/connect.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { unsubscribeToken } from '../../subscribers/tokens.ts';
import { runProgram, startProgram, freePort } from '../support/program.ts';

const SECRET = 'a secret for tests that is long enough';
const READERS = 400;

it('nobody who was told 200 is still on the list after SIGKILL', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-leaving-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [port, studio] = [await freePort(), await freePort()];
  const settings = {
    ...{ DATA_DIR: folder, SIGNING_SECRET: SECRET, PORT: String(port), STUDIO_PORT: String(studio) },
  };
  const list = join(folder, 'list.csv');
  const addresses = Array.from({ length: READERS }, (_, index) => `reader-${index}@readers.example`);
  await writeFile(list, ['email', ...addresses].join('\n'));
  const imported = await runProgram(
    ['subscribers', 'import', list, '--consent', 'made up', '--yes'],
    settings,
  );
  expect(imported.code, imported.stderr).toBe(0);

  const program = startProgram(['start'], settings);
  await program.says('Edition pages');
  const keys = createKeyRing([SECRET]);
  const told: number[] = [];
  const leave = async (id: number) => {
    const url = `http://127.0.0.1:${port}/unsubscribe/${unsubscribeToken(keys, id)}`;
    const answer = await fetch(url, { method: 'POST', body: 'List-Unsubscribe=One-Click' });
    if (answer.status === 200) told.push(id);
    // In the middle of the others, and while the day's edition is being made or sent.
    if (told.length === READERS / 4) await program.stop('SIGKILL');
  };
  const ids = Array.from({ length: READERS }, (_, index) => index + 1);
  await Promise.allSettled(ids.map(leave));
  expect(told.length).toBeGreaterThanOrEqual(READERS / 4);

  const database = openSqlite(join(folder, 'newsletter.sqlite'));
  onTestFinished(() => database.close());
  const rows = await database.query
    .selectFrom('subscriber')
    .select('id')
    .where('state', '=', 'unsubscribed')
    .execute();
  const gone = new Set(rows.map(({ id }) => id));
  expect(told.filter((id) => !gone.has(id))).toEqual([]);
});
