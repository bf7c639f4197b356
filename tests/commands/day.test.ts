/** A day's work by hand, command by command, on the sample newsroom. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf, runWords } from '../support/command-line.ts';

const DATE = '2026-11-24';
const DAY = ['--date', DATE];

let folder: string;
let data: string;
const inOutbox = async () =>
  (await readdir(join(data, 'outbox', DATE)).catch(() => [])).filter((name) => name.endsWith('.eml'));
const run = (...words: string[]) => runWords(words, { DATA_DIR: data });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inference-report-day-'));
  data = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a day by hand', () => {
  it('before anything is collected, status says so and check names the way', async () => {
    const { code, stdout } = await run('status', ...DAY);
    expect(code).toBe(0);
    expect(stdout).toContain(`${DATE}: no edition yet.`);
    const early = await run('check', ...DAY);
    expect(early.code).toBe(2);
    expect(early.stderr).toContain(`inference-report collect --date ${DATE}`);
    const empty = await run('draft', ...DAY);
    expect(empty.code).toBe(2);
    expect(empty.stderr).toContain(`inference-report collect --date ${DATE}`);
    expect((await run('status', ...DAY)).stdout).toContain('no edition yet');
  });

  it('collect asks every source and tells what each brought', async () => {
    const result = await run('collect', ...DAY, '--json');
    expect(result.code).toBe(0);
    const sources = linesOf(result);
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) expect(source).toMatchObject({ date: DATE, failure: null });
    expect(sources.reduce((sum, { items }) => sum + Number(items), 0)).toBeGreaterThan(50);
  });

  it('draft composes and checks; check finds the same again', async () => {
    const drafted = await run('draft', ...DAY, '--json');
    expect(drafted.code).toBe(0);
    const [draft] = linesOf(drafted);
    const [checked] = linesOf(await run('check', ...DAY, '--json'));
    expect(checked).toMatchObject({ hash: draft?.['hash'], findings: draft?.['findings'] });
  });

  it('render writes html, text and a mail that another library can read', async () => {
    const out = join(folder, 'out');
    expect((await run('render', ...DAY, '--out', out)).code).toBe(0);
    const mail = await PostalMime.parse(await readFile(join(out, 'edition.eml')));
    const [html, plain] = await Promise.all(
      ['edition.html', 'edition.txt'].map((name) => readFile(join(out, name), 'utf8')),
    );
    expect(mail.html?.trim()).toBe(html?.replaceAll('\r\n', '\n').trim());
    expect(mail.text?.trim()).toBe(plain?.trim());
  });

  it('send refuses what nobody approved, and names the way', async () => {
    const { code, stderr } = await run('send', ...DAY);
    expect(code).toBe(1);
    expect(stderr).toContain('not approved');
    expect(stderr).toContain('inference-report approve');
    expect(await inOutbox()).toEqual([]);
  });

  it('send --test submits one copy to the address given and touches no ledger', async () => {
    const { code, stdout } = await run('send', ...DAY, '--test', 'me@desk.example');
    expect(code).toBe(0);
    expect(stdout).toContain('me@desk.example');
    const [status] = linesOf(await run('status', ...DAY, '--json'));
    expect(status).toMatchObject({ edition: { state: 'draft' }, deliveries: { frozen: 0 } });
  });

  it('send --test refuses what is no address', async () => {
    const { code, stderr } = await run('send', ...DAY, '--test', 'me at desk');
    expect(code).toBe(2);
    expect(stderr).toContain('--test me at desk');
  });

  it('send --dry-run counts the readers and submits nothing', async () => {
    await run('subscribers', 'add', 'one@readers.example', '--consent', 'asked at the desk');
    await run('subscribers', 'add', 'two@readers.example', '--consent', 'asked at the desk');
    await run('subscribers', 'add', 'pending@readers.example');
    const [answer] = linesOf(await run('send', ...DAY, '--dry-run', '--json'));
    expect(answer).toEqual({ date: DATE, readers: 2, batches: 1 });
    const [status] = linesOf(await run('status', ...DAY, '--json'));
    expect(status).toMatchObject({ deliveries: { frozen: 0 } });
  });

  it('check names what it skipped and why, and approve refuses any other hash', async () => {
    const [checked] = linesOf(await run('check', ...DAY, '--json'));
    const skipped = checked?.['skipped'] as { check: string; reason: string }[];
    expect(skipped.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['dns', 'quota', 'link-targets']),
    );
    expect(skipped.every(({ reason }) => reason.length > 10)).toBe(true);
    const other = await run('approve', ...DAY, '--hash', '0123456789ab');
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('check and look at it again');
  });

  it('an approved edition is drafted no more', async () => {
    const [checked] = linesOf(await run('check', ...DAY, '--json'));
    const hash = String(checked?.['hash']);
    expect((await run('approve', ...DAY, '--hash', hash.slice(0, 12))).code).toBe(0);
    const { code, stderr } = await run('draft', ...DAY);
    expect(code).toBe(1);
    expect(stderr).toContain('approved');
  });

  it('send submits to the confirmed readers only, and the ledger is whole', async () => {
    expect((await run('send', ...DAY, '--json')).code).toBe(0);
    const [status] = linesOf(await run('status', ...DAY, '--audit', '--json'));
    expect(status).toMatchObject({
      edition: { state: 'completed' },
      deliveries: { frozen: 2, submitted: 2 },
      problems: [],
    });
  });

  it('send again submits nothing twice', async () => {
    const before = await inOutbox();
    const [again] = linesOf(await run('send', ...DAY, '--json'));
    expect(again).toMatchObject({ state: 'completed', deliveries: { submitted: 2 } });
    expect(await inOutbox()).toEqual(before);
  });

  it('what has left cannot be paused, resumed or cancelled', async () => {
    for (const word of ['cancel', 'pause', 'resume']) {
      const { code, stderr } = await run(word, ...DAY);
      expect(code).toBe(1);
      expect(stderr).toContain(`The edition of ${DATE} is completed`);
    }
  });
});
