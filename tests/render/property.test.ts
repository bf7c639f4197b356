import { expect, it } from 'vitest';
import { contentBatch } from '../support/content-sets.ts';
import { brokenRules } from '../support/mail-rules.ts';

/** Five hundred editions, always the same; `npm run property` asks ten thousand. */
const SEEDS = Array.from({ length: 20 }, (_, index) => 1000 + index);

it.each(SEEDS)(
  'whatever stands in an edition, its mails are under the budget, valid, harmless, and their two parts agree (seed %i)',
  async (seed) => {
    for (const [index, edition] of contentBatch(seed).entries()) {
      expect(await brokenRules(edition), `edition ${index} of seed ${seed}`).toEqual([]);
    }
  },
);
