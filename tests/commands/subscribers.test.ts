import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { runInProcess } from '../support/terminal.ts';

let folder: string;
beforeEach(async () => {
  const made = (folder = await mkdtemp(join(tmpdir(), 'inference-report-commands-')));
  onTestFinished(() => rm(made, { recursive: true }));
});

const run = (...words: string[]) => runInProcess(words, { DATA_DIR: join(folder, 'data') });
const path = (name: string) => join(folder, name);

async function file(name: string, content: string): Promise<string> {
  await writeFile(path(name), content);
  return path(name);
}

/** The whole list, as it would be written to a file. */
const exported = async () => (await run('subscribers', 'export')).stdout;

const suppressed = async () => {
  const { stdout } = await run('suppressions', 'list', '--json');
  return stdout.split('\n').filter((line) => line !== '');
};

describe('subscribers add', () => {
  it('puts one reader on the list: confirmed with consent, pending without', async () => {
    expect(
      await run('subscribers', 'add', 'ada@example.org', '--name', 'Ada', '--consent', 'by phone'),
    ).toEqual({
      ...{ code: 0, stdout: 'ada@example.org: added, confirmed.\n', stderr: '' },
    });
    expect((await run('subscribers', 'add', 'bo@example.org')).stdout).toContain('added, pending');
    expect((await run('subscribers', 'add', 'bo@example.org', '--consent', 'later')).stdout).toContain(
      'confirmed, confirmed',
    );
    expect(await exported()).toMatch(/ada@example\.org,Ada,confirmed,,,,by phone,/);
  });

  it('ends with 1 for someone who is there already, who left, or who must not be mailed', async () => {
    await run('subscribers', 'add', 'ada@example.org', '--consent', 'yes');
    expect(await run('subscribers', 'add', 'ADA@example.org')).toMatchObject({
      ...{ code: 1, stdout: 'ADA@example.org: existing, confirmed.\n' },
    });
    await run('subscribers', 'remove', 'ada@example.org');
    expect(await run('subscribers', 'add', 'ada@example.org', '--consent', 'again')).toMatchObject({
      ...{ code: 1, stdout: 'ada@example.org: existing, unsubscribed.\n' },
    });
    await run('suppressions', 'add', 'bo@example.org');
    const refused = await run('subscribers', 'add', 'bo@example.org', '--consent', 'yes');
    expect([refused.code, refused.stderr]).toEqual([
      1,
      'bo@example.org must not be mailed: it is suppressed.\n',
    ]);
  });
});

describe('subscribers remove and erase', () => {
  it('remove takes off the list, and says when that was so already', async () => {
    await run('subscribers', 'add', 'ada@example.org', '--consent', 'yes');
    expect(await run('subscribers', 'remove', 'Ada@Example.org')).toMatchObject({
      ...{ code: 0, stdout: 'Ada@example.org: off the list.\n' },
    });
    expect((await run('subscribers', 'remove', 'ada@example.org')).stdout).toContain('off the list already');
    expect(await exported()).toContain(',unsubscribed,');
  });

  it('erase leaves a hash, by which the address is refused from then on', async () => {
    await run('subscribers', 'add', 'ada@example.org', '--name', 'Ada', '--consent', 'yes');
    expect((await run('subscribers', 'erase', 'ada@example.org')).code).toBe(0);
    expect(await exported()).not.toMatch(/ada/i);
    expect(await suppressed()).toHaveLength(1);
    expect((await run('subscribers', 'add', 'ada@example.org', '--consent', 'yes')).code).toBe(1);
  });

  it.each(['remove', 'erase'])(
    '%s of somebody unknown says so, ends with 2 and keeps no trace',
    async (verb) => {
      expect(await run('subscribers', verb, 'ghost@example.org')).toEqual({
        ...{ code: 2, stdout: '', stderr: 'ghost@example.org is not on the list.\n' },
      });
      expect(await suppressed()).toEqual([]);
    },
  );
});

describe('subscribers import', () => {
  it('shows what each column was taken for, and counts every row', async () => {
    const list = await file(
      'list.csv',
      'Email;Full name;Shoe size\nada@example.org;Ada;38\nbo@example.org;Bo;40\n',
    );
    const { code, stdout, stderr } = await run('subscribers', 'import', list, '--consent', 'at the fair');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      'Columns, by their names:',
      'column     taken as',
      'Email      address',
      'Full name  name',
      'Not used: Shoe size',
      '2 rows: 2 imported, 0 on the list before, 0 twice in the file, 0 refused.',
      '',
    ]);
    expect(await exported()).toMatch(/bo@example\.org,Bo,confirmed,,,,at the fair,/);
  });

  it('--dry-run says the same and changes nothing', async () => {
    const list = await file('list.csv', 'email\nada@example.org\nbo@example.org\n');
    const before = await exported();
    const { code, stdout } = await run('subscribers', 'import', list, '--consent', 'yes', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('2 rows: 2 to import, 0 on the list before');
    expect(stdout).toContain('Nothing was changed.');
    expect(await exported()).toBe(before);
  });

  it('writes refused rows to a file that can be corrected and imported', async () => {
    const list = await file(
      'list.csv',
      ['email,name', 'ada@example.org,Ada', 'bo at example.org,=Bo', 'eve@,"Eve, E."'].join('\n'),
    );
    const first = await run(
      'subscribers',
      'import',
      list,
      '--consent',
      'yes',
      '--rejects',
      path('refused.csv'),
    );
    expect(first.code).toBe(1);
    expect(first.stderr).toBe(
      'line 3: an address needs an @ between name and domain: bo at example.org, =Bo\n' +
        'line 4: the part after the @ is not a domain name such as example.org: eve@, Eve, E.\n',
    );
    const refused = await readFile(path('refused.csv'), 'utf8');
    expect(refused.split('\r\n')).toEqual([
      'line,reason,email,name',
      "3,an address needs an @ between name and domain,bo at example.org,'=Bo",
      '4,the part after the @ is not a domain name such as example.org,eve@,"Eve, E."',
      '',
    ]);
    await file('refused.csv', refused.replace(' at ', '@').replace('eve@', 'eve@example.org'));
    const second = await run('subscribers', 'import', path('refused.csv'), '--consent', 'yes');
    expect(second).toMatchObject({ code: 0 });
    expect((await exported()).match(/^\w+@/gm)).toEqual(['ada@', 'bo@', 'eve@']);
    expect(await exported()).toContain("bo@example.org,'=Bo,");
  });

  it('refused rows of our own export come back as they were, choices, dates and all', async () => {
    const header =
      'email,name,state,sections,paper_categories,locale,consent,created_at,confirmed_at,paused_until,unsubscribed_at';
    const time = '2025-01-02T03:04:05.000Z';
    const row = `bo@example.org,'=Bo,confirmed,essay+labs,cs.CL,de,they agreed,${time},${time},,`;
    const list = await file('list.csv', `${header}\n${row.replace('essay', 'esay')}\n`);
    expect((await run('subscribers', 'import', list, '--rejects', path('refused.csv'))).code).toBe(1);
    const refused = await readFile(path('refused.csv'), 'utf8');
    await file('refused.csv', refused.replace('esay+labs,', 'essay+labs,'));
    expect(await run('subscribers', 'import', path('refused.csv'))).toMatchObject({ code: 0 });
    expect(await exported()).toContain(row);
  });

  it('lists twenty refused rows on the screen and all of a thousand in the file', async () => {
    const rows = Array.from({ length: 1000 }, (_, row) => `nobody ${row}`);
    const list = await file('list.csv', ['email', ...rows].join('\n'));
    const { stderr } = await run('subscribers', 'import', list, '--rejects', path('refused.csv'));
    expect(stderr.split('\n').filter((line) => line.startsWith('line '))).toHaveLength(20);
    expect(stderr).toContain('and 980 more refused rows');
    const lines = (await readFile(path('refused.csv'), 'utf8')).trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(rows.map((_, row) => row + 2));
  });

  it('says it all in JSON lines with --json', async () => {
    const list = await file('list.csv', 'email\nada@example.org\nnobody\n');
    const { stdout } = await run('subscribers', 'import', list, '--consent', 'yes', '--json');
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { mapping: { peer: null, columns: [{ name: 'email', use: 'address' }] } },
      { refused: { line: 3, fields: ['nobody'] } },
      { rows: 2, imported: 1, refused: 1, complete: true, dryRun: false },
    ]);
  });

  it('leaves people pending without consent, and says that they get no mail', async () => {
    const list = await file('list.csv', 'email\nada@example.org\n');
    const { stdout } = await run('subscribers', 'import', list);
    expect(stdout).toContain('1 are pending and get no mail: say how they agreed with --consent TEXT');
  });

  it.each<[string, string, RegExp]>([
    ['empty', '', /is empty/],
    ['of other columns', 'name,phone\nAda,1\n', /names no column of addresses/],
    ['of binary', 'PK\u0003\u0004\n', /is a workbook/],
  ])(
    'a file that is %s ends with 2, and neither the list nor --rejects is touched',
    async (_, content, message) => {
      const list = await file('list.csv', content);
      const { code, stderr } = await run('subscribers', 'import', list, '--rejects', path('refused.csv'));
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).toContain(list);
      expect(existsSync(path('refused.csv'))).toBe(false);
      expect((await exported()).split('\r\n')).toHaveLength(2);
    },
  );

  it('never writes the refused rows over the list itself', async () => {
    const list = await file('list.csv', 'email\nnobody\n');
    const { code, stderr } = await run('subscribers', 'import', list, '--rejects', list);
    expect([code, stderr]).toEqual([2, `--rejects ${list} is the file to import: name another.\n`]);
    expect(await readFile(list, 'utf8')).toBe('email\nnobody\n');
  });

  it('tells a --rejects that cannot be written, with its path', async () => {
    const list = await file('list.csv', 'email\nnobody\n');
    const { code, stderr } = await run(
      'subscribers',
      'import',
      list,
      '--rejects',
      path('no/such/folder.csv'),
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`--rejects ${path('no/such/folder.csv')} cannot be written`);
  });
});

describe('subscribers list and export', () => {
  async function three(): Promise<void> {
    await run('subscribers', 'add', 'ada@example.org', '--consent', 'yes');
    await run('subscribers', 'add', 'bo@example.org');
    await run('subscribers', 'add', 'eve@example.org', '--consent', 'yes');
    await run('subscribers', 'remove', 'eve@example.org');
  }

  it('list shows readers oldest first, by state and up to a limit, and counts all', async () => {
    await three();
    const { stdout } = await run('subscribers', 'list', '--limit', '2');
    expect(stdout).toMatch(
      /^id +address .*\n1 +ada@example\.org .*\n2 +bo@example\.org .*\n1 pending, 1 conf.*\n$/,
    );
    const left = await run('subscribers', 'list', '--state', 'unsubscribed', '--json');
    expect(JSON.parse(left.stdout)).toMatchObject({ email: 'eve@example.org', state: 'unsubscribed' });
  });

  it('export writes the list to a file or to standard output, the same bytes', async () => {
    await three();
    const written = await run('subscribers', 'export', '--out', path('out.csv'));
    expect([written.code, written.stdout]).toEqual([0, `Written: ${path('out.csv')}\n`]);
    expect(await readFile(path('out.csv'), 'utf8')).toBe(await exported());
    const pending = await run('subscribers', 'export', '--state', 'pending');
    expect(pending.stdout.match(/@/g)).toHaveLength(1);
    const nowhere = await run('subscribers', 'export', '--out', path('no/such/folder.csv'));
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain(path('no/such/folder.csv'));
  });
});

describe('suppressions', () => {
  it('add, list and lift', async () => {
    expect((await run('suppressions', 'add', 'ada@example.org', '--note', 'asked by letter')).code).toBe(0);
    expect((await run('suppressions', 'add', 'ada@example.org')).code).toBe(0);
    const { stdout } = await run('suppressions', 'list');
    expect(stdout).toMatch(/manual +\d{4}-\d\d-\d\d +asked by letter\n1 suppressed\.\n$/);
    expect(stdout).not.toContain('ada@');
    expect(await run('suppressions', 'lift', 'ada@example.org')).toMatchObject({
      ...{ code: 0, stdout: 'ada@example.org may be mailed again, if it is on the list.\n' },
    });
    expect(await run('suppressions', 'lift', 'ada@example.org')).toMatchObject({
      ...{ code: 1, stdout: 'ada@example.org was not suppressed.\n' },
    });
  });
});

describe('misuse', () => {
  it.each<[string, string[], RegExp]>([
    ['an address that is none', ['subscribers', 'add', 'nobody'], /nobody is not an address/],
    ['blank consent', ['subscribers', 'add', 'a@example.org', '--consent', ' '], /--consent is empty/],
    ['no address', ['subscribers', 'add'], /missing required argument 'address'/],
    ['an address of two', ['subscribers', 'add', 'a@example.org', 'b@example.org'], /too many arguments/],
    ['an unknown flag', ['subscribers', 'add', 'a@example.org', '--force'], /unknown option '--force'/],
    ['an unknown command', ['subscribers', 'clear'], /unknown command 'clear'/],
    ['removing what is no address', ['subscribers', 'remove', 'no body@example.org'], /is not an address/],
    ['erasing what is no address', ['subscribers', 'erase', '@example.org'], /is not an address/],
    ['an unknown state', ['subscribers', 'list', '--state', 'active'], /--state active: there are pending/],
    ['no count', ['subscribers', 'list', '--limit', 'ten'], /--limit ten is not a count/],
    ['a count below one', ['subscribers', 'list', '--limit', '0'], /--limit 0 is not a count/],
    ['exporting an unknown state', ['subscribers', 'export', '--state', 'left'], /--state left/],
    [
      'a missing file',
      ['subscribers', 'import', '/no/such/list.csv'],
      /\/no\/such\/list\.csv cannot be read/,
    ],
    ['a folder', ['subscribers', 'import', tmpdir()], /is a folder/],
    ['blank consent of many', ['subscribers', 'import', 'list.csv', '--consent', ''], /--consent is empty/],
    ['suppressing what is no address', ['suppressions', 'add', 'nobody'], /is not an address/],
    ['lifting what is no address', ['suppressions', 'lift', 'nobody'], /is not an address/],
  ])('%s: one message, exit code 2, nothing changed', async (_, words, message) => {
    await run('subscribers', 'add', 'ada@example.org', '--consent', 'yes');
    const before = [await exported(), await suppressed()];
    const { code, stdout, stderr } = await run(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\bat .*\.ts:\d/);
    expect([await exported(), await suppressed()]).toEqual(before);
  });
});

it('a secret that suppressions are stored under cannot be dropped: every command says so and ends with 2', async () => {
  const [old, next] = [
    'an old secret that is long enough to be one',
    'a new secret that is long enough to be one',
  ];
  const under = (secrets: string, ...words: string[]) =>
    runInProcess(words, { DATA_DIR: join(folder, 'data'), SIGNING_SECRET: secrets });
  await under(old, 'suppressions', 'add', 'ada@example.org');
  const refused = await under(next, 'subscribers', 'add', 'ada@example.org', '--consent', 'yes');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(
    /SIGNING_SECRET no longer holds a secret that is in use by 1 suppressed addresses/,
  );
  const kept = await under(`${next},${old}`, 'subscribers', 'add', 'ada@example.org', '--consent', 'yes');
  expect(kept).toMatchObject({ code: 1, stderr: 'ada@example.org must not be mailed: it is suppressed.\n' });
});
