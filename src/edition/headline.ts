/** Subject and preheader: the editor's words where there are any, else by rule; never empty, never a recent one again. */
import { counted, fill, listed, wordsOf } from '../locales/index.ts';
import { longDate } from '../model/date.ts';
import { blockText } from '../model/essay.ts';
import type { ComposeInput } from './compose.ts';
import { leadOf, lineOf, sentencesWithin } from '../model/lead.ts';

/** What phones show of a subject, with room to spare; and of the line after it. */
const SUBJECT_LENGTH = 60;
const PREHEADER = { least: 40, most: 90 };
const PREHEADER_WORDS = 16;

type Words = Pick<
  ComposeInput,
  'date' | 'publication' | 'essay' | 'labs' | 'wire' | 'papers' | 'tables' | 'recentSubjects'
>;

/** The editor's subject whole; anything chosen by rule is cut to 60 characters. */
export function composeSubject(input: Words): string {
  const { essay, labs, wire, papers, date, publication } = input;
  const titles = [essay?.title, labs[0]?.title, wire[0]?.title, papers[0]?.title];
  const dated = lineOf(longDate(date, publication.locale), SUBJECT_LENGTH);
  const candidates = [
    lineOf(essay?.subject ?? '', Infinity),
    ...titles.map((title) => lineOf(title ?? '', SUBJECT_LENGTH)),
  ];
  const used = new Set(input.recentSubjects.map(folded));
  return candidates.find((subject) => subject !== '' && !used.has(folded(subject))) ?? dated;
}

/** Says more than the subject does, which stands beside it in every inbox. */
export function composePreheader(input: Words, subject: string): string {
  const { essay } = input;
  const opening = leadOf(blockText(essay?.blocks.slice(0, 1) ?? []), PREHEADER_WORDS).text;
  const candidates = [
    lineOf(essay?.preheader ?? '', Infinity),
    ...[essay?.standfirst ?? '', opening].map((text) => sentencesWithin(text, PREHEADER)),
  ];
  return candidates.find((line) => line !== '' && folded(line) !== folded(subject)) ?? contents(input);
}

/** "5 headlines, 6 papers and 2 benchmark tables." */
function contents({ labs, wire, papers, tables, date, publication }: Words): string {
  const { edition, mail } = wordsOf(publication);
  const counts = [
    [edition.headlines, labs.length + wire.length],
    [edition.papers, papers.length],
    [mail.benchmarkTables, tables.length],
  ] as const;
  const said = counts.flatMap(([forms, count]) => (count === 0 ? [] : counted(publication, forms, count)));
  return said.length === 0
    ? fill(mail.quietDay, { date: longDate(date, publication.locale) })
    : fill(mail.insideToday, { list: listed(publication, said) });
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
