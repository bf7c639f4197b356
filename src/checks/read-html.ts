/** Reads a mail's html for the checks: what a reader sees, and where its links lead. */
import { Parser } from 'htmlparser2';

export type HtmlLink = {
  readonly href: string;
  /** UTF-8 bytes of the html before the link. */
  readonly byte: number;
};

export type ReadHtml = {
  /** Words as shown, white space folded; without style, script and title. */
  readonly text: string;
  readonly links: readonly HtmlLink[];
  /** Values of `href` and `src`. */
  readonly addresses: readonly string[];
};

const UNSEEN: readonly string[] = ['style', 'script', 'title'];

export function readHtml(html: string): ReadHtml {
  const text: string[] = [];
  const links: HtmlLink[] = [];
  const addresses: string[] = [];
  let unseen = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (UNSEEN.includes(name)) unseen += 1;
      text.push(' ');
      const { href, src } = attributes;
      if (name === 'a' && href !== undefined) {
        links.push({ href, byte: Buffer.byteLength(html.slice(0, parser.startIndex)) });
      }
      addresses.push(...[href, src].filter((address) => address !== undefined));
    },
    ontext(data) {
      if (unseen === 0) text.push(data);
    },
    onclosetag(name) {
      if (UNSEEN.includes(name)) unseen -= 1;
      text.push(' ');
    },
  });
  parser.end(html);
  return { text: folded(text.join('')), links, addresses };
}

/** White space folded, and without the invisible characters that hold preheaders and long words in shape. */
export function folded(text: string): string {
  return text
    .replace(/[\u00AD\u034F\u200B-\u200D\u2060\u2066-\u2069\uFEFF]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Without any white space: layouts break a sentence or a name wherever they like. */
export function unspaced(text: string): string {
  return folded(text).replace(/\s+/gu, '');
}
