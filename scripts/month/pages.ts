/** arXiv and three boards of the simulated month, as their servers would answer on a day. */
import { feedHasPapersOn } from '../../sources/papers/calendar.ts';
import { randomOf } from '../../sources/sample/random.ts';
import { startOfUtcDay } from '../../src/model/date.ts';
import type { RotKind } from './rot.ts';
import { dateOf } from './world.ts';

export const CATEGORIES = ['cs.AI', 'cs.DC', 'cs.SE'] as const;
const PAPERS = 30;

/** Papers of a day, every fifth crossed over from another field and every seventh only a new version. */
export function renderMonthPapers(day: number, rot: RotKind | null): string {
  const date = dateOf(day);
  const pubDate = new Date(startOfUtcDay(date)).toUTCString().replace('00:00:00 GMT', '00:00:00 -0500');
  const title = rot === 'error-feed' ? 'Feed error for query: cs.ZZ' : 'cs updates on arXiv.org';
  const announced = rot === 'error-feed' || !feedHasPapersOn(date) ? 0 : PAPERS;
  const items = Array.from({ length: announced }, (_, index) => {
    const id = `2611.${String(day * 100 + index).padStart(5, '0')}`;
    const type = index % 7 === 6 ? 'replace' : index % 5 === 4 ? 'cross' : 'new';
    const category = CATEGORIES[index % CATEGORIES.length] ?? 'cs.AI';
    return `<item><title>On $${index}\\times$ of matter ${id}</title><link>https://arxiv.org/abs/${id}</link>
      <description>arXiv:${id}v1 Announce Type: ${type} Abstract: We measure \\emph{matter} ${id}.</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}v1</guid><category>${category}</category>
      <pubDate>${pubDate}</pubDate><arxiv:announce_type>${type}</arxiv:announce_type>
      <dc:creator>Ada Example, Bo Example</dc:creator></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
    <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
    <channel><title>${title}</title><link>http://rss.arxiv.org/rss/cs</link><description>${title}</description>
    <pubDate>${pubDate}</pubDate>${items.join('\n')}</channel></rss>`;
}

type Row = { readonly name: string; readonly score: string };

/** Scores move a little every day; a new version rescales them all. */
function rowsOf(board: string, count: number, day: number, factor = 1): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const drift = randomOf(`${board} ${index} ${day}`).next();
    return { name: `${board} model ${index + 1}`, score: ((90 - index + drift) * factor).toFixed(1) };
  });
}

/** Fifty rows of JSON, on bad days the first twenty. */
export function renderArena(day: number, rot: RotKind | null): string {
  const models = rowsOf('Arena', rot === 'shrunken' ? 20 : 50, day);
  return JSON.stringify({ meta: { updated: dateOf(day) }, models });
}

/** CSV with a version of its own. */
export function renderIndex(day: number, rot: RotKind | null): string {
  const { version, factor } =
    rot === 'new-version' ? { version: '2.0', factor: 0.5 } : { version: '1.0', factor: 1 };
  const lines = rowsOf('Index', 30, day, factor).map(({ name, score }) => `${name},${score},${version}`);
  return ['Model,Score,Version', ...lines].join('\n');
}

/** A table in a web page. */
export function renderLeague(day: number): string {
  const rows = rowsOf('League', 12, day).map(
    ({ name, score }) => `<tr><td>${name}</td><td>${score} %</td></tr>`,
  );
  return `<!doctype html><html><body><table><tr><th>System</th><th>Solved</th></tr>${rows.join('')}</table></body></html>`;
}
