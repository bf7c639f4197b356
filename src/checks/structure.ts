/** Check: html that every client reads alike: it parses, nothing is open, nothing can run, language and headings are right. */
import { block, type Check, type Found } from './check.ts';
import { named, type Element, type Page } from './page.ts';

/** Stripped or refused by clients; a mail that needs one of them is broken for most readers. */
const FORBIDDEN: ReadonlySet<string> = new Set(
  'script form input button select textarea iframe frame object embed applet link base video audio canvas dialog'.split(
    ' ',
  ),
);

export const structure: Check = {
  name: 'structure',
  run: ({ samples, edition }) =>
    samples.flatMap(({ page }) => [
      ...page.errors.map((code) => block('html', `The html does not parse (${code}): correct the template.`)),
      ...page.elements.flatMap(checkElement),
      ...language(page, edition.publication),
      ...headings(page),
    ]),
};

function checkElement({ name, attributes, closed }: Element): Found[] {
  const handler = Object.keys(attributes).find((attribute) => attribute.startsWith('on'));
  return [
    ...(FORBIDDEN.has(name)
      ? [block('html', `<${name}> has no place in a mail: clients remove it or refuse the mail.`)]
      : []),
    ...(handler === undefined ? [] : [block('html', `<${name} ${handler}> is a script: remove it.`)]),
    ...(closed ? [] : [block('html', `<${name}> is never closed: correct the template.`)]),
  ];
}

function language(page: Page, { locale, direction }: { locale: string; direction: string }): Found[] {
  const found: Found[] = [];
  for (const name of ['html', 'body'] as const) {
    const { lang, dir } = named(page, name)[0]?.attributes ?? {};
    if (lang === undefined || !isLanguage(lang) || lang !== locale) {
      found.push(block('html', `<${name}> must say lang="${locale}": screen readers choose a voice by it.`));
    }
    if (dir !== direction) found.push(block('html', `<${name}> must say dir="${direction}".`));
  }
  const title = titleOf(page);
  if (title === '') found.push(block('html', 'The html has no <title>: put the subject there.'));
  return found;
}

/** BCP 47. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function titleOf(page: Page): string {
  return named(page, 'title')[0]?.text ?? '';
}

function headings(page: Page): Found[] {
  const levels = page.elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
  const first = levels.filter((level) => level === 1).length;
  const skipped = levels.find((level, index) => level > (levels[index - 1] ?? 0) + 1);
  return [
    ...(first === 1 ? [] : [block('html', `There are ${first} <h1> headings; a mail has one, its title.`)]),
    ...(skipped === undefined
      ? []
      : [
          block(
            'html',
            `A heading of level ${skipped} follows none of level ${skipped - 1}: lists of headings break.`,
          ),
        ]),
  ];
}
