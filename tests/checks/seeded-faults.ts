/** Faults, each of them one way in which a mail went wrong somewhere, and the check that has to find it. */
import shipped from '../../newsletter.config.ts';
import type { CHECK_NAMES } from '../../src/model/finding.ts';
import type { Edition, SectionId } from '../../src/model/edition.ts';
import type { Sample } from '../../src/checks/index.ts';
import type { Input } from './good-editions.ts';

export type Fault = {
  readonly name: string;
  readonly check: (typeof CHECK_NAMES)[number];
  /** What goes wrong before the mail is laid out. */
  readonly edition?: (edition: Edition) => Edition;
  /** What goes wrong with the laid-out mails. */
  readonly mail?: (sample: Sample, index: number) => Sample;
  /** What else goes wrong. */
  readonly input?: (input: Input) => Input;
};

const html = (change: (html: string, index: number) => string) => (sample: Sample, index: number) => ({
  ...sample,
  html: change(sample.html, index),
});
const text = (change: (text: string) => string) => (sample: Sample) => ({
  ...sample,
  text: change(sample.text),
});
const inBody = (more: string) => html((one) => one.replace('</body>', `${more}</body>`));
const header = (name: string, value: string) => (sample: Sample) => ({
  ...sample,
  headers: { ...sample.headers, [name]: value },
});
const essay = (sentence: string) => (edition: Edition) =>
  section(edition, 'essay', (one) =>
    one.kind === 'essay' && one.essay !== null
      ? {
          ...one,
          essay: {
            ...one.essay,
            blocks: [
              ...one.essay.blocks,
              { kind: 'paragraph' as const, content: [{ kind: 'text' as const, text: sentence }] },
            ],
          },
        }
      : one,
  );
const table = (change: (one: Table) => Table) => (edition: Edition) =>
  section(edition, 'benchmarks', (one) =>
    one.kind === 'benchmarks'
      ? { ...one, tables: one.tables.map((each, index) => (index === 0 ? change(each) : each)) }
      : one,
  );
const first = (change: (row: Table['rows'][number]) => Table['rows'][number]) =>
  table((one) => ({ ...one, rows: one.rows.map((row, index) => (index === 0 ? change(row) : row)) }));

type Section = Edition['sections'][number];
type Table = Extract<Section, { kind: 'benchmarks' }>['tables'][number];

function section(edition: Edition, id: SectionId, change: (one: Section) => Section): Edition {
  return { ...edition, sections: edition.sections.map((one) => (one.id === id ? change(one) : one)) };
}
const entries =
  (
    change: (
      one: Extract<Section, { kind: 'links' }>['entries'],
    ) => Extract<Section, { kind: 'links' }>['entries'],
  ) =>
  (edition: Edition) =>
    section(edition, 'labs', (one) =>
      one.kind === 'links' ? { ...one, entries: change(one.entries) } : one,
    );
const papers =
  (
    change: (
      one: Extract<Section, { kind: 'papers' }>['entries'][number],
    ) => Extract<Section, { kind: 'papers' }>['entries'][number],
  ) =>
  (edition: Edition) =>
    section(edition, 'papers', (one) =>
      one.kind === 'papers' ? { ...one, entries: one.entries.map(change) } : one,
    );
/** The score of the first row as both tables print it. */
const firstScore = (input: Input) =>
  (input.edition.sections.find((one) => one.kind === 'benchmarks')?.tables[0]?.rows[0]?.score ?? 0).toFixed(
    1,
  );

export const FAULTS: readonly Fault[] = [
  { name: 'html near the clip', check: 'html-size', mail: inBody(`<!--${'x'.repeat(70_000)}-->`) },
  { name: 'html over the clip', check: 'html-size', mail: inBody(`<!--${'é'.repeat(60_000)}-->`) },
  { name: 'an open merge field in the html', check: 'placeholders', mail: inBody('<p>{{name}}</p>') },
  {
    name: 'an open merge field in the text',
    check: 'placeholders',
    mail: text((one) => `Dear {{name}}\n${one}`),
  },
  {
    name: '"undefined" in the subject',
    check: 'placeholders',
    mail: (one) => ({ ...one, subject: 'undefined today' }),
  },
  { name: 'an object printed as one', check: 'placeholders', mail: inBody('<p>[object Object]</p>') },
  { name: 'a date that is none', check: 'placeholders', mail: text((one) => `${one}\nInvalid Date`) },
  { name: 'a private mark left in', check: 'placeholders', mail: inBody('<p>\uE000address\uE001</p>') },
  {
    name: 'no List-Unsubscribe',
    check: 'unsubscribe',
    mail: header('List-Unsubscribe', '<mailto:leave@report.example>'),
  },
  { name: 'no one-click header', check: 'unsubscribe', mail: header('List-Unsubscribe-Post', 'no') },
  {
    name: 'no unsubscribe link in the html',
    check: 'unsubscribe',
    mail: html((one) => one.replaceAll('/unsubscribe/', '/leave/')),
  },
  {
    name: 'no unsubscribe link in the text',
    check: 'unsubscribe',
    mail: text((one) => one.replaceAll('/unsubscribe/', '/leave/')),
  },
  {
    name: 'an unsubscribe link below the clip',
    check: 'unsubscribe',
    mail: html((one) => one.replace('<body', `<!--${'x'.repeat(91_000)}--><body`)),
  },
  {
    name: 'no way to view online',
    check: 'unsubscribe',
    mail: html((one) => one.replace(/\/archive\/\d{4}-\d\d-\d\d/g, '/now')),
  },
  {
    name: 'no postal address',
    check: 'postal-address',
    mail: html((one) => one.replaceAll('1 Test Street', '')),
  },
  {
    name: 'the postal address that the settings came with',
    check: 'postal-address',
    edition: (one) => ({ ...one, publication: { ...one.publication, postalAddress: shipped.postalAddress } }),
  },
  { name: 'no publisher', check: 'postal-address', mail: text((one) => one.replaceAll('Test House', '')) },
  {
    name: 'no reason why it came',
    check: 'reason',
    mail: text((one) => one.replace(/\S+@readers\.example/g, 'you')),
  },
  {
    name: 'an address, but no word of why',
    check: 'reason',
    mail: html((one) => one.replace('because that address subscribed to', 'from')),
  },
  { name: 'no privacy notice', check: 'reason', mail: html((one) => one.replaceAll('/privacy"', '/terms"')) },
  {
    name: 'a section without its "all" link',
    check: 'section-links',
    mail: html((one) => one.replaceAll('/papers/', '/paper/')),
  },
  { name: 'a relative link', check: 'links', mail: inBody('<a href="/labs">Labs of today</a>') },
  {
    name: 'a link to the editor’s machine',
    check: 'links',
    mail: inBody('<a href="http://localhost:3000/x">A story of today</a>'),
  },
  {
    name: 'a javascript link',
    check: 'links',
    mail: inBody('<a href="javascript:void(0)">A story of today</a>'),
  },
  {
    name: 'a link to a private network',
    check: 'links',
    mail: inBody('<a href="https://192.168.1.4/">A story of today</a>'),
  },
  {
    name: 'a link that says "click here"',
    check: 'own-links',
    mail: inBody('<a href="https://a.example/">click here</a>'),
  },
  { name: 'a link without words', check: 'own-links', mail: inBody('<a href="https://a.example/"></a>') },
  {
    name: 'an anchor that is not there',
    check: 'own-links',
    mail: html((one) => one.replaceAll('#papers', '#paper')),
  },
  {
    name: 'an anchor with a percent sign that begins no escape',
    check: 'own-links',
    mail: html((one) => one.replaceAll('#papers', '#100%')),
  },
  {
    name: "yesterday's page",
    check: 'own-links',
    mail: inBody('<a href="https://report.example/labs/2020-01-01">All labs of that day</a>'),
  },
  {
    name: 'a tracking mark on a foreign link',
    check: 'privacy',
    mail: inBody('<a href="https://a.example/?utm_source=us">A story of today</a>'),
  },
  {
    name: 'a token outside its link',
    check: 'privacy',
    mail: html((one, index) => one.replace('</body>', `<p>id ${index}</p></body>`)),
  },
  {
    name: 'a reader told apart in the text',
    check: 'privacy',
    mail: (one, index) => ({ ...one, text: `${one.text}\nref ${index}` }),
  },
  {
    name: 'a subject of last week',
    check: 'subject',
    input: (one) => ({ ...one, recentSubjects: [one.edition.subject] }),
  },
  { name: 'a shouting subject', check: 'subject', edition: (one) => ({ ...one, subject: 'ALL THE NEWS' }) },
  {
    name: 'a subject too long for a phone',
    check: 'subject',
    edition: (one) => ({ ...one, subject: 'word '.repeat(20).trim() }),
  },
  {
    name: 'three emoji in the subject',
    check: 'subject',
    edition: (one) => ({ ...one, subject: 'Prices 🎉🎉🎉 fall' }),
  },
  {
    name: 'a preheader that repeats the subject',
    check: 'subject',
    edition: (one) => ({ ...one, preheader: `${one.subject}, and what else the day brought` }),
  },
  { name: 'no List-Id', check: 'headers', mail: header('List-Id', '') },
  { name: 'a forged header', check: 'headers', mail: header('X-Note', 'a\r\nBcc: all@readers.example') },
  { name: 'a reserved header', check: 'headers', mail: header('From', 'someone@else.example') },
  { name: 'a header too long for mail', check: 'headers', mail: header('X-Note', 'n'.repeat(1000)) },
  {
    name: 'a tag with a blank',
    check: 'headers',
    mail: (one) => ({ ...one, tags: { edition: 'two words' } }),
  },
  { name: 'no address for answers', check: 'headers', mail: (one) => ({ ...one, replyTo: null }) },
  { name: 'four rows', check: 'tables', edition: table((one) => ({ ...one, rows: one.rows.slice(0, 4) })) },
  {
    name: 'a score that is not the stored one',
    check: 'tables',
    edition: first((row) => ({ ...row, score: row.score + 1 })),
  },
  {
    name: 'a movement that did not happen',
    check: 'tables',
    edition: first((row) => ({ ...row, movement: { kind: 'up', by: 9 } })),
  },
  { name: 'a board of long ago', check: 'tables', edition: table((one) => ({ ...one, asOf: '2025-06-01' })) },
  {
    name: 'another figure in the html',
    check: 'printed-tables',
    input: (one) => ({
      ...one,
      samples: one.samples.map(html((part) => part.replace(`<b>${firstScore(one)}`, '<b>99.9'))),
    }),
  },
  {
    name: 'another figure in the text',
    check: 'printed-tables',
    input: (one) => ({
      ...one,
      samples: one.samples.map(
        text((part) => part.replace(new RegExp(`(\\n=?1 .*?)${firstScore(one)}`), '$199.9')),
      ),
    }),
  },
  {
    name: 'an arrow that points the other way in the html',
    check: 'printed-tables',
    edition: first((row) => ({ ...row, movement: { kind: 'up', by: 2 } })),
    mail: html((one) => one.replace('▲2', '▼2')),
  },
  {
    name: 'an arrow that points the other way in the text',
    check: 'printed-tables',
    edition: first((row) => ({ ...row, movement: { kind: 'up', by: 2 } })),
    mail: text((one) => one.replace('▲2', '▼2')),
  },
  {
    name: 'a newcomer shown as unchanged',
    check: 'printed-tables',
    edition: first((row) => ({ ...row, movement: { kind: 'new' } })),
    mail: html((one) => one.replace(/(<td[^>]*>1<div[^>]*>)new(?=<)/, '$1–')),
  },
  {
    name: 'score and another figure swapped in the html',
    check: 'printed-tables',
    mail: html((one) => one.replace(/<b>([\d.]+)<\/b>([\s\S]*?<td[^>]*>)(\d+)(?=<)/, '<b>$3</b>$2$1')),
  },
  {
    name: 'ties that only another sentence speaks of',
    check: 'printed-tables',
    edition: table((one) => ({ ...one, tiedBeyond: 2 })),
    mail: html((one) =>
      one
        .replace(/2 more are tied with the last row shown\./, '')
        .replace('</body>', '<p>Two labs are tied.</p></body>'),
    ),
  },
  {
    name: 'two extra cells swapped',
    check: 'printed-tables',
    edition: first((row) => ({ ...row, extra: { speed: 11, price: 60 } })),
  },
  {
    name: 'a table left out of the text',
    check: 'printed-tables',
    mail: text((one) => one.replace(/^Rank {2}[\s\S]*?\n\n/m, '\n')),
  },
  { name: 'a script', check: 'structure', mail: inBody('<script>1</script>') },
  {
    name: 'an open element',
    check: 'structure',
    mail: html((one) => one.replace('</body>', '<div></body>')),
  },
  {
    name: 'no language',
    check: 'structure',
    mail: html((one) => one.replace(/(<html[^>]*) lang="[^"]*"/, '$1')),
  },
  { name: 'two titles', check: 'structure', mail: inBody('<h1>Again</h1>') },
  { name: 'a heading level left out', check: 'structure', mail: inBody('<h6>Small</h6>') },
  {
    name: 'a layout table without its role',
    check: 'table-roles',
    mail: html((one) => one.replace(/(<table[^>]*) role="presentation"/g, '$1')),
  },
  {
    name: 'a table of data without a caption',
    check: 'table-roles',
    mail: html((one) => one.replace(/<caption[\s\S]*?<\/caption>/, '')),
  },
  {
    name: 'an image without words',
    check: 'images',
    mail: inBody('<img src="https://a.example/a.png" width="10" height="10">'),
  },
  {
    name: 'a tracking pixel',
    check: 'images',
    mail: inBody('<img src="https://a.example/a.gif" alt="" width="1" height="1">'),
  },
  {
    name: 'nested at-rules',
    check: 'css',
    mail: html((one) =>
      one.replace('</head>', '<style>@media screen{@media (min-width:1px){a{color:red}}}</style></head>'),
    ),
  },
  {
    name: 'a comment in a style sheet',
    check: 'css',
    mail: html((one) => one.replace('</head>', '<style>a{color:red}/* x */b{color:red}</style></head>')),
  },
  {
    name: 'style sheets over what Gmail reads',
    check: 'css',
    mail: html((one) => one.replace('</head>', `<style>${'a{color:red}'.repeat(1400)}</style></head>`)),
  },
  {
    name: 'text too small to read',
    check: 'css',
    mail: inBody('<p style="font-size:9px">Small print of today</p>'),
  },
  { name: 'an empty text part', check: 'text-shape', mail: text(() => ' ') },
  {
    name: 'a line longer than mail carries',
    check: 'text-shape',
    mail: text((one) => `${one}\n${'ä'.repeat(500)}`),
  },
  {
    name: 'a headline missing in the text',
    check: 'text-parity',
    input: (one) => ({
      ...one,
      samples: one.samples.map(text((part) => part.replaceAll(titleOf(one), 'Something else'))),
    }),
  },
  {
    name: 'a link missing in the text',
    check: 'text-parity',
    mail: inBody('<a href="https://only-in-html.example/">A story of today</a>'),
  },
  {
    name: 'a link missing in the html',
    check: 'text-parity',
    mail: text((one) => `${one}\n<https://only-in-text.example/story>`),
  },
  {
    name: 'a section missing in the html',
    check: 'text-parity',
    mail: html((one) => one.replaceAll('From the Wire', 'Wires')),
  },
  {
    name: 'boxes that Outlook knows nothing of',
    check: 'client-support',
    mail: inBody('<div style="display:flex"><p>One</p><p>Two</p></div>'),
  },
  {
    name: 'a size in a unit that Outlook and Yahoo drop',
    check: 'client-support',
    mail: inBody('<p style="margin:1.5rem 0">Far away</p>'),
  },
  {
    name: 'a colour that only Apple Mail can look up',
    check: 'client-support',
    mail: html((one) => one.replace('</style>', 'p{color:var(--ink)}</style>')),
  },
  {
    name: 'a property that nobody here has heard of',
    check: 'client-support',
    mail: inBody('<p style="text-wrap:balance">Balanced</p>'),
  },
  {
    name: 'a list that opens in few clients',
    check: 'client-support',
    mail: inBody('<details><summary>More</summary>Hidden</details>'),
  },
  { name: 'a control character', check: 'characters', mail: text((one) => one.replace('the', 'the\u0007')) },
  { name: 'text turned around', check: 'characters', mail: inBody('<p>\u202Eabc</p>') },
  {
    name: 'a headline told twice',
    check: 'headlines',
    edition: entries((all) => all.map((one) => ({ ...one, url: all[0]?.url ?? one.url }))),
  },
  {
    name: 'a headline of last week',
    check: 'headlines',
    input: (one) => ({
      ...one,
      recentUrls: new Set(
        one.edition.sections.flatMap((each) =>
          each.kind === 'links' ? each.entries.map(({ url }) => url) : [],
        ),
      ),
    }),
  },
  {
    name: 'a headline from the future',
    check: 'headlines',
    edition: entries((all) => all.map((one) => ({ ...one, publishedAt: Date.UTC(2030, 0, 1) }))),
  },
  {
    name: 'a paper with an id that is none',
    check: 'headlines',
    edition: papers((one) => ({ ...one, arxivId: 'paper-7' })),
  },
  {
    name: 'a paper that links to another',
    check: 'headlines',
    edition: papers((one) => ({ ...one, pdfUrl: 'https://arxiv.org/pdf/0000.00000' })),
  },
  { name: 'an empty section that says nothing', check: 'headlines', edition: entries(() => []) },
  {
    name: 'most sources gave nothing',
    check: 'content',
    edition: (one) => ({
      ...one,
      report: {
        checked: 4,
        failed: ['a', 'b'].map((name) => ({
          sourceId: name,
          name,
          reason: 'no answer',
          kind: 'network' as const,
        })),
      },
    }),
  },
  {
    name: 'no essay',
    check: 'essay-length',
    edition: (one) =>
      section(one, 'essay', (each) => (each.kind === 'essay' ? { ...each, essay: null } : each)),
  },
  {
    name: 'a false claim of first place',
    check: 'essay-claims',
    edition: essay('Samphire 9.9 leads SWE-rebench with 99.9%.'),
  },
  {
    name: 'a false claim of a spread',
    check: 'essay-claims',
    edition: essay('On SWE-rebench the first five are within 0.1 points.'),
  },
  {
    name: 'a list that lost a third overnight',
    check: 'audience',
    input: (one) => ({ ...one, audience: { now: 600, before: 900 } }),
  },
];

/** The start of the first headline, however the text part breaks its line. */
function titleOf({ edition }: Input): RegExp {
  const labs = edition.sections.find((one) => one.kind === 'links');
  const words = labs?.entries[0]?.title.split(' ').slice(0, 3) ?? [];
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+'), 'g');
}
