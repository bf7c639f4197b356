import { expect, it } from 'vitest';
import { sampleEssay } from '../../../sources/sample/index.ts';
import { codingStandings, indexStandings, taskWindow } from '../../../sources/sample/standings.ts';
import { doubtsOf, type BoardPast } from '../../../src/checks/claims/index.ts';
import type { Board, Standing } from '../../../src/model/board.ts';
import { addDays, editionDate, type EditionDate } from '../../../src/model/date.ts';
import { boardOf } from './boards.ts';

const FIRST = editionDate('2026-01-05');

it('what the sample newsroom says of its own boards passes in silence, day after day', () => {
  const days = Array.from({ length: 60 }, (_, index) => addDays(FIRST, index * 5));
  const doubts = days.flatMap((date) => doubtsOf(sampleEssay(date), { date, boards: boardsOn(date) }));
  expect(doubts.map(({ sentence }) => sentence)).toEqual([]);
});

it("the same words under another day's tables do not", () => {
  const days = Array.from({ length: 20 }, (_, index) => addDays(FIRST, index * 11));
  const wrong = days.filter((date) => {
    const later = addDays(date, 40);
    return doubtsOf(sampleEssay(date), { date: later, boards: boardsOn(later) }).length > 0;
  });
  expect(wrong).toEqual(days);
});

function boardsOn(date: EditionDate): BoardPast[] {
  const week = [1, 2, 3, 4, 5, 6, 7].map((back) => addDays(date, -back));
  const sameWindow = week.filter((day) => taskWindow(day).to === taskWindow(date).to);
  return [
    past({ id: 'index', title: 'Artificial Analysis Intelligence Index' }, indexStandings, date, week),
    past({ id: 'swe-rebench', title: 'SWE-rebench', suffix: '%' }, codingStandings, date, sameWindow),
  ];
}

function past(
  about: Partial<Board>,
  standings: (date: EditionDate) => Standing[],
  date: EditionDate,
  days: readonly EditionDate[],
): BoardPast {
  const on = (day: EditionDate) => ({ ...boardOf(about, day, []), rows: standings(day) });
  return { board: on(date), earlier: days.map((day) => ({ date: day, board: on(day) })) };
}
