/** A newsletter in German is German all through: every word of its mail and pages is one of de.ts, of its content, or of a date. */
import { describe, expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { editionPage, frontPage } from '../../src/archive/pages/edition.ts';
import { benchmarksPage, itemsPage } from '../../src/archive/pages/full.ts';
import { archivePage, emptyFrontPage } from '../../src/archive/pages/lists.ts';
import { composeEdition, type ComposeInput } from '../../src/edition/compose.ts';
import { selectTable } from '../../src/edition/tables.ts';
import { localeFor } from '../../src/locales/index.ts';
import { addDays, editionDate, longDate } from '../../src/model/date.ts';
import { SECTION_IDS, type BoardTable, type Edition, type Publication } from '../../src/model/edition.ts';
import { SOURCE_FAILURE_KINDS } from '../../src/model/source.ts';
import { compileEdition, personaliser } from '../../src/render/index.ts';
import { editionsOf, fullItems, storedEdition, table } from '../archive/sample-edition.ts';

const date = editionDate('2026-11-27');
const NOT_WORDS = new Set(['kind', 'id', 'url', 'pdfUrl', 'path', 'why', 'precision', 'announceType', 'key']);
const ENGLISH = 'The table was cut short';

/** Content without a word of its own, so that every word left is the newsletter's. */
function bare<T>(content: T): T {
  const blank = (key: string, value: unknown) =>
    typeof value === 'string' && !NOT_WORDS.has(key) ? value.replace(/\p{L}+/gu, 'zz') : value;
  return JSON.parse(JSON.stringify(content, blank)) as T;
}

const publicationIn = (locale: string): Publication => {
  const { name, tagline, publisher, postalAddress, ...rest } = sampleEdition.publication;
  return { ...rest, ...bare({ name, tagline, publisher, postalAddress }), locale };
};

const sectionOf = <K extends Edition['sections'][number]['kind']>(kind: K, id?: string) =>
  sampleEdition.sections.find((one) => one.kind === kind && (id === undefined || one.id === id)) as Extract<
    Edition['sections'][number],
    { kind: K }
  >;

function input(locale: string, changes: Partial<ComposeInput> = {}): ComposeInput {
  const links = (id: string) => bare(sectionOf('links', id).entries);
  const also = Array.from({ length: 7 }, () => ({ source: 'zz', url: 'https://zz.example/' }));
  return {
    ...{ date, number: 7, publication: publicationIn(locale), sections: SECTION_IDS, recentSubjects: [] },
    essay: bare(sectionOf('essay').essay),
    labs: links('labs').map((entry) => ({ ...entry, alsoIn: also })),
    wire: links('wire'),
    papers: bare(sectionOf('papers').entries).map((paper, index) => ({
      ...paper,
      ...{ authors: Array.from({ length: 3 + index * 3 }, () => 'zz'), cut: index % 2 === 0 },
    })),
    tables: sectionOf('benchmarks').tables.map((one) => ({ ...bareTable(one), tiedBeyond: 2 })),
    arxiv: { focus: { category: 'zz.zz', name: 'zz' }, quiet: true, announces: false },
    windowHours: { labs: 48, wire: 24 },
    readings: Object.fromEntries(
      SECTION_IDS.map((id) => [id, { asked: 9, answered: 2, unread: ['zz', 'zz'] }]),
    ),
    report: {
      checked: 20,
      failed: SOURCE_FAILURE_KINDS.map((kind) => ({ sourceId: 'zz', name: 'zz', reason: ENGLISH, kind })),
    },
    ...changes,
  };
}

/** A table of which the words, and not the day, are taken away. */
function bareTable(given: BoardTable): BoardTable {
  const { asOf, ...words } = given;
  return { ...bare(words), asOf };
}

function editions(locale: string): Edition[] {
  const none = { essay: null, labs: [], wire: [], papers: [], tables: [] };
  const readings = (asked: number, answered: number) => ({
    readings: Object.fromEntries(SECTION_IDS.map((id) => [id, { asked, answered, unread: [] }])),
  });
  const many = { asked: 9, answered: 2, unread: Array.from({ length: 7 }, () => 'zz') };
  const whole = composeEdition(input(locale));
  return [
    whole,
    // Too long for a mail: each list and the essay are cut.
    composeEdition(
      input(locale, {
        labs: Array.from({ length: 60 }, () => input(locale).labs[0]!),
        essay: {
          ...whole.sections.flatMap((one) => (one.kind === 'essay' ? (one.essay ?? []) : []))[0]!,
          blocks: Array.from({ length: 400 }, () => ({
            kind: 'paragraph',
            content: [{ kind: 'text', text: 'zz '.repeat(60) }],
          })),
        },
        readings: Object.fromEntries(SECTION_IDS.map((id) => [id, many])),
      }),
    ),
    composeEdition(input(locale, { ...none, ...readings(0, 0), report: { checked: 3, failed: [] } })),
    composeEdition(input(locale, { ...none, ...readings(2, 0) })),
    composeEdition(
      input(locale, {
        ...{ ...none, ...readings(2, 2) },
        arxiv: { ...input(locale).arxiv, quiet: false },
        tables: [staleTable(locale, null), staleTable(locale, ENGLISH)],
      }),
    ),
  ];
}

function staleTable(locale: string, withheld: string | null): BoardTable {
  const { asOf } = table;
  const { rows, snapshotId: id, ...about } = bareTable(table);
  const snapshot = { id, hash: '', board: { ...about, rows, asOf } };
  return selectTable(
    { snapshot, seenOn: addDays(date, -2), previous: null, withheld },
    { date, rows: 1, locale },
  );
}

async function mails(all: readonly Edition[]): Promise<string[]> {
  const values = { address: 'zz@zz.zz', unsubscribeUrl: 'https://zz.zz/', preferencesUrl: 'https://zz.zz/' };
  const compiled = await Promise.all(all.map(compileEdition));
  return compiled.flatMap((one) => {
    const { subject, html, text } = personaliser(one)({
      ...values,
      confirmUrl: '',
      actionUrl: '',
      detail: '',
    });
    return [subject, html, text];
  });
}

async function pages(locale: string): Promise<string[]> {
  const publication = publicationIn(locale);
  const all = editions(locale);
  const summaries = await editionsOf(
    ...[2, 0, -40].map((days) => storedEdition({ ...all[0]!, date: addDays(date, days) })),
  ).list();
  const section = (id: string) => all[0]!.sections.find((one) => one.id === id)!;
  const tables = [bareTable(table), { ...bareTable(table), id: 'zz', invented: false, window: null }];
  const made = [
    ...all.map((edition) => editionPage(edition, summaries)),
    frontPage(all[0]!, summaries),
    ...[bare(fullItems.labs), []].map((items) => itemsPage(all[0]!, section('labs'), items)),
    ...(['new', 'cross', 'replace', 'replace-cross'] as const).map((announceType) => {
      const papers = bare(fullItems.papers).map((one) => ({ ...one, item: { ...one.item, announceType } }));
      return itemsPage(all[0]!, section('papers'), papers);
    }),
    ...[tables, []].map((some) => benchmarksPage(all[0]!, section('benchmarks'), some)),
    archivePage(publication, summaries),
    archivePage(publication, []),
    emptyFrontPage(publication),
  ];
  const written: string[] = [];
  for (const page of made) written.push(String(await page));
  return written;
}

/** What is read or read out: text, and the attributes that are words. */
function wordsIn(markup: string): string[] {
  const shown = markup.replace(/<style>[\s\S]*?<\/style>|<wbr[^>]*>/g, '');
  const spoken = [...shown.matchAll(/(?:aria-label|placeholder|alt|title|content)="([^"]*)"/g)].map(
    ([, said]) => (/[=,]/.test(said ?? '') ? '' : said),
  );
  const text = [shown.replace(/<[^>]*>/g, ' '), ...spoken].join(' ').replace(/&(?:\w+|#\w+);/g, ' ');
  return text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}

function sentencesOf(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : sentencesOf(value as object),
  );
}

function known(): Set<string> {
  const sentences = sentencesOf(localeFor('de').words)
    .join(' ')
    .replace(/\{\w+\}/g, ' ');
  const dates = Array.from({ length: 400 }, (_, day) => longDate(addDays(date, -day), 'de')).join(' ');
  const short = Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat('de', { month: 'short' }).format(Date.UTC(2026, month, 15)),
  ).join(' ');
  // Names that are the same in every language, and the keyword of a sample paper.
  return new Set(wordsIn(`${sentences} ${dates} ${short} zz arXiv routing width light dark`));
}

const strange = (markups: readonly string[]) => {
  const words = known();
  return [...new Set(markups.flatMap(wordsIn))].filter((word) => !words.has(word));
};

describe('a newsletter in German', () => {
  it('has no word of another language in its mails', async () => {
    expect(strange(await mails(editions('de')))).toEqual([]);
  });

  it('has none on its pages', async () => {
    expect(strange(await pages('de'))).toEqual([]);
  });

  it('would be found out by this: an edition in English is full of such words', async () => {
    expect(strange(await mails(editions('en').slice(0, 1)))).toEqual(
      expect.arrayContaining(['read', 'sources', 'unsubscribe']),
    );
    expect(strange(await pages('en'))).toEqual(expect.arrayContaining(['earlier', 'range', 'abstract']));
  });
});
