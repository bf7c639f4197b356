/** What every mail must be, whatever stands in it: read back with a parser of its own, never with the code that wrote it. */
import { parse, type DefaultTreeAdapterTypes, type ParserError } from 'parse5';
import { compileEdition, personaliser } from '../../src/render/index.ts';
import type { Edition } from '../../src/model/edition.ts';

const UNSUBSCRIBE = 'https://news.example/unsubscribe/token?a=1&b=2';
const PREFERENCES = 'https://news.example/preferences/token';
/** The second is as long as RFC 5321 allows, and all of its local part must be escaped. */
const ADDRESSES = [
  'reader@readers.example',
  `${"'".repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(55)}.example`,
];

const TAGS = new Set(
  'html head meta title style body table tbody thead tr td th caption div p h1 h2 h3 h4 a b strong em code sup span bdi wbr br hr ul ol li blockquote'.split(
    ' ',
  ),
);

/** Everything that is wrong with an edition's mails, in words; empty when nothing is. */
export async function brokenRules(edition: Edition): Promise<string[]> {
  const personalise = personaliser(await compileEdition(edition));
  return ADDRESSES.flatMap((address) => {
    const { html, text } = personalise({ address, unsubscribeUrl: UNSUBSCRIBE, preferencesUrl: PREFERENCES });
    const errors: ParserError[] = [];
    const read = parse(html, { onParseError: (error) => errors.push(error), sourceCodeLocationInfo: true });
    const elements = elementsOf(read);
    return [
      ...errors.map(({ code, startLine, startCol }) => `html ${code} at ${startLine}:${startCol}`),
      ...htmlRules(html, elements, address),
      ...textRules(text, linksOf(elements)),
    ];
  });
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function htmlRules(html: string, elements: readonly Element[], address: string): string[] {
  const bytes = Buffer.byteLength(html);
  const foreign = elements.filter(({ tagName }) => !TAGS.has(tagName)).map(({ tagName }) => tagName);
  const handlers = elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on')));
  const links = linksOf(elements);
  return [
    ...(bytes < 95_000 ? [] : [`${bytes} bytes`]),
    ...foreign.map((name) => `<${name}> in the html`),
    ...handlers.map(({ name }) => `${name} in the html`),
    ...links
      .filter((href) => !/^(https?:|mailto:)/i.test(href))
      .map((href) => `links to ${href.slice(0, 80)}`),
    ...(links.filter((href) => href === UNSUBSCRIBE).length === 2 ? [] : ['not two links to unsubscribe']),
    ...(Buffer.byteLength(html.slice(0, html.indexOf(UNSUBSCRIBE.split('?')[0] ?? ''))) < 90_000
      ? []
      : ['unsubscribe is too far down']),
    ...(textOf(elements).includes(address) ? [] : ['the address is not in the html']),
    ...(/[\uE000\uE001\u0080-\u009F\u202A-\u202E]/u.test(html) ? ['a mark or control in the html'] : []),
  ];
}

function textRules(text: string, expected: readonly string[]): string[] {
  const lines = text.split('\n');
  const shown = lines.flatMap((line) => /^[>\s\d.-]*<((?:https?:|mailto:)[^>]*)>$/i.exec(line)?.[1] ?? []);
  return [
    ...lines
      .filter((line) => Buffer.byteLength(line) > 998)
      .map((line) => `text line of ${Buffer.byteLength(line)} octets`),
    ...(shown.join('\n') === expected.join('\n')
      ? []
      : [`text links differ: ${difference(shown, expected)}`]),
    ...wideTables(lines).map((line) => `table line too wide: ${line}`),
    ...(/[\uE000\uE001]/u.test(text) ? ['a mark in the text'] : []),
  ];
}

function difference(shown: readonly string[], expected: readonly string[]): string {
  const at = expected.findIndex((href, index) => href !== shown[index]);
  return `${shown.length} and ${expected.length}, at ${at}: ${String(shown[at]).slice(0, 90)} for ${String(expected[at]).slice(0, 90)}`;
}

/** A table is what stands around a ruled line, up to an empty one. */
function wideTables(lines: readonly string[]): string[] {
  return lines.flatMap((rule, at) => {
    if (!/^-{12,}$/.test(rule)) return [];
    const end = lines.indexOf('', at);
    return lines
      .slice(at - 1, end)
      .filter((line) => !line.startsWith('<') && [...new Intl.Segmenter('en').segment(line)].length > 64);
  });
}

function linksOf(elements: readonly Element[]): string[] {
  return elements.flatMap(({ tagName, attrs }) =>
    tagName === 'a' ? attrs.filter(({ name }) => name === 'href').map(({ value }) => value) : [],
  );
}

function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  return children.flatMap((child) => ('tagName' in child ? [child, ...elementsOf(child)] : []));
}

function textOf(elements: readonly Element[]): string {
  return elements
    .flatMap(({ childNodes }) => childNodes.flatMap((node) => ('value' in node ? [node.value] : [])))
    .join('\n');
}
