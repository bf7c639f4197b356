/**
 * Check: CSS and elements that mail clients know, or can lose without harm. The table is kept by hand, from what is
 * known of Gmail, Outlook, Apple Mail, Yahoo and Samsung, and is not drawn from caniemail's data: that package brings a
 * formatter's plug-in along, and passes what it has never heard of, where a mail should rather be looked at.
 */
import * as csstree from 'css-tree';
import { block, warn, type Check, type Found } from './check.ts';
import { stylesOf } from './page.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Known by all of them, or by all but one that has a way around it in the template. */
const KNOWN = words(
  'background-color border border-bottom border-collapse border-color border-left border-right border-spacing border-style border-top border-width color font font-family font-size font-style font-weight height letter-spacing line-height list-style list-style-type margin margin-bottom margin-left margin-right margin-top min-width padding padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration text-indent text-transform vertical-align white-space width direction',
);
/** Lost here and there, and nothing is missed: each only improves what stands without it. */
const IMPROVES = words(
  'border-radius color-scheme display font-variant-numeric max-height max-width mso-hide opacity outline overflow overflow-wrap supported-color-schemes tab-size text-decoration-color text-decoration-thickness text-underline-offset unicode-bidi word-break word-wrap -webkit-text-size-adjust -ms-text-size-adjust mso-table-lspace mso-table-rspace mso-line-height-rule mso-padding-alt',
);
/** What falls apart, and where. */
const BREAKS: readonly (readonly [declaration: RegExp, where: string])[] = [
  [/^display:\s*(?:inline-)?(?:flex|grid)/, 'Outlook for Windows lays out tables only'],
  [/^(?:flex|grid|gap|columns?|column-count|align-|justify-)/, 'Outlook for Windows lays out tables only'],
  [/^(?:position|top|left|right|bottom|z-index|float|clear):/, 'Gmail removes it, or Outlook does'],
  [/^(?:transform|animation|transition|filter|clip-path|mask)/, 'no Outlook and no Gmail shows it'],
  [/^background(?:-image)?:.*url\(/, 'Outlook for Windows shows no background pictures'],
  [/var\(|light-dark\(|color-mix\(|calc\(|clamp\(/, 'Gmail, Outlook and Yahoo drop the declaration'],
  [/[\d.](?:rem|vw|vh|ch|dvh|cqw)\b/, 'Outlook for Windows and Yahoo know no such unit: use px'],
];

const ELEMENTS = words(
  'html head meta title style body table caption colgroup col thead tbody tfoot tr th td div span p a b strong i em u s del ins sub sup small br hr wbr bdi bdo code pre blockquote ul ol li dl dt dd h1 h2 h3 h4 h5 h6 img abbr cite q kbd samp var time center font section article header footer main nav figure figcaption',
);

/** Every client reads these, or ignores them whole. */
const MEDIA = /^(?:(?:only )?screen and )?\((?:min-width|max-width|prefers-color-scheme):\s*[\w.]+\)$/;

export const clientSupport: Check = {
  name: 'client-support',
  // Samples differ in their addresses: what they share is read once.
  run: ({ samples }) => {
    const sheets = [...new Set(samples.flatMap(({ html }) => stylesOf(html)))];
    const elements = samples.flatMap(({ page }) => page.elements);
    const inline = new Set(elements.flatMap(({ attributes }) => attributes['style'] ?? []));
    const declarations = [
      ...sheets.flatMap((sheet) => read(sheet, 'stylesheet')),
      ...[...inline].flatMap((style) => read(style, 'declarationList')),
    ];
    return [
      ...[...new Set(declarations)].flatMap(judge),
      ...sheets.flatMap(atRules),
      ...unknownElements(new Set(elements.map(({ name }) => name))),
    ];
  },
};

function judge(declaration: string): Found[] {
  const broken = BREAKS.find(([pattern]) => pattern.test(declaration));
  if (broken !== undefined)
    return [block('html', `"${declaration}" breaks the mail: ${broken[1]}. Lay it out without.`)];
  const [property = ''] = declaration.split(':');
  if (KNOWN.has(property) || IMPROVES.has(property)) return [];
  return [
    warn(
      'html',
      `Which clients know "${property}" is not known here: look it up, and use it only to improve.`,
    ),
  ];
}

function read(css: string, context: 'stylesheet' | 'declarationList'): string[] {
  const found: string[] = [];
  csstree.walk(csstree.parse(css, { context, parseValue: false }), (node) => {
    if (node.type === 'Declaration')
      found.push(`${node.property.toLowerCase()}:${csstree.generate(node.value)}`);
  });
  return found;
}

function atRules(sheet: string): Found[] {
  const found: Found[] = [];
  csstree.walk(csstree.parse(sheet), (node) => {
    if (node.type !== 'Atrule') return;
    const query = node.prelude === null ? '' : csstree.generate(node.prelude);
    if (node.name === 'media' && MEDIA.test(query)) return;
    found.push(
      warn('html, <style>', `Gmail drops "@${node.name} ${query}": only widths and dark mode are asked for.`),
    );
  });
  return found;
}

function unknownElements(names: ReadonlySet<string>): Found[] {
  return [...names]
    .filter((name) => !ELEMENTS.has(name))
    .map((name) => warn('html', `Not every client shows <${name}>: use what all of them do.`));
}
