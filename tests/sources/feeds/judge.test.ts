/** The rule that fuzzing holds readings against catches each thing it is there to catch. */
import { expect, it } from 'vitest';
import { faultsOf } from '../../../scripts/fuzz/judge.ts';
import type { Inspection } from '../../../sources/inspect.ts';

const item = {
  ...{ title: 'A title', url: 'https://lab.example/a', publishedAt: '2026-11-23T10:00:00.000Z' },
  ...{ authors: ['Ada Moor'], summary: 'p < 0.05, and x > 3.' },
};
const reading = (changes: Partial<typeof item> = {}): Inspection => ({
  ...{ source: 'a', title: 'A feed', failure: null },
  items: [{ ...item, ...changes }],
});

it('a clean reading has no fault', () => {
  expect(faultsOf(reading())).toEqual([]);
});

it.each([
  [{ title: 'A <b>bold</b> title' }, 'markup'],
  [{ summary: 'cut </p>' }, 'markup'],
  [{ authors: ['<script>x'] }, 'markup'],
  [{ title: 'bell \u0007' }, 'unsafe'],
  [{ title: 'turned \u202e' }, 'unsafe'],
  [{ title: 'merge \ue000' }, 'unsafe'],
  [{ title: 'half \ud83d' }, 'unsafe'],
  [{ title: 'lost \ufffd' }, 'unsafe'],
  [{ title: 'Cafe\u0301' }, 'NFC'],
  [{ title: ' two  spaces' }, 'white space'],
  [{ title: '' }, 'title of 0'],
  [{ title: 'x'.repeat(400) }, 'title of 400'],
  [{ summary: 'x'.repeat(500) }, 'summary of 500'],
  [{ url: 'javascript:alert(1)' }, 'address'],
  [{ url: 'https://a b/' }, 'address'],
  [{ publishedAt: 'yesterday' }, 'date'],
])('%j is caught', (changes, fault) => {
  expect(faultsOf(reading(changes)).join('; ')).toContain(fault);
});

it('a failure without a name of its own, or with items beside it, is one', () => {
  const failed = (kind: 'unexpected' | 'malformed'): Inspection => ({
    ...{ source: 'a', title: '', items: [], failure: { kind, message: 'x is not a function' } },
  });
  expect(faultsOf(failed('unexpected'))).toEqual(['failure "unexpected": x is not a function']);
  expect(faultsOf(failed('malformed'))).toEqual([]);
  expect(faultsOf({ ...failed('malformed'), items: [item] })).toEqual(['items beside a failure']);
});
