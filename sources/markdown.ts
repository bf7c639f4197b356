/** Markdown (CommonMark with footnotes) to the blocks of an essay; no HTML passes through, only web and mail links do. */
import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import type { Block, Inline } from '../src/model/essay.ts';

export type MarkdownProblem = { readonly line: number | null; readonly message: string };
export type Markdown = { blocks: Block[]; footnotes: Block[][]; problems: MarkdownProblem[] };

/**
 * Pure. Tags are text, images become links named by their alt text, soft breaks become spaces.
 * @returns `problems`: links that no reader could follow, with their 1-based line in `text`
 */
export function parseMarkdown(text: string): Markdown {
  const reading: Reading = { tokens: parser.parse(text, {}), at: 0, line: null, footnotes: [], problems: [] };
  const blocks = readBlocks(reading, null);
  return { blocks, footnotes: reading.footnotes, problems: reading.problems };
}

/** A walk over the flat token list; `line` is that of the block being read. */
type Reading = {
  readonly tokens: readonly Token[];
  at: number;
  line: number | null;
  readonly footnotes: Block[][];
  readonly problems: MarkdownProblem[];
};

const parser = new MarkdownIt('commonmark', { html: false }).use(footnotes);
// Every link becomes a token, so that a bad one is reported with its line instead of showing its brackets to readers.
parser.validateLink = () => true;

/** Reads blocks up to and over the token named `end`; to the end of the text when it is null. */
function readBlocks(reading: Reading, end: string | null): Block[] {
  const blocks: Block[] = [];
  for (let token = next(reading); token !== null && token.type !== end; token = next(reading)) {
    if (token.map !== null) reading.line = token.map[0] + 1;
    blocks.push(...readBlock(reading, token));
  }
  return blocks;
}

function readBlock(reading: Reading, token: Token): Block[] {
  switch (token.type) {
    case 'paragraph_open':
      return [{ kind: 'paragraph', content: readInlines(reading) }];
    case 'heading_open':
      return [
        { kind: 'heading', level: Number(token.tag.slice(1)) < 3 ? 2 : 3, content: readInlines(reading) },
      ];
    case 'blockquote_open':
      return [{ kind: 'quote', blocks: readBlocks(reading, 'blockquote_close') }];
    case 'bullet_list_open':
      return [{ kind: 'list', ordered: false, start: 1, items: readItems(reading, 'bullet_list_close') }];
    case 'ordered_list_open': {
      const start = Number(attribute(token, 'start') || 1);
      return [{ kind: 'list', ordered: true, start, items: readItems(reading, 'ordered_list_close') }];
    }
    case 'fence':
      return [
        { kind: 'code', language: token.info.trim().split(/\s/)[0] || null, text: token.content.trimEnd() },
      ];
    case 'code_block':
      return [{ kind: 'code', language: null, text: token.content.trimEnd() }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'footnote_open':
      reading.footnotes.push(readBlocks(reading, 'footnote_close'));
      return [];
    default:
      // Closers of paragraphs and headings, and the wrappers of the footnote block, carry nothing of their own.
      return [];
  }
}

function readItems(reading: Reading, end: string): Block[][] {
  const items: Block[][] = [];
  for (let token = next(reading); token !== null && token.type !== end; token = next(reading)) {
    items.push(readBlocks(reading, 'list_item_close'));
  }
  return items;
}

/** The inline content of the paragraph or heading that was just opened. */
function readInlines(reading: Reading): Inline[] {
  const children = next(reading)?.children ?? [];
  return readSpan({ ...reading, tokens: children, at: 0 }, null);
}

function readSpan(reading: Reading, end: string | null): Inline[] {
  const parts: Inline[] = [];
  for (let token = next(reading); token !== null && token.type !== end; token = next(reading)) {
    for (const part of readInline(reading, token)) {
      const last = parts.at(-1);
      if (last?.kind === 'text' && part.kind === 'text') last.text += part.text;
      else parts.push(part);
    }
  }
  return parts;
}

function readInline(reading: Reading, token: Token): Inline[] {
  switch (token.type) {
    case 'strong_open':
      return [{ kind: 'strong', content: readSpan(reading, 'strong_close') }];
    case 'em_open':
      return [{ kind: 'emphasis', content: readSpan(reading, 'em_close') }];
    case 'code_inline':
      return [{ kind: 'code', text: token.content }];
    case 'link_open':
      return linkTo(reading, attribute(token, 'href'), readSpan(reading, 'link_close'));
    case 'image':
      return readImage(reading, token);
    case 'hardbreak':
      return [{ kind: 'break' }];
    case 'softbreak':
      return [{ kind: 'text', text: ' ' }];
    case 'footnote_ref':
      return [{ kind: 'footnote', number: Number(token.meta?.['id'] ?? 0) + 1 }];
    default:
      return token.content === '' ? [] : [{ kind: 'text', text: token.content }];
  }
}

/** A mail cannot count on pictures: an image is a link named by its alt text, or by its address without one. */
function readImage(reading: Reading, token: Token): Inline[] {
  const url = attribute(token, 'src');
  const alt = readSpan({ ...reading, tokens: token.children ?? [], at: 0 }, null);
  const content: Inline[] = alt.length > 0 ? alt : [{ kind: 'text', text: url }];
  // Inside a link there cannot be another: its words stay.
  const open = reading.tokens.slice(0, reading.at).reduce((depth, { type }) => depth + linkStep(type), 0);
  return open > 0 ? content : linkTo(reading, url, content);
}

function linkStep(type: string): number {
  return type === 'link_open' ? 1 : type === 'link_close' ? -1 : 0;
}

function linkTo(reading: Reading, url: string, content: Inline[]): Inline[] {
  if (/^(https?:\/\/[^/]|mailto:.)/i.test(url))
    return content.length > 0 ? [{ kind: 'link', url, content }] : [];
  const message = `the link "${url}" must start with https://, http:// or mailto:`;
  reading.problems.push({ line: reading.line, message });
  return content;
}

function next(reading: Reading): Token | null {
  const token = reading.tokens[reading.at] ?? null;
  reading.at += 1;
  return token;
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}
