/** What a person can get wrong: one message that names the place and the fix, exit code 2, nothing changed. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWords } from '../support/command-line.ts';
import { freePort, runProgram } from '../support/program.ts';

const COMMANDS = [
  ...[
    'start',
    'collect',
    'draft',
    'check',
    'render',
    'preview',
    'approve',
    'send',
    'worker',
    'pause',
    'resume',
  ],
  ...['cancel', 'reconcile', 'rebuild', 'status'],
  ...['add', 'remove', 'import', 'export', 'list', 'erase'].map((name) => `subscribers ${name}`),
  ...['list', 'add', 'lift'].map((name) => `suppressions ${name}`),
  ...['list', 'check', 'import', 'export', 'inspect'].map((name) => `sources ${name}`),
];
const CONFIG = resolve(import.meta.dirname, '../../src/config.ts');

let folder: string;
let data: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inference-report-misuse-'));
  data = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function configFile(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const settings = (extra: string) => `import { defineNewsletter } from ${JSON.stringify(CONFIG)};
export default defineNewsletter({
  name: 'Misuse', publisher: 'Misuse', postalAddress: '1 Street', replyTo: 'a@b.example', listId: 'm.b.example',
  from: { name: 'Misuse', address: 'a@b.example' }, timeZone: 'Europe/Berlin', ${extra} });`;

/** The commands that a help text names. */
function commandsIn(help: string): string[] {
  const list = help.split('Commands:\n')[1]?.split('\n\n')[0] ?? '';
  return [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name!).filter((name) => name !== 'help');
}

describe('help', () => {
  it('lists every command that works, and none that does not: each explains itself', async () => {
    const { stdout } = await runWords(['--help'], {});
    const open = commandsIn(stdout).map((name) => [name]);
    const seen: string[] = [];
    for (let words = open.shift(); words !== undefined; words = open.shift()) {
      const help = await runWords([...words, '--help'], {});
      expect(help.stdout).toContain(`Usage: inference-report ${words.join(' ')} `);
      expect(help.code).toBe(0);
      const within = commandsIn(help.stdout).map((name) => [...words, name]);
      open.push(...within);
      if (within.length === 0) seen.push(words.join(' '));
    }
    expect(seen.toSorted()).toEqual(COMMANDS.toSorted());
  });

  it('names every variable that a complaint about the environment may name', async () => {
    const { stdout } = await runWords(['--help'], {});
    const complaint = await runWords(['status'], {
      ...{ NEWSROOM: 'x', PORT: 'x', STUDIO_PORT: 'x', TRUST_PROXY: 'x', TRANSPORT: 'x', SMTP_URL: 'x' },
      ...{
        DATABASE_URL: 'x',
        RESEND_BASE_URL: 'x',
        RESEND_WEBHOOK_SECRET: 'x',
        SIGNING_SECRET: 'x',
        PUBLIC_URL: 'x',
      },
    });
    const named = [...complaint.stderr.matchAll(/^- ([A-Z_]+):/gm)].map(([, name]) => name!);
    expect(named).toHaveLength(11);
    for (const name of named) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });
});

describe('misuse', () => {
  const misuses: readonly (readonly [what: string, words: string[], environment: object, said: RegExp])[] = [
    ['an unknown command', ['publish'], {}, /unknown command 'publish'/],
    ['an unknown flag', ['draft', '--now'], {}, /unknown option '--now'/],
    ['a flag without its value', ['draft', '--date'], {}, /argument missing/],
    ['a day that is none', ['draft', '--date', '2026-02-30'], {}, /--date 2026-02-30.*\n.*YYYY-MM-DD/],
    ['a day in another spelling', ['check', '--date', '24.11.2026'], {}, /YYYY-MM-DD/],
    ['render without a place', ['render'], {}, /--out FOLDER/],
    ['a limit that is no count', ['subscribers', 'list', '--limit', 'many'], {}, /--limit many/],
    ['a state that does not exist', ['subscribers', 'list', '--state', 'gone'], {}, /pending, confirmed/],
    ['an import without a file', ['subscribers', 'import', '/no/such/list.csv'], {}, /\/no\/such\/list\.csv/],
    [
      'a config that is not there',
      ['status', '--config', '/no/such/config.ts'],
      {},
      /\/no\/such\/config\.ts/,
    ],
    ['a wrong port and transport', ['status'], { PORT: 'x', TRANSPORT: 'pigeon' }, /TRANSPORT.*\n.*PORT/],
  ];
  it.each(misuses)('%s is told and exits with 2', async (_what, words, environment, said) => {
    const result = await runWords(words, { DATA_DIR: data, ...environment });
    expect(result.stderr).toMatch(said);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
  });

  it('leaves nothing behind when the environment is wrong', async () => {
    const untouched = join(folder, 'untouched');
    await runWords(['collect'], { DATA_DIR: untouched, PORT: 'x' });
    expect(await readdir(folder)).not.toContain('untouched');
  });

  it('names the setting of a config that is wrong, all of them at once', async () => {
    const file = await configFile(
      'wrong.config.ts',
      settings("labs: { sources: ['no-such-lab'] }, sectoins: []"),
    );
    const { code, stderr } = await runWords(['status', '--config', file], { DATA_DIR: data });
    expect(code).toBe(2);
    expect(stderr).toContain('sectoins');
    expect(stderr).toContain(file);
  });

  it.each([['sources', 'list'], ['start']])(
    'names the source that the catalogue does not know: %s',
    async (...words) => {
      const file = await configFile('source.config.ts', settings("labs: { sources: ['no-such-lab'] }"));
      const live = {
        ...{ NEWSROOM: 'live', PUBLIC_URL: 'https://m.example', SIGNING_SECRET: 's'.repeat(32) },
        TRANSPORT: 'outbox',
      };
      const environment = { DATA_DIR: join(folder, 'live-data'), PORT: '0', STUDIO_PORT: '0', ...live };
      const { code, stderr } = await runWords([...words, '--config', file], environment);
      expect(code).toBe(2);
      expect(stderr).toContain('no-such-lab');
    },
  );

  it.each([
    ['a syntax error', 'export default {\n  name: two words,\n};', 2],
    ['a name that means nothing', 'export default {\n  timeZone:\n    berlin,\n};', 3],
  ])('names file and line of a config with %s', async (what, text, line) => {
    const file = await configFile(`${what.replaceAll(' ', '-')}.config.ts`, text);
    // The real program: here a test's own loader would read the file.
    const { code, stderr } = await runProgram(['status', '--config', file], { DATA_DIR: data });
    expect(stderr).toContain(`${file}, line ${line} `);
    expect(code).toBe(2);
  });

  it('names file, line and fix of an essay whose front matter is wrong', async () => {
    const essays = join(folder, 'essays');
    await mkdir(essays, { recursive: true });
    await writeFile(
      join(essays, '2026-11-24.md'),
      '---\ntitle: "An open quote\nbyline: Someone\n---\n\nText.\n',
    );
    const file = await configFile(
      'essay.config.ts',
      settings(`essays: { folder: ${JSON.stringify(essays)} }`),
    );
    const live = {
      ...{ NEWSROOM: 'live', PUBLIC_URL: 'https://m.example', SIGNING_SECRET: 's'.repeat(32) },
      TRANSPORT: 'outbox',
    };
    const environment = { DATA_DIR: join(folder, 'essay-data'), ...live };
    const { code, stderr } = await runWords(['draft', '--date', '2026-11-24', '--config', file], environment);
    expect(stderr).toMatch(/2026-11-24\.md, line \d+:/);
    expect(stderr).toContain('nothing was changed');
    expect(code).toBe(2);
  });

  it('refuses a data folder that is a file, with its path', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { code, stderr } = await runWords(['status'], { DATA_DIR: file });
    expect(code).toBe(2);
    expect(stderr).toContain(file);
    expect(stderr).toContain('DATA_DIR');
  });

  // Nobody may make a folder there, root included.
  it.each(['/sys/newsroom', '/proc/newsroom/data'])('refuses to keep its data in %s', async (place) => {
    const { code, stderr } = await runWords(['status'], { DATA_DIR: place });
    expect(code).toBe(2);
    expect(stderr).toContain(place);
  });

  it('refuses a database that does not answer, with its host and without its password', async () => {
    const port = await freePort();
    const url = `postgres://editor:top-secret@127.0.0.1:${port}/news`;
    const { code, stderr } = await runWords(['status'], {
      DATA_DIR: data,
      DATABASE_URL: url,
      SIGNING_SECRET: 's'.repeat(32),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(`127.0.0.1:${port}/news`);
    expect(stderr).not.toContain('top-secret');
  });

  it.each(['PORT', 'STUDIO_PORT'])(
    '%s that is taken ends the program, and leaves nothing listening',
    async (name) => {
      const taken = createServer();
      await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
      const { port } = taken.address() as AddressInfo;
      const environment = {
        DATA_DIR: join(folder, 'port-data'),
        PORT: '0',
        STUDIO_PORT: '0',
        [name]: String(port),
      };
      const { code, stderr } = await runProgram(['start'], environment);
      await new Promise((done) => taken.close(done));
      expect(stderr).toContain(String(port));
      expect(stderr).toContain(`set ${name} to`);
      expect(code).toBe(2);
    },
  );
});
