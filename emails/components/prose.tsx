/** The essay's blocks as html: what Markdown meant, never what a source wrote. */
import type { ReactNode } from 'react';
import type { Block, Inline } from '../../src/model/essay.ts';
import { font, light, sans, space } from '../theme.ts';
import { TextLink, useIndent, Words } from './text.tsx';

const gap = { margin: `0 0 ${space.paragraph}px` };
const heading = { margin: `${space.large}px 0 ${space.medium}px`, font: font.item };

export function Prose({ blocks }: { blocks: readonly Block[] }): ReactNode {
  return blocks.map((block, index) => <ProseBlock key={index} block={block} />);
}

function ProseBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p style={gap}>
          <Inlines content={block.content} />
        </p>
      );
    case 'heading':
      return <ProseHeading level={block.level} content={block.content} />;
    case 'quote':
      return <Quote blocks={block.blocks} />;
    case 'list':
      return <ProseList block={block} />;
    case 'code':
      return <CodeBlock text={block.text} />;
    case 'rule':
      return <hr className="rule" style={{ ...gap, border: 0, borderTop: `1px solid ${light.rule}` }} />;
  }
}

function Quote({ blocks }: { blocks: readonly Block[] }) {
  return (
    <blockquote className="rule" style={{ ...gap, ...useIndent(14, light.rule) }}>
      <Prose blocks={blocks} />
    </blockquote>
  );
}

/** The mail's h1 is its title and h2 its sections, so the essay's own headings start at h3. */
function ProseHeading({ level, content }: { level: 2 | 3; content: readonly Inline[] }) {
  const Heading = level === 2 ? 'h3' : 'h4';
  return (
    <Heading style={heading}>
      <Inlines content={content} />
    </Heading>
  );
}

function ProseList({ block }: { block: Extract<Block, { kind: 'list' }> }) {
  const List = block.ordered ? 'ol' : 'ul';
  return (
    <List
      style={{ ...gap, ...useIndent(24) }}
      {...(block.ordered && block.start !== 1 ? { start: block.start } : {})}
    >
      {block.items.map((item, index) => (
        <li key={index} style={{ margin: `0 0 ${space.small}px` }}>
          <ListItem blocks={item} />
        </li>
      ))}
    </List>
  );
}

/** A tight item is its words; only an item of several blocks needs paragraphs. */
function ListItem({ blocks }: { blocks: readonly Block[] }) {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return <Prose blocks={blocks} />;
  return (
    <>
      <Inlines content={first.content} />
      <Prose blocks={rest} />
    </>
  );
}

/** Not `pre`: without styles it would push a phone's screen sideways. Indents are kept by no-break spaces. */
function CodeBlock({ text }: { text: string }) {
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <p className="rule" dir="ltr" style={{ ...gap, ...useIndent(14, light.rule), font: font.code }}>
      {lines.map((line, index) => (
        <code key={index}>
          {index > 0 && <br />}
          <Words>{withSpaces(line)}</Words>
        </code>
      ))}
    </p>
  );
}

/** Indents and columns stay as they are; single spaces may break. */
function withSpaces(line: string): string {
  return line.replaceAll('\t', '  ').replace(/^ +| {2,}/g, (spaces) => '\u00A0'.repeat(spaces.length));
}

function Inlines({ content }: { content: readonly Inline[] }): ReactNode {
  return content.map((part, index) => <InlinePart key={index} part={part} />);
}

function InlinePart({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'text':
      return <Words>{part.text}</Words>;
    case 'strong':
      return (
        <strong>
          <Inlines content={part.content} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines content={part.content} />
        </em>
      );
    case 'code':
      return (
        <code style={{ fontSize: '16px' }}>
          <Words>{part.text}</Words>
        </code>
      );
    case 'link':
      return (
        <TextLink href={part.url}>
          <Inlines content={part.content} />
        </TextLink>
      );
    case 'break':
      return <br />;
    case 'footnote':
      // No link: anchors inside a mail are dead in Gmail on iOS.
      return <sup style={{ fontSize: '13px', lineHeight: 0, fontFamily: sans }}>[{part.number}]</sup>;
  }
}
