import { expect, it } from 'vitest';
import { lastPersonalClick, type ClickEvent } from '../../subscribers/clicks.ts';

const MINUTE = 60_000;
const delivered = (at: number): ClickEvent => ({ deliveryId: 1, kind: 'delivered', at });
const clicked = (at: number, deliveryId = 1): ClickEvent => ({ deliveryId, kind: 'clicked', at });

it.each<[string, ClickEvent[], number | null]>([
  ['nothing', [], null],
  ['a click hours after the mail', [delivered(0), clicked(90 * MINUTE)], 90 * MINUTE],
  ['the last of several', [delivered(0), clicked(9 * MINUTE), clicked(5 * MINUTE)], 9 * MINUTE],
  ['a click within the minute: a gateway', [delivered(0), clicked(20_000)], null],
  ['a click a moment before the mail counts as taken in: a gateway', [delivered(5000), clicked(0)], null],
  [
    'every link at once, hours later: a scanner',
    [delivered(0), ...[1, 2, 3].map((s) => clicked(90 * MINUTE + s))],
    null,
  ],
  [
    'two links, as a person opens tabs',
    [delivered(0), clicked(9 * MINUTE), clicked(9 * MINUTE + 5)],
    9 * MINUTE + 5,
  ],
  ['three links of three mails', [clicked(1, 1), clicked(2, 2), clicked(3, 3)], 3],
])('%s', (_, events, last) => {
  expect(lastPersonalClick(events)).toBe(last);
  expect(lastPersonalClick(events.toReversed())).toBe(last);
});
