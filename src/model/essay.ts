/** The essay as a small tree of blocks: what Markdown means, with no markup left in it, so each output lays it out safely. */
import { z } from 'zod';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; content: Inline[] }
  | { kind: 'emphasis'; content: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; content: Inline[] }
  | { kind: 'break' }
  | { kind: 'footnote'; number: number };

export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'heading'; level: 2 | 3; content: Inline[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'code'; language: string | null; text: string }
  | { kind: 'rule' };

export const inlineSchema: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('strong'), content: z.array(inlineSchema) }),
    z.object({ kind: z.literal('emphasis'), content: z.array(inlineSchema) }),
    z.object({ kind: z.literal('code'), text: z.string() }),
    z.object({ kind: z.literal('link'), url: z.string(), content: z.array(inlineSchema) }),
    z.object({ kind: z.literal('break') }),
    z.object({ kind: z.literal('footnote'), number: z.number().int() }),
  ]),
);

export const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), content: z.array(inlineSchema) }),
    z.object({
      kind: z.literal('heading'),
      level: z.union([z.literal(2), z.literal(3)]),
      content: z.array(inlineSchema),
    }),
    z.object({ kind: z.literal('quote'), blocks: z.array(blockSchema) }),
    z.object({
      kind: z.literal('list'),
      ordered: z.boolean(),
      start: z.number().int(),
      items: z.array(z.array(blockSchema)),
    }),
    z.object({ kind: z.literal('code'), language: z.string().nullable(), text: z.string() }),
    z.object({ kind: z.literal('rule') }),
  ]),
);

export const essaySchema = z.object({
  title: z.string().min(1),
  byline: z.string().min(1),
  /** One sentence under the title; empty when the front matter has none. */
  standfirst: z.string(),
  /** From the front matter; null: made by rule. */
  subject: z.string().nullable(),
  preheader: z.string().nullable(),
  blocks: z.array(blockSchema),
  /** In order of first mention; footnote `number` n is entry n-1. */
  footnotes: z.array(z.array(blockSchema)),
  words: z.number().int().min(0),
});
export type Essay = z.infer<typeof essaySchema>;

/** The words of inline content, without markup. */
export function inlineText(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (part.kind === 'text' || part.kind === 'code') return part.text;
      if (part.kind === 'break') return '\n';
      return part.kind === 'footnote' ? '' : inlineText(part.content);
    })
    .join('');
}

/** The words of blocks, a block per line. */
export function blockText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph' || block.kind === 'heading') return inlineText(block.content);
      if (block.kind === 'quote') return blockText(block.blocks);
      if (block.kind === 'list') return block.items.map(blockText).join('\n');
      return block.kind === 'code' ? block.text : '';
    })
    .filter(Boolean)
    .join('\n');
}

export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
