/** Check: a reader is told why this mail came, and how their data is handled (GDPR articles 13 and 14). */
import { reasonLine } from '../../emails/words.ts';
import type { Publication } from '../model/edition.ts';
import { block, type Check, type Found } from './check.ts';
import { named } from './page.ts';
import { unspaced } from './read-html.ts';

/** The reason names the address it was sent to, and says what that address subscribed to. */
export const reason: Check = {
  name: 'reason',
  run: ({ samples, edition: { publication } }) =>
    samples.flatMap(({ page, text, to }) => {
      const { privacyUrl, publicUrl } = publication;
      const policy = /^https?:/.test(privacyUrl) ? privacyUrl : `${publicUrl}${privacyUrl}`;
      const shown = named(page, 'body')[0]?.text ?? '';
      const linked = named(page, 'a').some(({ attributes }) => attributes['href'] === policy);
      return [
        ...missing('html', { reason: said(shown, to, publication), policy: linked }),
        ...missing('text', { reason: said(text, to, publication), policy: text.includes(policy) }),
      ];
    }),
};

/** The sentence of the footer, however the layout breaks its line. */
function said(words: string, to: string, publication: Publication): boolean {
  return unspaced(words).includes(unspaced(reasonLine(publication).join(to)));
}

function missing(part: string, { reason, policy }: { reason: boolean; policy: boolean }): Found[] {
  return [
    ...(reason
      ? []
      : [block(part, `The ${part} does not say to which address it went and why: put it into the footer.`)]),
    ...(policy
      ? []
      : [block(part, `The ${part} has no link to the privacy notice: put it into the footer.`)]),
  ];
}
