/** The essay's blocks as plain text: quotes with ">", lists with dashes and numbers, each link on its own line. */
import type { Block, Inline } from '../../model/essay.ts';
import { linkable } from '../../../emails/words.ts';
import { linkLine } from './lines.ts';

/** Blocks apart by an empty line; the addresses of a paragraph's links follow it. */
export function proseText(blocks: readonly Block[]): string {
  return blocks.map(blockLines).join('\n\n');
}

function blockLines(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return withLinks(block.content);
    case 'heading':
      return `${block.level === 2 ? '--' : '-'} ${withLinks(block.content)}`;
    case 'quote':
      return indent(proseText(block.blocks), '> ', '> ');
    case 'list':
      return block.items
        .map((item, index) => listItem(item, block.ordered ? `${block.start + index}. ` : '- '))
        .join('\n');
    case 'code':
      return indent(block.text.replace(/\n$/, ''), '    ', '    ');
    case 'rule':
      return '* * *';
  }
}

function listItem(blocks: readonly Block[], bullet: string): string {
  return indent(proseText(blocks), bullet, ' '.repeat(bullet.length));
}

function withLinks(content: readonly Inline[]): string {
  return [inlineWords(content), ...addresses(content).map(linkLine)].join('\n');
}

function inlineWords(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'code') return `\`${part.text}\``;
      if (part.kind === 'break') return '\n';
      if (part.kind === 'footnote') return `[${part.number}]`;
      if (part.kind === 'strong') return `*${inlineWords(part.content)}*`;
      return part.kind === 'emphasis' ? `_${inlineWords(part.content)}_` : inlineWords(part.content);
    })
    .join('');
}

function addresses(content: readonly Inline[]): string[] {
  return content.flatMap((part) => {
    if (part.kind === 'link')
      return [linkable(part.url), ...addresses(part.content)].filter((url) => url !== null);
    return part.kind === 'strong' || part.kind === 'emphasis' ? addresses(part.content) : [];
  });
}

function indent(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
    .join('\n');
}
