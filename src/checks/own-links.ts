/** Check: own links lead to pages and anchors that this edition has, and say where they lead. */
import { editionPath, fullPagePath, SECTION_IDS } from '../model/edition.ts';
import { webAddress } from './addresses.ts';
import { block, warn, type Check, type CheckInput, type Found } from './check.ts';
import { named } from './page.ts';

/** Words that say nothing of their target to who hears links one by one (WCAG 2.4.4). */
const EMPTY = /^(?:click here|here|read more|more|link|this|this link|hier|mehr|weiterlesen)[.!…→ ]*$/i;

export const ownLinks: Check = {
  name: 'own-links',
  run: (input) =>
    input.samples.slice(0, 1).flatMap(({ page }) => {
      const links = named(page, 'a').map((element) => ({
        label: element.attributes['aria-label'] ?? element.text,
        href: element.attributes['href'] ?? '',
      }));
      return [
        ...links.flatMap(({ label, href }) => [...speaks(label, href), ...exists(href, input)]),
        ...sameLabel(links.filter(({ href }) => isOwn(href, input))),
      ];
    }),
};

function speaks(label: string, href: string): Found[] {
  const shown = href.slice(0, 120);
  if (label.trim() === '') return [block('html', `The link ${shown} has no words: write where it leads.`)];
  return EMPTY.test(label.trim())
    ? [warn('html', `The link ${shown} says only “${label}”: write where it leads.`)]
    : [];
}

function isOwn(href: string, { edition }: CheckInput): boolean {
  return webAddress(href)?.origin === webAddress(edition.publication.publicUrl)?.origin;
}

/** Pages of the day, and anchors by section and board; other own pages are not this check's to know. */
function exists(href: string, input: CheckInput): Found[] {
  const { edition } = input;
  const url = webAddress(href);
  if (url === null || !isOwn(href, input)) return [];
  const base = webAddress(edition.publication.publicUrl)?.pathname.replace(/\/$/, '') ?? '';
  const path = url.pathname.slice(base.length);
  const days = [editionPath(edition.date), ...SECTION_IDS.map((id) => fullPagePath(id, edition.date))];
  const anchor = url.hash.slice(1);
  const folder = path.split('/')[1] ?? '';
  const dated = days.some((day) => day.split('/')[1] === folder);
  if (dated && !days.includes(path))
    return [block('html', `The link ${path} is a page of another day than ${edition.date}: draft again.`)];
  const boards = edition.sections.flatMap((section) =>
    section.kind === 'benchmarks' ? section.tables.map(({ id }) => id) : [],
  );
  // Compared as addresses write them: what stands in a link may be no valid escape ("#100%").
  const anchors = [...edition.sections.map(({ id }) => id), ...boards].map((id) => encodeURI(id));
  return anchor !== '' && dated && !anchors.includes(anchor)
    ? [block('html', `The link ${path}#${anchor} leads to no section or board of this edition.`)]
    : [];
}

function sameLabel(links: readonly { label: string; href: string }[]): Found[] {
  const targets = new Map<string, string>();
  return links.flatMap(({ label, href }) => {
    const before = targets.get(label);
    targets.set(label, href);
    return before === undefined || before === href || /^\d+$/.test(label)
      ? []
      : [warn('html', `“${label}” is the label of two different pages: name each by its target.`)];
  });
}
