/** What the sample essay says of the day's boards: every claim read off the standings, today's and yesterday's. */
import { scoreText, type Standing } from '../../src/model/board.ts';
import { addDays, type EditionDate } from '../../src/model/date.ts';
import { BOARD_CLOSERS, listed, numberWord, ordinal } from './bank/phrases.ts';
import { dayNumber } from './models.ts';
import { rotate } from './random.ts';
import { codingStandings, indexStandings, taskWindow } from './standings.ts';

const POINTS = { prefix: '', suffix: '', decimals: 1 };
const PERCENT = { ...POINTS, suffix: '%' };

/** A paragraph: who leads, who ties, who moved, and what may not be compared. */
export function boardReport(date: EditionDate): string {
  const index = indexStandings(date);
  const before = indexStandings(addDays(date, -1));
  const sentences = [
    leadSentence(index),
    tieSentence(index),
    movementSentence(index, before),
    ...newcomerSentences(index, before),
    ...codingSentences(date),
    rotate(BOARD_CLOSERS, dayNumber(date)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function leadSentence(index: readonly Standing[]): string {
  const leaders = index.filter(({ rank }) => rank === 1);
  const next = index.find(({ rank }) => rank > 1);
  const [leader] = leaders;
  if (leader === undefined || next === undefined) return '';
  const score = scoreText(POINTS, leader.score);
  const gap = scoreText(POINTS, leader.score - next.score);
  return leaders.length > 1
    ? `${listed(leaders.map(({ name }) => name))} share the lead of the Intelligence Index at ${score}.`
    : `${leader.name} leads the Intelligence Index at ${score}, ${gap} points ahead of ${next.name}.`;
}

function tieSentence(index: readonly Standing[]): string {
  const first = index.find(({ tied, rank }) => tied && rank > 1);
  if (first === undefined) return '';
  const names = index.filter(({ rank }) => rank === first.rank).map(({ name }) => name);
  return `${listed(names)} share ${ordinal(first.rank)} place at ${scoreText(POINTS, first.score)}.`;
}

type Move = { readonly row: Standing; readonly from: number; readonly by: number };

function movementSentence(index: readonly Standing[], before: readonly Standing[]): string {
  const ranks = new Map(before.map(({ name, rank }) => [name, rank]));
  const moves = index.slice(0, 10).flatMap((row): Move[] => {
    const from = ranks.get(row.name);
    return from === undefined || from === row.rank ? [] : [{ row, from, by: from - row.rank }];
  });
  const climb = moves.toSorted((a, b) => b.by - a.by)[0];
  const fall = moves.toSorted((a, b) => a.by - b.by)[0];
  const climbed = climb !== undefined && climb.by > 0 ? climbText(climb) : '';
  const fell = fall !== undefined && fall.by < 0 ? fallText(fall) : '';
  if (climbed !== '' && fell !== '') return `Since yesterday ${climbed}, while ${fell}.`;
  return climbed === '' && fell === ''
    ? 'Nobody among the first ten has moved since yesterday.'
    : `Since yesterday ${climbed}${fell}.`;
}

function climbText({ row, by }: Move): string {
  const places = by === 1 ? 'a place' : `${numberWord(by)} places`;
  return `${row.name} has climbed ${places} to ${row.tied ? 'a shared ' : ''}${ordinal(row.rank)}`;
}

function fallText({ row, from }: Move): string {
  return `${row.name} has slipped from ${ordinal(from)} to ${row.tied ? 'a shared ' : ''}${ordinal(row.rank)}`;
}

function newcomerSentences(index: readonly Standing[], before: readonly Standing[]): string[] {
  const known = new Set(before.map(({ name }) => name));
  return index
    .filter(({ name }) => !known.has(name))
    .map(({ name, rank, tied }) => {
      const place = `${tied ? 'a shared ' : ''}${ordinal(rank)}`;
      return `${name} is new to the index and enters at ${place}, with no past to be compared with.`;
    });
}

function codingSentences(date: EditionDate): string[] {
  const coding = codingStandings(date);
  const [leader] = coding;
  const agent = coding.find(({ kind }) => kind === 'agent');
  if (leader === undefined || agent === undefined) return [];
  const equals = coding.filter(({ rank, kind }) => rank === agent.rank && kind === 'model');
  const leaders = coding.filter(({ rank }) => rank === 1).map(({ name }) => name);
  const first = `On SWE-rebench ${listed(leaders)} ${leaders.length > 1 ? 'share first place' : 'is first'} with ${scoreText(PERCENT, leader.score)}`;
  const match = `the agent ${agent.name} is level with ${listed(equals.map(({ name }) => name))} at ${scoreText(PERCENT, agent.score)}`;
  const together = agent.rank === 1 ? `${first}.` : `${first}, and ${match}.`;
  return taskWindow(date).to === taskWindow(addDays(date, -1)).to
    ? [together]
    : [
        together,
        'Its window of tasks has just moved on by a month, so no figure there compares with yesterday.',
      ];
}
