/** Random content for a mail, hostile and ordinary: what feeds, papers, boards and editors might one day hand in. */
import fc from 'fast-check';
import { sampleEdition } from '../../emails/samples.ts';
import { rankStandings, type Movement } from '../../src/model/board.ts';
import {
  fullPagePath,
  type BoardTable,
  type Edition,
  type LinkEntry,
  type PaperEntry,
} from '../../src/model/edition.ts';
import type { Block, Essay, Inline } from '../../src/model/essay.ts';

const ORDINARY = [
  'model',
  'weights',
  'a benchmark',
  'of',
  'the',
  'inference',
  'price',
  'Tuesday’s',
  'naïve',
  'R&D',
  '64.4%',
];
const FOREIGN = [
  '小型モデルが図書館の目録づくりを引き受ける',
  '大语言模型',
  'מודל שפה חדש',
  'نموذج لغوي مفتوح',
  'модель',
  '👩🏽‍🚀🚀',
  '🇩🇪',
  'ตัวแบบภาษา',
];
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' style='position:fixed",
  '</td></tr></table></body>',
  '{{unsubscribeUrl}}',
  '{{#each readers}}{{{.}}}{{/each}}',
  '\uE000address\uE001',
  '\uE000nonsense',
  '<!--[if mso]><b>',
  '-->',
  '<![CDATA[x]]>',
  '&lt;b&gt; &#106;',
  '\u0085\u0092\u0000\u001B',
  '\u2028\u2029\u202E\u2066',
  '\uD800',
  `e${'\u0301'.repeat(400)}`,
  'Supercalifragilistic'.repeat(15),
  '/a-b_c.d:e'.repeat(30),
  '\r\nBcc: everyone@example.com',
];

const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ORDINARY) },
  { weight: 2, arbitrary: fc.constantFrom(...FOREIGN) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
);

/** Words in a row; now and then the same ones over and over, up to a quarter of a million letters. */
function words(min: number, max: number): fc.Arbitrary<string> {
  const some = fc.array(word, { minLength: min, maxLength: max }).map((list) => list.join(' '));
  const enormous = fc
    .tuple(some, fc.integer({ min: 10, max: 3000 }))
    .map(([text, times]) => `${text} `.repeat(times).slice(0, 250_000));
  return fc.oneof({ weight: 400, arbitrary: some }, { weight: 1, arbitrary: enormous });
}

const line = words(1, 12).map((text) => `T${text}`);
const maybe = fc.oneof(fc.constant(''), words(1, 30));
const url = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.integer({ min: 1, max: 1e6 }).map((id) => `https://feeds.example/${id}?a=1&b={{x}}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'javascript:alert(1)',
      'data:text/html,x',
      'https://x.example/" onclick="x',
      `https://x.example/${'a'.repeat(5000)}`,
      'mailto:desk@example.com',
      'HTTPS://EXAMPLE.COM/<b>',
      '//x.example',
      'https://例え.example/道',
    ),
  },
);

const link: fc.Arbitrary<LinkEntry> = fc.record({
  itemId: fc.integer({ min: 1, max: 1e9 }),
  title: line,
  url,
  source: words(1, 3),
  summary: maybe,
  publishedAt: fc.constant(null),
  precision: fc.constant('instant'),
  alsoIn: fc.array(fc.record({ source: words(1, 2), url }), { maxLength: 8 }),
});

const paper: fc.Arbitrary<PaperEntry> = fc.record({
  itemId: fc.integer({ min: 1, max: 1e9 }),
  title: line,
  url,
  pdfUrl: url,
  authors: fc.array(words(1, 2), { maxLength: 30 }),
  arxivId: fc.constant('2611.01234'),
  category: fc.constant('cs.DC'),
  publishedAt: fc.constant(1_795_000_000_000),
  abstract: words(1, 250),
  cut: fc.boolean(),
  why: fc.constantFrom('category', 'keyword: {{x}}', ''),
});

const movement: fc.Arbitrary<Movement | null> = fc.constantFrom(
  null,
  { kind: 'up', by: 12 },
  { kind: 'down', by: 1 },
  { kind: 'same' },
  { kind: 'new' },
);
const standing = fc.record({
  ...{
    name: line,
    rawName: line,
    effort: fc.constantFrom(null, 'high'),
    organisation: fc.oneof(fc.constant(null), line),
  },
  kind: fc.constantFrom('model' as const, 'agent' as const),
  score: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  low: fc.constantFrom(null, 1),
  high: fc.constantFrom(null, 2),
  extra: fc.constant({ speed: 12, price: null }),
});

const board: fc.Arbitrary<BoardTable> = fc
  .record({
    rows: fc.array(fc.tuple(standing, movement), { maxLength: 5 }),
    title: line,
    description: maybe,
    columns: fc.array(
      fc.record({
        label: words(1, 4),
        key: fc.constantFrom('speed', 'price'),
        prefix: fc.constant('$'),
        suffix: fc.constant(''),
        decimals: fc.nat(3),
      }),
      { maxLength: 6 },
    ),
    scoreLabel: fc.constantFrom('', 'Resolved', 'Percentage of tasks that are resolved at the first attempt'),
    attribution: fc.record({ name: line, url, licence: fc.constantFrom(null, 'CC BY 4.0') }),
    tiedBeyond: fc.nat(3),
    higherIsBetter: fc.boolean(),
    version: fc.oneof(fc.constant(null), words(1, 2)),
  })
  .map(({ rows, ...about }) => ({
    ...{
      id: 'board',
      asOf: '2026-11-23',
      prefix: '',
      suffix: '%',
      decimals: 1,
      window: null,
      invented: false,
      snapshotId: 1,
    },
    ...{ ...about, total: rows.length + about.tiedBeyond, comparedAsOf: '2026-11-16', staleNote: null },
    rows: rankStandings(
      rows.map(([row]) => row),
      { higherIsBetter: about.higherIsBetter, decimals: 1 },
    ).map((row, index) => ({
      ...row,
      ...{ movement: rows[index]?.[1] ?? null, scoreChange: index % 2 === 0 ? null : -1.25 },
    })),
  }));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 6, arbitrary: words(1, 20).map((text): Inline => ({ kind: 'text', text })) },
  { weight: 1, arbitrary: words(1, 3).map((text): Inline => ({ kind: 'code', text })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(url, words(1, 3))
      .map(([to, text]): Inline => ({ kind: 'link', url: to, content: [{ kind: 'text', text }] })),
  },
  {
    weight: 1,
    arbitrary: words(1, 3).map((text): Inline => ({ kind: 'strong', content: [{ kind: 'text', text }] })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Inline>({ kind: 'break' }, { kind: 'footnote', number: 1 }) },
);
const paragraph: fc.Arbitrary<Block> = fc
  .array(inline, { minLength: 1, maxLength: 6 })
  .map((content) => ({ kind: 'paragraph', content }));
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(2 as const, 3 as const), line)
      .map(([level, text]): Block => ({ kind: 'heading', level, content: [{ kind: 'text', text }] })),
  },
  {
    weight: 1,
    arbitrary: fc.array(paragraph, { maxLength: 3 }).map((blocks): Block => ({ kind: 'quote', blocks })),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.array(paragraph, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 })
      .map((items): Block => ({ kind: 'list', ordered: true, start: 3, items })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(words(1, 10), words(1, 5))
      .map(([a, b]): Block => ({ kind: 'code', language: null, text: `${a}\n    ${b}` })),
  },
  { weight: 1, arbitrary: fc.constant<Block>({ kind: 'rule' }) },
);
const essay: fc.Arbitrary<Essay> = fc.record({
  ...{
    title: line,
    byline: words(1, 3),
    standfirst: maybe,
    subject: fc.constant(null),
    preheader: fc.constant(null),
  },
  blocks: fc.array(block, { maxLength: 25 }),
  footnotes: fc.array(fc.array(paragraph, { minLength: 1, maxLength: 2 }), { maxLength: 3 }),
  words: fc.nat(3000),
});

const failure = fc.record({ sourceId: fc.constant('x'), name: words(1, 3), reason: words(1, 5) });

/** Twenty-five editions; the same seed gives the same ones. */
export function contentBatch(seed: number): Edition[] {
  return fc.sample(contentSets, { seed, numRuns: 25 });
}

/** Whole editions, their lists of up to fifty entries. */
const contentSets: fc.Arbitrary<Edition> = fc
  .record({
    ...{ title: line, subject: line, preheader: line, essay: fc.option(essay) },
    labs: fc.array(link, { maxLength: 50, size: 'max' }),
    wire: fc.array(link, { maxLength: 50 }),
    papers: fc.array(paper, { maxLength: 50 }),
    tables: fc.array(board, { maxLength: 8 }),
    failed: fc.array(failure, { maxLength: 40 }),
    direction: fc.constantFrom('ltr' as const, 'rtl' as const),
  })
  .map(({ essay: written, labs, wire, papers, tables, failed, direction, ...heads }) => ({
    ...sampleEdition,
    ...heads,
    publication: { ...sampleEdition.publication, direction },
    report: { checked: 99, failed },
    sections: [
      { ...common('essay', 'Essay', 'Read on the web'), kind: 'essay', id: 'essay', essay: written },
      { ...common('labs', 'AI Labs', 'All labs'), kind: 'links', id: 'labs', entries: labs },
      { ...common('wire', 'From the Wire', 'All feeds'), kind: 'links', id: 'wire', entries: wire },
      {
        ...common('papers', 'Research Papers', 'All papers'),
        kind: 'papers',
        id: 'papers',
        focus: { category: 'cs.DC', name: 'Distributed Computing' },
        entries: papers,
      },
      { ...common('benchmarks', 'Benchmarks', 'Full tables'), kind: 'benchmarks', id: 'benchmarks', tables },
    ],
  }));

function common(id: 'essay' | 'labs' | 'wire' | 'papers' | 'benchmarks', heading: string, label: string) {
  return { heading, note: null, all: { label, path: fullPagePath(id, sampleEdition.date) } };
}
