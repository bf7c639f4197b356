/** The essay as HTML: each block and each inline of the tree, with footnotes that lead there and back. */
import { fill, type Words } from '../../locales/index.ts';
import type { Block, Essay, Inline } from '../../model/essay.ts';
import { html, link, type Html } from './html.ts';

type Writing = {
  readonly words: Words;
  /** A note can be mentioned twice, an id can stand once: the way back leads to the first mention. */
  readonly mentioned: Set<number>;
};

/** The essay's blocks and notes. Its headings start at h3, below the section's own. */
export function essayBody(essay: Essay, words: Words): Html {
  const writing = { words, mentioned: new Set<number>() };
  return html`${essay.blocks.map((block) => blockHtml(block, writing))}
  ${essay.footnotes.length > 0 && footnotes(essay.footnotes, writing)}`;
}

function footnotes(notes: readonly (readonly Block[])[], writing: Writing): Html {
  const { edition, pages } = writing.words;
  const note = (blocks: readonly Block[], index: number) =>
    html`<li id="note-${index + 1}">
      ${blocks.map((block) => blockHtml(block, writing))}
      <a href="#mention-${index + 1}" aria-label="${fill(pages.noteBack, { number: index + 1 })}">↑</a>
    </li>`;
  return html`<aside class="notes" aria-label="${edition.notes}">
    <ol>
      ${notes.map(note)}
    </ol>
  </aside>`;
}

function blockHtml(block: Block, writing: Writing): Html {
  const inline = (content: readonly Inline[]) => content.map((part) => inlineHtml(part, writing));
  const nested = (blocks: readonly Block[]) => blocks.map((inner) => blockHtml(inner, writing));
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${inline(block.content)}</p> `;
    case 'heading':
      return block.level === 2
        ? html`<h3>${inline(block.content)}</h3> `
        : html`<h4>${inline(block.content)}</h4> `;
    case 'quote':
      return html`<blockquote>${nested(block.blocks)}</blockquote> `;
    case 'list': {
      const items = block.items.map((item) => html`<li>${nested(item)}</li> `);
      return block.ordered
        ? html`<ol start="${block.start}">
            ${items}
          </ol> `
        : html`<ul>
            ${items}
          </ul> `;
    }
    case 'code':
      // A long line scrolls inside its own box, which a keyboard must be able to reach.
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
    case 'rule':
      return html`<hr /> `;
  }
}

function inlineHtml(part: Inline, writing: Writing): Html {
  const nested = (content: readonly Inline[]) => content.map((inner) => inlineHtml(inner, writing));
  switch (part.kind) {
    case 'text':
      return html`${part.text}`;
    case 'strong':
      return html`<strong>${nested(part.content)}</strong>`;
    case 'emphasis':
      return html`<em>${nested(part.content)}</em>`;
    case 'code':
      return html`<code>${part.text}</code>`;
    case 'link':
      return link(part.url, nested(part.content));
    case 'break':
      return html`<br />`;
    case 'footnote':
      return mention(part.number, writing);
  }
}

function mention(number: number, { words, mentioned }: Writing): Html {
  const first = !mentioned.has(number);
  mentioned.add(number);
  const id = first ? html` id="mention-${number}"` : '';
  const label = fill(words.pages.noteMark, { number });
  return html`<sup><a href="#note-${number}" ${id} aria-label="${label}">${number}</a></sup>`;
}
