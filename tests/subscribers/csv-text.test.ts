import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows, type CsvRow } from '../../subscribers/csv-rows.ts';
import { readText } from '../../subscribers/csv-text.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'inference-report-csv-'))));
afterAll(() => rm(folder, { recursive: true }));

const LIST =
  'email,name\r\nada@example.org,Zo\u00eb M\u00fcller\r\nbo@example.org,"\u0141ukasz, \u5c71\u7530"\r\n';
const LATIN = LIST.replace('\u0141ukasz, \u5c71\u7530', '\u20ac \u2013 \u00e9');

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

async function rowsOf(content: string | Buffer): Promise<CsvRow[]> {
  const file = join(folder, 'list.csv');
  await writeFile(file, content);
  const rows: CsvRow[] = [];
  for await (const page of readRows(readText(file, () => undefined))) rows.push(...page);
  return rows;
}

const cells = async (content: string | Buffer) => (await rowsOf(content)).map(({ fields }) => fields);
const EXPECTED = [
  ['email', 'name'],
  ['ada@example.org', 'Zo\u00eb M\u00fcller'],
  ['bo@example.org', '\u0141ukasz, \u5c71\u7530'],
];

describe('a file in', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(LIST)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${LIST}`)],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${LIST}`, 'utf16le')],
    ['UTF-16 big endian with a mark', utf16be(`\ufeff${LIST}`)],
    ['UTF-16 little endian without', Buffer.from(LIST, 'utf16le')],
    ['UTF-16 big endian without', utf16be(LIST)],
  ])('%s is read', async (_, bytes) => {
    expect(await cells(bytes)).toEqual(EXPECTED);
  });

  it('Windows-1252 is read', async () => {
    const windows1252 = Buffer.from(LATIN.replace('\u20ac', '\x80').replace('\u2013', '\x96'), 'latin1');
    expect(await cells(windows1252)).toEqual(EXPECTED.with(2, ['bo@example.org', '\u20ac \u2013 \u00e9']));
  });

  it('UTF-8 with one pasted Latin-1 line keeps every name', async () => {
    const pasted = Buffer.concat([Buffer.from(LIST), Buffer.from('eve@example.org,Andr\u00e9\n', 'latin1')]);
    expect(await cells(pasted)).toEqual([...EXPECTED, ['eve@example.org', 'Andr\u00e9']]);
  });

  it.each([';', '\t', '|'])('columns parted by %j are read', async (delimiter) => {
    const text = `email${delimiter}"na,me"\nada@example.org${delimiter}"a${delimiter}b"\n`;
    expect(await cells(text)).toEqual([
      ['email', 'na,me'],
      ['ada@example.org', `a${delimiter}b`],
    ]);
  });

  it.each([';', ',', '\t'])('the hint sep=%s before its header is read without it', async (delimiter) => {
    expect(
      await cells(`sep=${delimiter}\r\nemail${delimiter}name\r\nada@example.org${delimiter}Ada\r\n`),
    ).toEqual([
      ['email', 'name'],
      ['ada@example.org', 'Ada'],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('lines ended by %j are read', async (end) => {
    expect(await cells(`email,name${end}ada@example.org,Ada${end}bo@example.org,`)).toEqual([
      ['email', 'name'],
      ['ada@example.org', 'Ada'],
      ['bo@example.org', ''],
    ]);
  });

  it('characters that lie across the pieces of a large file stay whole', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, row) => `r${row}@example.org,\u5c71\u7530 \u{1f600} ${row}`,
    );
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const rows = await cells(Buffer.from(`\ufeffemail,name\n${lines.join('\n')}`, encoding));
      expect(rows.length).toBe(20_001);
      expect(rows.slice(1).map((row) => row.join(','))).toEqual(lines);
    }
  });
});

describe('rows', () => {
  it('may hold quotation marks and line breaks, and tell the line they begin on', async () => {
    const text = 'email,name\nada@example.org,"Ada\n""the first"""\n\nbo@example.org,Bo\n';
    expect(await rowsOf(text)).toEqual([
      { line: 1, fields: ['email', 'name'], broken: false },
      { line: 2, fields: ['ada@example.org', 'Ada\n"the first"'], broken: false },
      { line: 5, fields: ['bo@example.org', 'Bo'], broken: false },
    ]);
  });

  it.each([
    ['on the last line', 'email,name\nada@example.org,Ada\nbo@example.org,"Bo\n', 3],
    ['in the middle', 'email,name\nbo@example.org,"Bo\nada@example.org,Ada\n', 2],
    ['closed by a later cell', 'email,name\nbo@example.org,"Bo\nada@example.org,"Ada"\n', 2],
  ])('with an open quotation mark %s cost that line and no other', async (_, text, line) => {
    const rows = await rowsOf(text);
    expect(rows.filter(({ broken }) => broken).map((row) => row.line)).toEqual([line]);
    expect(rows.filter(({ broken }) => !broken).map(({ fields }) => fields)).toEqual([
      ['email', 'name'],
      ['ada@example.org', 'Ada'],
    ]);
  });

  it('after an open quotation mark are found again in a file of any size', async () => {
    const lines = Array.from({ length: 90_000 }, (_, row) => `r${row}@example.org,Reader ${row}`);
    const text = ['email,name', ...lines.with(5, 'r5@example.org,"Reader 5')].join('\n');
    const rows = await rowsOf(text);
    expect(rows.filter(({ broken }) => broken).map(({ line }) => line)).toEqual([7]);
    expect(rows.length).toBe(90_001);
    expect(rows.at(-1)).toEqual({
      line: 90_001,
      fields: ['r89999@example.org', 'Reader 89999'],
      broken: false,
    });
  });

  it('with a stray quotation mark in each are told one by one, a megabyte of them too', async () => {
    const lines = Array.from({ length: 25_000 }, (_, row) => `"r${row}" <r${row}@example.org>,Reader`);
    const text = ['email,name', ...lines, 'ada@example.org,"Ada\nand Bo"', 'bo@example.org,Bo', ''].join(
      '\n',
    );
    const rows = await rowsOf(text);
    expect(rows.filter(({ broken }) => broken).map(({ fields }) => fields[0])).toEqual(lines);
    expect(rows.slice(-2)).toEqual([
      { line: 25_002, fields: ['ada@example.org', 'Ada\nand Bo'], broken: false },
      { line: 25_004, fields: ['bo@example.org', 'Bo'], broken: false },
    ]);
  });

  it('may be a megabyte long, line breaks and all', async () => {
    const note = 'word\n'.repeat(200_000);
    const [, ada, bo] = await rowsOf(`email,note\nada@example.org,"${note}"\nbo@example.org,\n`);
    expect(ada).toEqual({ line: 2, fields: ['ada@example.org', note], broken: false });
    expect(bo).toEqual({ line: 200_003, fields: ['bo@example.org', ''], broken: false });
  });
});
