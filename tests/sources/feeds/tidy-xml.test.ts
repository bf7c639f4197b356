import { expect, it } from 'vitest';
import { tidyXml } from '../../../sources/feeds/tidy-xml.ts';

it('leaves a document at the depth that no feed has, however much is left of it', () => {
  // The parser shifts its list of open elements at each: read to the end, this takes longer than the test may.
  const bomb = `<rss>${'<a>'.repeat(500_000)}`;
  expect(tidyXml(bomb, 'https://lab.example/')).toEqual({ ok: false, reason: 'nests its elements too deep' });
});

it('reads nothing behind the end of the root', () => {
  const tidied = tidyXml('<rss><channel></channel></rss><evil/>', 'https://lab.example/');
  expect(tidied.ok && tidied.xml).toBe('<rss><channel></channel></rss>');
});

it('passes on no attribute that no address could need: sax gives a feed up for one', () => {
  const tidied = tidyXml(`<rss><item a="${'x'.repeat(9000)}" b="y"></item></rss>`, 'https://lab.example/');
  expect(tidied.ok && tidied.xml).toBe('<rss><item b="y"></item></rss>');
});

it('passes on as much of a text as any summary is made of', () => {
  const tidied = tidyXml(`<rss><item><description>${'word '.repeat(50_000)}`, 'https://lab.example/');
  const whole = tidyXml(
    `<rss><item><description>${'word '.repeat(50_000)}</description></item></rss>`,
    'https://lab.example/',
  );
  expect(tidied.ok).toBe(false);
  expect(whole.ok && whole.xml.length).toBeLessThan(60_100);
});
