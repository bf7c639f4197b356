/** Writes into the catalogue's own files when a source was last seen to work: they lie in the editor's repository. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionDate } from '../../src/model/date.ts';

const FILES = ['labs.ts', 'wire.ts', '../boards/definitions.ts'].map((name) =>
  join(import.meta.dirname, name),
);

/**
 * @returns how many entries now hold another date
 * @throws Error of the file system when a file cannot be written
 */
export async function fillLastChecked(
  ids: readonly string[],
  date: EditionDate,
  files: readonly string[] = FILES,
): Promise<number> {
  let changed = 0;
  for (const file of files) {
    const before = await readFile(file, 'utf8');
    const after = ids.reduce((text, id) => withLastChecked(text, id, date), before);
    if (after === before) continue;
    changed += after.split('\n').filter((line, index) => line !== before.split('\n')[index]).length;
    await writeFile(file, after);
  }
  return changed;
}

/** The source text of a catalogue with one entry's date changed; as it was where there is no such entry. */
export function withLastChecked(text: string, id: string, date: EditionDate): string {
  const start = text.indexOf(`id: '${id}',`);
  if (start === -1) return text;
  const next = text.indexOf("id: '", start + 4);
  const end = next === -1 ? text.length : next;
  const entry = text.slice(start, end).replace(/(lastChecked: )(?:null|'[\d-]*')/, `$1'${date}'`);
  return text.slice(0, start) + entry + text.slice(end);
}
