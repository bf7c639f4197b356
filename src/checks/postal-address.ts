/** Check: who publishes and where they can be written to, as the law of most readers asks (CAN-SPAM and its like). */
import type { Publication } from '../model/edition.ts';
import { block, type Check, type Found } from './check.ts';
import { folded } from './read-html.ts';

/** What newsletter.config.ts comes with: fine in the sample newsroom, and nobody's address. */
const SHIPPED = '1 Example Street, 12345 Example City';

export const postalAddress: Check = {
  name: 'postal-address',
  run: ({ edition, samples }) => {
    const { postalAddress: address, publisher } = edition.publication;
    const printed = samples.flatMap(({ read, text }) =>
      (
        [
          ['html', read.text],
          ['text', folded(text)],
        ] as const
      ).flatMap(([place, words]) => [
        ...(words.includes(folded(address))
          ? []
          : [block(place, `The postal address is missing in the ${place}.`)]),
        ...(words.includes(folded(publisher))
          ? []
          : [block(place, `The publisher is not named in the ${place}.`)]),
      ]),
    );
    return [...unedited(edition.publication), ...printed];
  },
};

function unedited({ postalAddress: address, sample }: Publication): Found[] {
  if (sample || address !== SHIPPED) return [];
  const message = `"${address}" is the example that the settings came with: write your own postalAddress into newsletter.config.ts, then draft again.`;
  return [block('settings', message)];
}
