/** The first two thousand of the mutants that `npm run fuzz` reads by the hundred thousand. */
import { expect, it } from 'vitest';
import { faultsOf } from '../../../scripts/fuzz/judge.ts';
import { mutant } from '../../../scripts/fuzz/mutate.ts';
import { fuzzSeeds } from '../../../scripts/fuzz/seeds.ts';
import { inspectFeed } from '../../../sources/inspect.ts';

const COUNT = 2000;
const NOW = Date.parse('2026-11-24T12:00:00Z');

it('two thousand damaged feeds are read or refused by name, and no text holds markup or control characters', async () => {
  const seeds = fuzzSeeds(null);
  const wrong: string[] = [];
  const outcomes = new Map<string, number>();
  for (let number = 0; number < COUNT; number++) {
    const { name, body, contentType } = mutant(seeds, number);
    const answer = await inspectFeed(
      { source: name, body, url: 'https://lab.example/feed', contentType },
      NOW,
    );
    wrong.push(...faultsOf(answer).map((fault) => `number ${number} (from ${name}): ${fault}`));
    const outcome = answer.failure?.kind ?? (answer.items.length > 0 ? 'items' : 'no items');
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect(wrong).toEqual([]);
  // Mutants that all fail, or never, would show nothing.
  for (const outcome of ['items', 'malformed', 'not-a-feed'])
    expect(outcomes.get(outcome)).toBeGreaterThan(100);
});

it('a mutant is the same every time', () => {
  const seeds = fuzzSeeds(null);
  expect(mutant(seeds, 7)).toEqual(mutant(seeds, 7));
  expect(mutant(seeds, 7)).not.toEqual(mutant(seeds, 8));
});
