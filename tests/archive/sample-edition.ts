/** An edition with everything a page must cope with: notes, ties, movement, gaps, long names and hostile titles. */
import type { EditionReader, FullItem, StoredEdition } from '../../src/archive/editions.ts';
import { editionDate } from '../../src/model/date.ts';
import type {
  BoardTable,
  Edition,
  LinkEntry,
  Publication,
  Section,
  TableRow,
} from '../../src/model/edition.ts';
import type { Essay } from '../../src/model/essay.ts';
import type { LinkItem, PaperItem } from '../../src/model/item.ts';

export const HOSTILE = `<script>alert("x")</script> & {{#each 'all'}} "quoted"`;

export const publication: Publication = {
  name: 'The Morning Gradient',
  tagline: 'What the labs did while you slept',
  publisher: 'Gradient House',
  postalAddress: '7 Mill Lane, 01234 Rivertown',
  locale: 'en',
  direction: 'ltr',
  timeZone: 'America/New_York',
  publicUrl: 'https://gradient.example',
  privacyUrl: '/privacy',
  sample: true,
};

const text = (words: string) => ({ kind: 'text', text: words }) as const;

const essay: Essay = {
  title: 'Small models learn to wait',
  byline: 'The editors',
  standfirst: 'Patience turns out to be cheaper than parameters.',
  subject: null,
  preheader: null,
  blocks: [
    {
      kind: 'paragraph',
      content: [
        text('Three labs published schedulers this week. '),
        { kind: 'strong', content: [text('None of them trained a larger model.')] },
        { kind: 'footnote', number: 1 },
        text(' All of them let a model stop and ask. '),
        { kind: 'link', url: 'https://lab.example/scheduler', content: [text('The first paper')] },
        text(' says why, and '),
        { kind: 'link', url: 'javascript:alert(1)', content: [text('a bad link')] },
        text(' does not.'),
      ],
    },
    { kind: 'heading', level: 2, content: [text('What changed')] },
    { kind: 'quote', blocks: [{ kind: 'paragraph', content: [text('Waiting is an action, too.')] }] },
    {
      kind: 'list',
      ordered: true,
      start: 2,
      items: [
        [
          {
            kind: 'paragraph',
            content: [text('Second, the '), { kind: 'emphasis', content: [text('queue')] }],
          },
        ],
        [
          {
            kind: 'paragraph',
            content: [
              { kind: 'code', text: 'yield()' },
              { kind: 'footnote', number: 1 },
            ],
          },
        ],
      ],
    },
    {
      kind: 'code',
      language: 'python',
      text: 'while not ready and patience_left > 0: wait(for_the_slowest_worker_in_the_pool)',
    },
    { kind: 'rule' },
    { kind: 'paragraph', content: [text('That is all for today.')] },
  ],
  footnotes: [[{ kind: 'paragraph', content: [text('Counting adapters as part of the model.')] }]],
  words: 60,
};

const row = (rank: number, name: string, score: number, more: Partial<TableRow> = {}): TableRow => ({
  rank,
  tied: false,
  name,
  rawName: name,
  effort: null,
  organisation: 'Harbour Lab',
  kind: 'model',
  score,
  low: score - 1.5,
  high: score + 1.5,
  extra: { speed: 120, price: null },
  movement: null,
  scoreChange: null,
  ...more,
});

const rows: TableRow[] = [
  row(1, 'Kestrel-4-Instruct-Preview-2026-11-01', 64.4, {
    movement: { kind: 'up', by: 2 },
    scoreChange: 1.2,
  }),
  row(2, 'Heron 2', 62.8, {
    tied: true,
    movement: { kind: 'down', by: 1 },
    effort: 'xhigh',
    rawName: 'heron-2-xhigh',
  }),
  row(2, 'Plover', 62.8, { tied: true, movement: { kind: 'new' } }),
  row(4, 'Wren', 60.1, { kind: 'agent', movement: { kind: 'same' }, scoreChange: -0.3 }),
];

export const table: BoardTable = {
  id: 'harbour-bench',
  title: 'Harbour Bench',
  description: 'Repairs to real programs.',
  asOf: '2026-11-23',
  scoreLabel: 'Resolved',
  prefix: '',
  suffix: '%',
  decimals: 1,
  higherIsBetter: true,
  version: '2.1',
  window: 'October 2026',
  attribution: { name: 'Harbour Institute', url: 'https://harbour.example/bench', licence: 'CC BY 4.0' },
  invented: true,
  snapshotId: 9,
  columns: [
    { key: 'speed', label: 'tok/s', prefix: '', suffix: '', decimals: 0 },
    { key: 'price', label: '$/1M', prefix: '$', suffix: '', decimals: 2 },
  ],
  rows: rows.slice(0, 2),
  tiedBeyond: 1,
  total: rows.length,
  comparedAsOf: '2026-11-16',
  staleNote: null,
};

const entry: LinkEntry = {
  itemId: 1,
  title: HOSTILE,
  url: 'https://lab.example/news?a=1&b=2',
  source: 'Harbour Lab',
  summary: 'A short account of what was said.',
  publishedAt: Date.parse('2026-11-23T14:10:00Z'),
  precision: 'instant',
  alsoIn: [{ source: 'Wirepost', url: 'https://wire.example/1' }],
};

const all = (label: string, folder: string) => ({ label, path: `/${folder}/2026-11-24` });
const sections: Section[] = [
  { kind: 'essay', id: 'essay', heading: 'Essay', note: null, all: all('On the web', 'archive'), essay },
  {
    kind: 'links',
    id: 'labs',
    heading: 'AI Labs',
    note: null,
    all: all('All labs', 'labs'),
    entries: [entry],
  },
  {
    kind: 'links',
    id: 'wire',
    heading: 'From the Wire',
    note: 'Nothing new came over the wire today.',
    all: all('All feeds', 'feeds'),
    entries: [],
  },
  {
    kind: 'papers',
    id: 'papers',
    heading: 'Research Papers',
    note: null,
    all: all('All papers', 'papers'),
    focus: { category: 'cs.DC', name: 'Distributed Computing' },
    entries: [
      {
        itemId: 2,
        title: 'Waiting Well: A Scheduler That Asks',
        url: 'https://arxiv.org/abs/2611.01234',
        pdfUrl: 'https://arxiv.org/pdf/2611.01234',
        authors: ['Ada Marsh', 'Ben Tide'],
        arxivId: '2611.01234',
        category: 'cs.DC',
        publishedAt: Date.parse('2026-11-23T05:00:00Z'),
        abstract: 'We show that a worker which waits for the right moment finishes earlier.',
        cut: true,
        why: 'category',
      },
    ],
  },
  {
    kind: 'benchmarks',
    id: 'benchmarks',
    heading: 'Benchmarks',
    note: null,
    all: all('Full tables', 'benchmarks'),
    tables: [table],
  },
];

export const edition: Edition = {
  date: editionDate('2026-11-24'),
  number: 12,
  publication,
  title: 'Small models learn to wait',
  subject: 'Small models learn to wait',
  preheader: 'Three schedulers, one quiet wire, and a tie at the top.',
  sections,
  report: {
    checked: 9,
    failed: [{ sourceId: 'gull', name: 'Gull Research', reason: 'did not answer within 20 s' }],
  },
  words: 640,
  readingMinutes: 3,
};

const linkItem: LinkItem = {
  kind: 'link',
  sourceId: 'harbour',
  key: 'a',
  url: 'javascript:alert(document.domain)',
  title: HOSTILE,
  summary: 'An account.',
  authors: [],
  publishedAt: null,
  precision: 'day',
  publisher: null,
};
const paperItem: PaperItem = {
  kind: 'paper',
  sourceId: 'arxiv',
  key: '2611.01234',
  url: 'https://arxiv.org/abs/2611.01234',
  title: 'Waiting Well: A Scheduler That Asks',
  summary: 'We show that a worker which waits for the right moment finishes earlier.',
  authors: ['Ada Marsh', 'Ben Tide'],
  publishedAt: Date.parse('2026-11-23T05:00:00Z'),
  precision: 'day',
  arxivId: '2611.01234',
  primaryCategory: 'cs.DC',
  categories: ['cs.DC', 'cs.AI'],
  announceType: 'cross',
  pdfUrl: 'https://arxiv.org/pdf/2611.01234',
};
const dated: LinkItem = {
  ...linkItem,
  precision: 'instant',
  key: 'b',
  title: 'A dated item',
  url: 'https://lab.example/b',
  publishedAt: Date.parse('2026-11-23T14:10:00Z'),
};

export const fullItems: Record<'labs' | 'wire' | 'papers', FullItem[]> = {
  labs: [
    { item: linkItem, source: 'Harbour Lab', chosen: true },
    { item: dated, source: 'Harbour Lab', chosen: false },
    { item: { ...dated, key: 'c', title: 'Elsewhere' }, source: 'Albatross AI', chosen: false },
  ],
  wire: [],
  papers: [{ item: paperItem, source: 'arXiv cs.DC', chosen: true }],
};

/** Editions held in memory, newest first, as the archive reads them. */
export function editionsOf(...stored: readonly StoredEdition[]): EditionReader {
  return {
    list: async () =>
      stored.map(({ state, frozenAt, edition: { date, number, title } }) => ({
        state,
        frozenAt,
        date,
        number,
        title,
      })),
    find: async (date) => stored.find((one) => one.edition.date === date) ?? null,
    items: async (_, section) => fullItems[section],
    boards: async () => [
      { ...table, rows },
      { ...table, id: 'second', title: 'Second Bench', rows },
    ],
  };
}

export function storedEdition(
  more: Partial<Edition> = {},
  state: StoredEdition['state'] = 'completed',
): StoredEdition {
  return { id: 1, state, frozenAt: null, edition: { ...edition, ...more } };
}
