/** The dates in the catalogue's own files, filled by `sources check`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fillLastChecked, withLastChecked } from '../../../sources/catalogue/last-checked.ts';
import { KNOWN_FEEDS } from '../../../sources/index.ts';
import { editionDate } from '../../../src/model/date.ts';

const DAY = editionDate('2026-11-24');
const folder = join(import.meta.dirname, '../../../sources/catalogue');

it('every feed of the catalogue can be given its date, and only that line changes', async () => {
  for (const section of ['labs', 'wire'] as const) {
    const text = await readFile(join(folder, `${section}.ts`), 'utf8');
    for (const { id } of KNOWN_FEEDS.filter((feed) => feed.section === section)) {
      const changed = withLastChecked(text, id, DAY).split('\n');
      const lines = text.split('\n');
      const different = changed.filter((line, index) => line !== lines[index]);
      expect(different, id).toEqual([`    lastChecked: '2026-11-24',`]);
      const at = changed.findIndex((line, index) => line !== lines[index]);
      expect(lines.slice(0, at).findLast((line) => line.includes("id: '"))).toContain(`'${id}'`);
    }
  }
});

it('an unknown id changes nothing', () => {
  expect(withLastChecked("id: 'a', lastChecked: null", 'b', DAY)).toBe("id: 'a', lastChecked: null");
});

it('files are written only where something changed, and the count is told', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'catalogue-'));
  const file = join(temporary, 'labs.ts');
  await writeFile(file, "{ id: 'a',\n lastChecked: null,\n}, { id: 'b',\n lastChecked: '2026-01',\n}\n");
  expect(await fillLastChecked(['a', 'b', 'c'], DAY, [file])).toBe(2);
  expect(await fillLastChecked(['a', 'b', 'c'], DAY, [file])).toBe(0);
  expect(await readFile(file, 'utf8')).toBe(
    "{ id: 'a',\n lastChecked: '2026-11-24',\n}, { id: 'b',\n lastChecked: '2026-11-24',\n}\n",
  );
  await rm(temporary, { recursive: true });
});
