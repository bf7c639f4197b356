/** Check: every link leads somewhere for every reader: absolute, on the web, not on the editor's own machine. */
import { isLocal, isLoopback, webAddress } from './addresses.ts';
import { block, type Check, type CheckInput, type Found } from './check.ts';

export const links: Check = {
  name: 'links',
  run: (input) =>
    input.samples.flatMap(({ read }) => read.links.flatMap(({ href }) => checkLink(href, input))),
};

function checkLink(href: string, { edition }: CheckInput): Found[] {
  if (href.startsWith('mailto:')) return [];
  const url = webAddress(href);
  const shown = href.slice(0, 120);
  if (url === null) {
    return [
      block('html', `The link "${shown}" is not an absolute http(s) address: it leads nowhere in a mail.`),
    ];
  }
  const { publicUrl, sample } = edition.publication;
  // Trying out on one's own machine is what the sample newsroom and a loopback PUBLIC_URL are for.
  if (!isLocal(url) || sample || isLoopback(publicUrl)) return [];
  const own = url.origin === webAddress(publicUrl)?.origin;
  const advice = own
    ? 'set PUBLIC_URL to the address readers reach.'
    : 'link to a public address, or remove it.';
  return [block('html', `The link "${shown}" leads to a private machine: ${advice}`)];
}
