/** Check: every reader can leave: by the headers (RFC 2369, RFC 8058), and by a link in html and text, before any clipping. */
import { editionPath } from '../model/edition.ts';
import { isLoopback } from './addresses.ts';
import { block, type Check, type CheckInput, type Found, type ReadSample } from './check.ts';

export const unsubscribe: Check = {
  name: 'unsubscribe',
  run: (input) => input.samples.flatMap((sample) => checkSample(sample, input)),
};

function checkSample(sample: ReadSample, { limits, edition }: CheckInput): Found[] {
  const url = leaveUrl(sample);
  if (url === null) {
    return [
      block('headers', 'List-Unsubscribe with a web address is missing: nobody could leave with one click.'),
    ];
  }
  const found: Found[] = [];
  if (headerOf(sample, 'List-Unsubscribe-Post') !== 'List-Unsubscribe=One-Click') {
    found.push(block('headers', 'List-Unsubscribe-Post must be "List-Unsubscribe=One-Click" (RFC 8058).'));
  }
  if (!url.startsWith('https://') && !edition.publication.sample && !isLoopback(url)) {
    found.push(
      block('headers', 'The unsubscribe address must be https (RFC 8058): set PUBLIC_URL to https.'),
    );
  }
  if (!sample.text.includes(url)) {
    found.push(
      block('text', 'The unsubscribe link of the headers is not in the text: put it into the footer.'),
    );
  }
  return [...found, ...htmlLinks(sample, url, { limits, edition })];
}

function htmlLinks(
  { read }: ReadSample,
  leave: string,
  { limits, edition }: Pick<CheckInput, 'limits' | 'edition'>,
): Found[] {
  const { links } = read;
  const before = limits.linksBeforeByte;
  const view = `${edition.publication.publicUrl}${editionPath(edition.date)}`;
  const wanted = [
    { name: 'unsubscribe', at: links.find(({ href }) => href === leave) },
    { name: 'view-online', at: links.find(({ href }) => href === view || href.startsWith(`${view}#`)) },
  ];
  return wanted.flatMap(({ name, at }) => {
    if (at === undefined)
      return [block('html', `There is no ${name} link in the html: put it at the top and into the footer.`)];
    if (at.byte <= before) return [];
    return [
      block(
        'html',
        `The ${name} link comes after byte ${before.toLocaleString('en')}, where a clipped mail ends: move it up.`,
      ),
    ];
  });
}

/** The web address among those of the header, which may also hold a mailto. */
function leaveUrl(sample: ReadSample): string | null {
  return /<(https?:\/\/[^>\s]+)>/i.exec(headerOf(sample, 'List-Unsubscribe') ?? '')?.[1] ?? null;
}

function headerOf({ headers }: ReadSample, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
