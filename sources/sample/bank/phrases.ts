/** Sentences that join the parts of a sample essay. */

export const LAB_OPENERS: readonly string[] = [
  'The labs spent the day on plumbing, which is meant as a compliment.',
  'From the labs came less noise than usual and more detail.',
  'Three posts from the labs repay the time they take.',
  'The labs wrote mostly about things that they had measured.',
  'It was a day of small and checkable claims from the labs.',
  'Nothing that the labs posted will move a share price, and three pieces are worth an evening.',
  'The labs, too, were busy with the unglamorous parts.',
];

export const LAB_CLOSERS: readonly string[] = [
  'What the three have in common is a figure that could have been left out.',
  'A year ago each of them would have been a footnote.',
  'None of it has to be believed, and all of it can be tried.',
  'Read together, they suggest a trade that has begun to keep books.',
  'The common thread is a team that read its own logs before writing about them.',
  'It is the sort of news that ages well.',
];

export const BOARD_CLOSERS: readonly string[] = [
  'Differences of this size are weather until they have lasted a week.',
  'As ever, a place on a table is a reason to test a model on your own work, and not a result of having done so.',
  'Whoever chooses by rank alone would have chosen differently several times this month.',
  'The full tables, with every effort level and every dash, are a click away below.',
  'Anyone with a task of their own and an afternoon can find out more than either table says.',
];

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth'.split(
    ' ',
  );
const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** "third" for 3. */
export function ordinal(rank: number): string {
  return ORDINALS[rank - 1] ?? `number ${rank}`;
}

/** "three" for 3. */
export function numberWord(value: number): string {
  return NUMBERS[value - 1] ?? String(value);
}

/** "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
