/** The essay as sentences, each with its paragraph: what the claims are read from. Pure. */
import { inlineText, type Block, type Essay } from '../../model/essay.ts';

export type Passage = { readonly place: string; readonly sentences: readonly string[] };

/** Title, standfirst, paragraphs, lists, quotes and footnotes; code says nothing of the boards. */
export function passagesOf({ title, standfirst, blocks, footnotes }: Essay): Passage[] {
  const body = blocks.flatMap(textsOf);
  const notes = footnotes.flatMap((blocks) => blocks.flatMap(textsOf));
  const named = (text: string, place: string): Passage => ({ place, sentences: sentencesOf(text) });
  return [
    named(title, 'essay, title'),
    named(standfirst, 'essay, standfirst'),
    ...body.map((text, index) => named(text, `essay, paragraph ${index + 1}`)),
    ...notes.map((text, index) => named(text, `essay, footnote ${index + 1}`)),
  ];
}

function textsOf(block: Block): string[] {
  if (block.kind === 'paragraph' || block.kind === 'heading') return [inlineText(block.content)];
  if (block.kind === 'quote') return block.blocks.flatMap(textsOf);
  return block.kind === 'list' ? block.items.flatMap((item) => item.flatMap(textsOf)) : [];
}

const ABBREVIATION =
  /(?:^|\s)(?:No|no|vs|St|Dr|Mr|Mrs|Ms|Inc|Ltd|Co|Corp|e\.g|i\.e|U\.S|U\.K|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/u;

/** Cut at full stops that end a sentence: not those of versions, figures and abbreviations. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index, 0: stop } of text.matchAll(/[.!?]+["'”’)\]]*(?=\s+["'“‘(]?[\p{Lu}\p{N}]|\s*$)|\n/gu)) {
    const end = index + stop.length;
    if (stop.startsWith('.') && ABBREVIATION.test(text.slice(start, index + 1))) continue;
    sentences.push(text.slice(start, end));
    start = end;
  }
  return [...sentences, text.slice(start)]
    .map((sentence) => sentence.replace(/\s+/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}
