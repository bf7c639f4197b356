/** A shorter essay: whole blocks from its beginning, and the notes they name. Pure. */
import { blockText, type Block, type Essay } from '../model/essay.ts';
import { lineOf } from '../model/lead.ts';

/** Of one note, where the essay has a limit at all. */
const NOTE_BYTES = 1000;

/**
 * @param bytes of its blocks as JSON, which is near what their html takes whatever the script and the markup
 * @returns null when the whole essay fits
 */
export function shortEssay(essay: Essay, bytes: number): Essay | null {
  if (size([...essay.blocks, ...essay.footnotes]) <= bytes) return null;
  const blocks = firstBlocks(essay.blocks, bytes);
  const footnotes = essay.footnotes.slice(0, lastNote(blocks)).map((note) => firstBlocks(note, NOTE_BYTES));
  return { ...essay, blocks, footnotes };
}

/** As many whole blocks as fit, one at least: a first block that does not fit becomes its first words. */
function firstBlocks(blocks: readonly Block[], bytes: number): Block[] {
  const sizes = blocks.map(size);
  const fits = sizes.findIndex((_, index) => sum(sizes.slice(0, index + 1)) > bytes);
  const kept = fits === -1 ? [...blocks] : blocks.slice(0, fits);
  // A heading announces what is gone.
  while (kept.at(-1)?.kind === 'heading') kept.pop();
  return kept.length > 0 ? kept : blocks.slice(0, 1).map((block) => firstWords(block, bytes));
}

function firstWords(block: Block, bytes: number): Block {
  // Three bytes are a letter of most scripts, and what html makes of a quotation mark.
  return { kind: 'paragraph', content: [{ kind: 'text', text: lineOf(blockText([block]), bytes / 3) }] };
}

/** The highest number that a footnote mark in these blocks has. */
function lastNote(blocks: readonly Block[]): number {
  const marks = JSON.stringify(blocks).matchAll(/"kind":"footnote","number":(\d+)/g);
  return Math.max(0, ...[...marks].map(([, number]) => Number(number)));
}

function size(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}
