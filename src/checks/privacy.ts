/** Check: nothing follows a reader: mails differ only in address, leaving and preferences, and links carry no marks. */
import { block, type Check, type CheckInput, type Found, type ReadSample } from './check.ts';
import { webAddress } from './addresses.ts';
import { named } from './page.ts';

/** Marks that tell a site who came, or from where. */
const MARKS = /^(?:utm_\w+|mc_[ce]id|fbclid|gclid|ck_subscriber_id|_hsenc|_hsmi|mkt_tok|vero_id)$/i;

export const privacy: Check = {
  name: 'privacy',
  run: (input) => [...sameForAll(input), ...input.samples.flatMap((sample) => markedLinks(sample, input))],
};

/** What is left when everything a reader's own is taken out must be the same for all. */
function sameForAll({ samples }: CheckInput): Found[] {
  const [first, ...others] = samples.map(impersonal);
  if (first === undefined) return [];
  return (['subject', 'html', 'text'] as const)
    .filter((part) => others.some((other) => other[part] !== first[part]))
    .map((part) =>
      block(
        part,
        `The ${part} differs between readers outside address, unsubscribe and preferences links: it could tell them apart.`,
      ),
    );
}

function impersonal({ to, subject, html, text }: ReadSample) {
  const bare = (part: string) =>
    part
      .replace(/\/(unsubscribe|preferences)\/[^"'\s<>)\]]+/g, '/$1/')
      .replaceAll(to, '')
      .replaceAll(escaped(to), '')
      .replace(/\s+/gu, ' ');
  return { subject: bare(subject), html: bare(html), text: bare(text) };
}

/** As Handlebars writes it into html. */
function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#x27;',
    '`': '&#x60;',
    '=': '&#x3D;',
  };
  return text.replace(/[&<>"'`=]/g, (character) => entities[character] ?? character);
}

function markedLinks({ page }: ReadSample, { edition }: CheckInput): Found[] {
  const own = webAddress(edition.publication.publicUrl)?.origin;
  return named(page, 'a').flatMap(({ attributes }) => {
    const url = webAddress(attributes['href'] ?? '');
    const mark = [...(url?.searchParams.keys() ?? [])].find((name) => MARKS.test(name));
    if (url === null || mark === undefined || url.origin === own) return [];
    return [
      block(
        'html',
        `The link ${url.href.slice(0, 120)} carries the tracking mark "${mark}": link to it without.`,
      ),
    ];
  });
}
