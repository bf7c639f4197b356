/** A mail's html as a tree (parse5, the HTML standard's own algorithm): its elements, in order, and what does not parse. */
import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes as Tree, type ParserError } from 'parse5';

export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, outermost first. */
  readonly within: readonly string[];
  /** Words inside, white space folded; without style, script and title. */
  readonly text: string;
  /** Elements inside, in order. */
  readonly inside: readonly Element[];
  /** Where its start tag stands, in characters; null: the parser added it. */
  readonly at: number | null;
  /** It has an end tag, or needs none. */
  readonly closed: boolean;
};

export type Page = {
  readonly elements: readonly Element[];
  /** Codes of the HTML standard, e.g. "missing-attribute-value". */
  readonly errors: readonly string[];
};

const UNSEEN: ReadonlySet<string> = new Set(['style', 'script', 'title', 'head']);
/** Elements without an end tag (HTML 13.1.2). */
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

export function readPage(html: string): Page {
  const errors: string[] = [];
  const onParseError = ({ code }: ParserError) => void errors.push(code);
  const document = parse(html, { sourceCodeLocationInfo: true, onParseError });
  const tops = childElements(document).map((one) => elementOf(one, []));
  // React Email's doctype is XHTML 1.0 Transitional: the mode Outlook.com and old Gmail expect.
  return { elements: flat(tops), errors: errors.filter((code) => code !== 'non-conforming-doctype') };
}

/** Elements of this name, in order. */
export function named(page: Page | Element, name: string): readonly Element[] {
  const all = 'elements' in page ? page.elements : page.inside;
  return all.filter((element) => element.name === name);
}

/** Header cells of a table itself, not of tables inside it. */
export function ownHeads(table: Element): readonly Element[] {
  const nested = new Set(named(table, 'table').flatMap(({ inside }) => inside));
  return named(table, 'th').filter((head) => !nested.has(head));
}

/** The text of `<style>` elements. */
export function stylesOf(html: string): readonly string[] {
  return [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)].map(([, css = '']) => css);
}

function elementOf(node: Tree.Element, within: readonly string[]): Element {
  const inside = flat(childElements(node).map((child) => elementOf(child, [...within, node.tagName])));
  const place = node.sourceCodeLocation;
  return {
    name: node.tagName,
    attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
    within,
    text: wordsOf(node).replace(/\s+/gu, ' ').trim(),
    inside,
    at: place?.startTag?.startOffset ?? place?.startOffset ?? null,
    closed: VOID.has(node.tagName) || place?.startTag === undefined || place.endTag !== undefined,
  };
}

function flat(elements: readonly Element[]): Element[] {
  return elements.flatMap((element) => [element, ...element.inside]);
}

function childElements(node: Tree.ParentNode): Tree.Element[] {
  return node.childNodes.filter((child) => defaultTreeAdapter.isElementNode(child));
}

function wordsOf(node: Tree.ParentNode): string {
  return node.childNodes
    .map((child) => {
      if (defaultTreeAdapter.isTextNode(child)) return child.value;
      if (!defaultTreeAdapter.isElementNode(child)) return '';
      return UNSEEN.has(child.tagName) ? ' ' : ` ${wordsOf(child)} `;
    })
    .join('');
}
