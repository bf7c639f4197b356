/** A day of invented papers in the shape of arXiv's RSS: titles, authors, TeX and all. */
import { addDays, startOfUtcDay, type EditionDate } from '../../src/model/date.ts';
import {
  PAPER_AUTHORS,
  PAPER_LIMITS,
  PAPER_METHODS,
  PAPER_NAMES,
  PAPER_RESULTS,
  PAPER_TITLES,
  PAPER_TOPICS,
  type PaperTopic,
} from './bank/papers.ts';
import { dayNumber } from './models.ts';
import { fill, pubDate, xml } from './page.ts';
import { randomOf, rotate, type Random } from './random.ts';

export type SamplePaper = {
  /** Under numbers that arXiv has never reached in a month, so that no real paper is meant. */
  readonly arxivId: string;
  readonly version: number;
  readonly announceType: 'new' | 'cross' | 'replace';
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  /** The primary one first. */
  readonly categories: readonly string[];
};

const NEW_PER_CATEGORY = 9;
const OTHERS = 12;
const MAX_PER_DAY = 300;
const NOTE = 'This paper is invented for the sample newsroom.';

/** Nine new papers in each of the categories asked for, then cross-lists and new versions from elsewhere. */
export function papersOn(date: EditionDate, categories: readonly string[]): SamplePaper[] {
  const asked = categories.slice(0, Math.floor((MAX_PER_DAY - OTHERS) / NEW_PER_CATEGORY));
  const fresh = asked.flatMap((category, place) => {
    const closest = topicsOf(category).slice(0, 12);
    return Array.from({ length: NEW_PER_CATEGORY }, (_, index) => {
      const topic = rotate(closest, dayNumber(date) * 4 + index);
      return paperOf(date, place * NEW_PER_CATEGORY + index, 'new', topic, category);
    });
  });
  return [...fresh, ...elsewhere(date, asked[0] ?? 'cs.AI')];
}

/** Half of them cross-lists to `category`, half new versions of what was announced weeks ago. */
function elsewhere(date: EditionDate, category: string): SamplePaper[] {
  return Array.from({ length: OTHERS }, (_, index) => {
    const topic = rotate(PAPER_TOPICS, dayNumber(date) * 5 + index);
    const own = topic.categories.find((code) => code !== category) ?? 'cs.CY';
    const number = MAX_PER_DAY - OTHERS + index;
    if (index % 2 === 0) return paperOf(addDays(date, -19), number, 'replace', topic, own);
    const paper = paperOf(date, number, 'cross', topic, own);
    return { ...paper, categories: [own, category] };
  });
}

/** As `rss.arxiv.org/rss/CATEGORIES` answers. `timeZone`: the day starts at its midnight, so nothing lies ahead. */
export function renderPapers(date: EditionDate, categories: readonly string[], timeZone: string): string {
  const name = categories.join(', ');
  const midnight = pubDate(timeZone, date, '00:00');
  const items = papersOn(date, categories).map((paper) => renderPaper(paper, midnight));
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>${xml(name)} updates of the sample newsroom</title>
    <link>https://papers.example/</link>
    <description>Papers invented for the sample newsroom, in the shape of arXiv's daily feed.</description>
    <language>en-us</language>
    <lastBuildDate>${midnight}</lastBuildDate>
    <pubDate>${midnight}</pubDate>
${items.join('\n')}
  </channel>
</rss>
`;
}

function renderPaper(paper: SamplePaper, midnight: string): string {
  const { arxivId, version, announceType, title, authors, abstract, categories } = paper;
  return `    <item>
      <title>${xml(title)}</title>
      <link>https://arxiv.org/abs/${arxivId}</link>
      <description>${xml(`arXiv:${arxivId}v${version} Announce Type: ${announceType} \nAbstract: ${abstract}`)}</description>
      <guid isPermaLink="false">oai:arXiv.org:${arxivId}v${version}</guid>
${categories.map((category) => `      <category>${xml(category)}</category>`).join('\n')}
      <pubDate>${midnight}</pubDate>
      <arxiv:announce_type>${announceType}</arxiv:announce_type>
      <dc:creator>${xml(authors.join(', '))}</dc:creator>
    </item>`;
}

function paperOf(
  date: EditionDate,
  index: number,
  announceType: SamplePaper['announceType'],
  topic: PaperTopic,
  primary: string,
): SamplePaper {
  const random = randomOf(`paper ${date} ${index}`);
  const method = rotate(PAPER_METHODS, dayNumber(date) * 3 + index);
  const name = rotate(PAPER_NAMES, dayNumber(date) * 7 + index);
  const blanks = { ...figures(random), name, doing: method.doing, subject: topic.subject, data: topic.data };
  const parts = [topic.context, method.how, random.pick(PAPER_RESULTS), random.pick(PAPER_LIMITS), NOTE];
  const day = new Date(startOfUtcDay(date)).getUTCDate();
  return {
    arxivId: `${date.slice(2, 4)}${date.slice(5, 7)}.${90_000 + day * MAX_PER_DAY + index}`,
    version: announceType === 'replace' ? 2 : 1,
    announceType,
    title: fill(random.pick(PAPER_TITLES), blanks),
    authors: authorsOf(random),
    abstract: fill(parts.join(' '), blanks),
    categories: [...new Set([primary, ...topic.categories])].slice(0, 3),
  };
}

function figures(random: Random): Record<string, string> {
  const low = random.int(41, 62);
  const error = random.int(21, 64);
  return {
    a: `${low}.${random.int(0, 9)}`,
    b: `${low + random.int(4, 17)}.${random.int(0, 9)}`,
    e: (error / 10).toFixed(1),
    f: ((error + random.int(6, 31)) / 10).toFixed(1),
    k: String(random.int(2, 8)),
    x: (random.int(12, 38) / 10).toFixed(1),
  };
}

function authorsOf(random: Random): string[] {
  const start = random.int(0, PAPER_AUTHORS.length - 1);
  return Array.from({ length: random.int(2, 6) }, (_, index) => rotate(PAPER_AUTHORS, start + index));
}

/** Topics by closeness to a category: at home in it, known to it, of the same archive, any. */
function topicsOf(category: string): PaperTopic[] {
  const archive = category.split('.')[0] ?? '';
  const distance = ({ categories }: PaperTopic) => {
    const place = categories.indexOf(category);
    if (place >= 0) return place;
    return categories.some((other) => other.startsWith(`${archive}.`)) ? 2 : 3;
  };
  return PAPER_TOPICS.toSorted((a, b) => distance(a) - distance(b));
}
