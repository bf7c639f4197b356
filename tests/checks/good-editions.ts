/** Good editions, one for any day: invented news, the real layout and headers. Each test spoils one in one way. */
import { codingStandings, indexStandings, taskWindow } from '../../sources/sample/standings.ts';
import { papersOn } from '../../sources/sample/papers.ts';
import { labStoriesOn, wireStoriesOn, type SampleStory } from '../../sources/sample/stories.ts';
import { sampleEssay } from '../../sources/sample/index.ts';
import type { ChecksInput, Sample } from '../../src/checks/index.ts';
import { listHeaders } from '../../src/delivery/headers.ts';
import { composeEdition } from '../../src/edition/compose.ts';
import { boardTable } from '../../src/edition/tables.ts';
import type { Board, Standing } from '../../src/model/board.ts';
import { addDays, editionDate, startOfUtcDay, type EditionDate } from '../../src/model/date.ts';
import {
  SECTION_IDS,
  type BoardTable,
  type Edition,
  type LinkEntry,
  type PaperEntry,
} from '../../src/model/edition.ts';
import { limitsSchema } from '../../src/model/limits.ts';
import { compileEdition, personaliser } from '../../src/render/index.ts';
import { PUBLICATION } from '../edition/newsroom.ts';
import { boardOf } from './claims/boards.ts';

export type Input = ChecksInput;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const READERS = [
  'reader@readers.example',
  "o'brien+daily&news@readers.example",
  `${'a'.repeat(64)}@${'b'.repeat(60)}.example`,
];

const FIRST = editionDate('2026-02-02');

/** The number of a day; every day is another edition. */
export function goodDay(number: number): EditionDate {
  return addDays(FIRST, number);
}

/** What the checks are given of a good edition. */
export async function goodInput(
  date: EditionDate,
  change: (edition: Edition) => Edition = (one) => one,
): Promise<Writable<Input>> {
  const boards = boardsOn(date);
  const edition = change(editionOn(date, boards));
  return {
    ...{
      edition,
      samples: await samplesOf(edition),
      recentSubjects: ['Something else'],
      recentUrls: new Set<string>(),
    },
    boards: new Map(boards.map(({ id, now }) => [id, now])),
    history: new Map(boards.map(({ now, past }) => [now.id, past])),
    cadences: new Map([
      ['index', 1],
      ['swe-rebench', 30],
    ]),
    ...{ audience: { now: 1000, before: 990 }, tableRows: 5, limits: limitsSchema.parse({}), severity: {} },
  };
}

export async function samplesOf(edition: Edition): Promise<Sample[]> {
  const { publicUrl } = edition.publication;
  const personalise = personaliser(await compileEdition(edition));
  const recipe = {
    ...{
      date: edition.date,
      editionHash: 'a'.repeat(64),
      listName: 'The Test Report',
      listId: 'daily.report.example',
    },
    ...{
      from: { name: 'The Test Report', address: 'daily@report.example' },
      replyTo: 'editors@report.example',
      publicUrl,
    },
  };
  return READERS.map((to, index) => {
    const unsubscribeUrl = `${publicUrl}/unsubscribe/k1.${index}.${'f'.repeat(40)}${index}`;
    const values = {
      address: to,
      unsubscribeUrl,
      preferencesUrl: `${publicUrl}/preferences/k1.${index}.${'e'.repeat(40)}${index}`,
    };
    const headers = listHeaders(recipe, unsubscribeUrl);
    return { to, replyTo: recipe.replyTo, ...personalise(values), headers, tags: { edition: edition.date } };
  });
}

type DayBoard = {
  readonly id: number;
  readonly now: Board;
  readonly past: { date: EditionDate; board: Board }[];
};

function boardsOn(date: EditionDate): DayBoard[] {
  const week = [1, 2, 3, 4, 5, 6, 7].map((back) => addDays(date, -back));
  const sameWindow = week.filter((day) => taskWindow(day).to === taskWindow(date).to);
  const index = { id: 'index', title: 'Artificial Analysis Intelligence Index', columns: COLUMNS };
  return [
    dayBoard(11, index, indexStandings, date, week),
    dayBoard(12, { id: 'swe-rebench', title: 'SWE-rebench', suffix: '%' }, codingStandings, date, sameWindow),
  ];
}

const COLUMNS: Board['columns'] = [
  { key: 'speed', label: 'tok/s', prefix: '', suffix: '', decimals: 0 },
  { key: 'price', label: '$/1M', prefix: '$', suffix: '', decimals: 2 },
];

function dayBoard(
  id: number,
  about: Partial<Board>,
  standings: (date: EditionDate) => Standing[],
  date: EditionDate,
  days: readonly EditionDate[],
): DayBoard {
  const on = (day: EditionDate): Board => ({
    ...boardOf(about, day, []),
    rows: standings(day).map((row, place) => ({
      ...row,
      extra: place === 3 ? { speed: null, price: 1.2 } : { speed: 60 + 7 * place, price: 11.25 - place },
    })),
  });
  return { id, now: on(date), past: days.map((day) => ({ date: day, board: on(day) })) };
}

function tableOf({ id, now, past }: DayBoard): BoardTable {
  const [last] = past;
  const previous = last === undefined ? null : { id: id + 100, hash: 'before', board: last.board };
  return boardTable({ id, hash: 'now', board: now }, { previous, rows: 5, staleNote: null });
}

function editionOn(date: EditionDate, boards: readonly DayBoard[]): Edition {
  return composeEdition({
    ...{ date, number: 7, publication: PUBLICATION, sections: SECTION_IDS, recentSubjects: [] },
    essay: sampleEssay(date),
    labs: labStoriesOn(date).map(entryOf),
    wire: wireStoriesOn(date).map(entryOf),
    papers: papersOn(date, ['cs.DC'])
      .slice(0, 6)
      .map((paper, index): PaperEntry => ({
        ...{
          itemId: 500 + index,
          title: paper.title,
          authors: [...paper.authors],
          arxivId: paper.arxivId,
          abstract: paper.abstract,
        },
        url: `https://arxiv.org/abs/${paper.arxivId}`,
        pdfUrl: `https://arxiv.org/pdf/${paper.arxivId}`,
        ...{ category: 'cs.DC', publishedAt: startOfUtcDay(date), cut: false, why: 'category' },
      })),
    tables: boards.map(tableOf),
    arxiv: { focus: { category: 'cs.DC', name: 'Distributed Computing' }, quiet: false, announces: true },
    windowHours: { labs: 48, wire: 48 },
    readings: {},
    report: { checked: 9, failed: [] },
  });
}

function entryOf({ title, summary, url, sourceId, date, time }: SampleStory, index: number): LinkEntry {
  const publishedAt = Date.parse(`${addDays(date, -1)}T${time}:00Z`);
  return {
    itemId: index + 1,
    title,
    url,
    source: sourceId,
    summary,
    publishedAt,
    precision: 'instant',
    alsoIn: [],
  };
}
