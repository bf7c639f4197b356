/** Check: who publishes and where they can be written to, as the law of most readers asks (CAN-SPAM and its like). */
import { block, type Check } from './check.ts';
import { folded } from './read-html.ts';

export const postalAddress: Check = {
  name: 'postal-address',
  run: ({ edition, samples }) => {
    const { postalAddress: address, publisher } = edition.publication;
    return samples.flatMap(({ read, text }) =>
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
  },
};
