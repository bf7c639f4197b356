/** Check: style sheets that clients keep: small, flat, without comments, and text large enough to read. */
import * as csstree from 'css-tree';
import { block, warn, type Check, type Found } from './check.ts';
import { stylesOf, type Element } from './page.ts';

export const css: Check = {
  name: 'css',
  run: ({ samples, limits: { styleBytes, fontPixels } }) =>
    samples.flatMap(({ html, page }) => {
      const sheets = stylesOf(html);
      return [
        ...size(sheets.join(''), styleBytes),
        ...sheets.flatMap(checkSheet),
        ...page.elements.flatMap((element) => smallText(element, fontPixels)),
      ];
    }),
};

/** Gmail ignores what comes after 16 KB of style. */
function size(styles: string, limit: { warn: number; block: number }): Found[] {
  const bytes = Buffer.byteLength(styles);
  const words = `The style sheets are ${bytes.toLocaleString('en')} bytes`;
  if (bytes > limit.block)
    return [
      block('html, <style>', `${words}; Gmail ignores what follows ${limit.block.toLocaleString('en')}.`),
    ];
  return bytes > limit.warn
    ? [warn('html, <style>', `${words}: use inline styles for what is on one place.`)]
    : [];
}

function checkSheet(sheet: string): Found[] {
  const place = 'html, <style>';
  const problems: Found[] = [];
  const onParseError = ({ message }: Error) =>
    void problems.push(
      block(place, `A style sheet does not parse (${message}): some clients drop all of it.`),
    );
  const tree = csstree.parse(sheet, { onParseError });
  const depth = nesting(tree);
  return [
    ...problems,
    ...(depth > 1 ? [block(place, 'At-rules stand inside at-rules: Gmail drops the whole sheet.')] : []),
    ...(/\/\*/.test(sheet)
      ? [block(place, 'A comment stands in a style sheet: one client loses the rule behind it.')]
      : []),
    ...(/\S!important/.test(sheet)
      ? [block(place, '"!important" needs a space before it: some clients drop the rule.')]
      : []),
    ...(/@import|@font-face|expression\(/i.test(sheet)
      ? [block(place, 'Style sheets load nothing: no @import, no web font.')]
      : []),
  ];
}

function nesting(tree: csstree.CssNode): number {
  let depth = 0;
  let deepest = 0;
  csstree.walk(tree, {
    enter: ({ type }: csstree.CssNode) => {
      if (type === 'Atrule') deepest = Math.max(deepest, (depth += 1));
    },
    leave: ({ type }: csstree.CssNode) => {
      if (type === 'Atrule') depth -= 1;
    },
  });
  return deepest;
}

/** Inline sizes; computed ones are measured where a browser is found. */
function smallText({ name, attributes, text }: Element, least: number): Found[] {
  const style = attributes['style'] ?? '';
  const pixels = Number(/font(?:-size)?:[^;]*?(\d+(?:\.\d+)?)px/.exec(style)?.[1] ?? Infinity);
  if (pixels >= least || text === '' || /display:\s*none|max-height:\s*0/.test(style)) return [];
  return [
    warn('html', `<${name}> “${text.slice(0, 40)}” is set in ${pixels} px; below ${least} is hard to read.`),
  ];
}
