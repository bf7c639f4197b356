/** Check: the html stays under the size at which Gmail clips a mail and hides its end. */
import { block, warn, type Check } from './check.ts';

export const htmlSize: Check = {
  name: 'html-size',
  run: ({ samples, shown, limits: { htmlBytes } }) => {
    // The largest speaks for all: readers differ by a few bytes.
    const bytes = Math.max(0, ...samples.map(({ html }) => Buffer.byteLength(html)));
    const size = `The html is ${bytes.toLocaleString('en')} bytes`;
    const advice = 'take fewer items, or leads instead of full abstracts (papers.abstracts).';
    if (bytes > htmlBytes.block) {
      return [
        block('html', `${size}; above ${htmlBytes.block.toLocaleString('en')} Gmail clips it: ${advice}`),
      ];
    }
    const cuts = shown?.cuts ?? [];
    return [
      ...(bytes > htmlBytes.warn ? [warn('html', `${size}, near the size that Gmail clips: ${advice}`)] : []),
      ...cuts.map((cut) => warn('html', `Left to the web, because the mail would be too long: ${cut}.`)),
    ];
  },
};
