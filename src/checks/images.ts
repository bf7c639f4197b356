/** Check: images may be blocked by any client: each has words in its place, a size that holds the layout, and https. */
import { block, type Check, type Found } from './check.ts';
import { named, type Element } from './page.ts';

export const images: Check = {
  name: 'images',
  run: ({ samples }) => samples.flatMap(({ page }) => named(page, 'img').flatMap(checkImage)),
};

function checkImage({ attributes, within }: Element): Found[] {
  const { alt, src = '', width, height } = attributes;
  const shown = src.slice(0, 120);
  const found: Found[] = [];
  if (alt === undefined) found.push(block('html', `The image ${shown} has no alt: write what it says.`));
  if (alt === '' && within.includes('a'))
    found.push(
      block('html', `The image ${shown} is a link without words: write where it leads into its alt.`),
    );
  if (!/^\d+$/.test(width ?? '') || !/^\d+$/.test(height ?? ''))
    found.push(block('html', `The image ${shown} has no width and height: the layout jumps when it loads.`));
  if (!src.startsWith('https://'))
    found.push(block('html', `The image ${shown} is not loaded by https: clients block it.`));
  if (width === '1' || height === '1')
    found.push(block('html', `The image ${shown} is a tracking pixel: this newsletter has none.`));
  return found;
}
