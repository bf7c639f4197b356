/** arXiv as a source: one request a day for all focus categories together. */
import { failed, type SourceResult } from '../../src/model/source.ts';
import type { Source, SourceContext, SourceFacts } from '../source.ts';
import { parseArxivFeed } from './arxiv-feed.ts';
import { feedHasPapersOn } from './calendar.ts';

type ArxivOptions = {
  /** Codes such as `cs.AI`; asked for in one request, since arXiv allows one every three seconds. */
  readonly categories: readonly string[];
  /** Base address of the feeds, e.g. `https://rss.arxiv.org/rss`; may hold `{date}`. */
  readonly feedUrl: string;
  readonly id?: string;
  readonly name?: string;
};

export function arxivSource({ categories, feedUrl, id = 'arxiv', name = 'arXiv' }: ArxivOptions): Source {
  const joined = [...new Set(categories)].map(encodeURIComponent).join('+');
  const url = `${feedUrl.replace(/\/+$/, '')}/${joined}`;
  return {
    ...{ id, name, section: 'papers', url, facts: FACTS },
    collect: (context) => collectPapers(url, id, context),
  };
}

const FACTS: SourceFacts = {
  kind: 'arXiv',
  cadence: 'Monday to Friday but for its holidays',
  // The longest rest of its year lies around the end of December.
  quietAfterDays: 6,
  quirks: 'A wrong category is answered with an error dressed as a feed; one request every three seconds.',
  lastChecked: '2026-07',
};

async function collectPapers(url: string, sourceId: string, context: SourceContext): Promise<SourceResult> {
  const answer = await context.fetch({
    url: url.replaceAll('{date}', context.date),
    accept: 'application/rss+xml',
  });
  if (answer.kind === 'failed') return failed(answer.failure.kind, answer.failure.message);
  if (answer.kind === 'not-modified')
    return { ok: true, items: [], boards: [], unchanged: true, warnings: [] };
  const feed = await parseArxivFeed(answer.body, { sourceId });
  if (!feed.ok) return feed;
  const odd = feed.empty && feed.announcedOn !== null && feedHasPapersOn(feed.announcedOn);
  const warnings = odd
    ? [...feed.warnings, 'announced nothing on a day on which it usually does']
    : feed.warnings;
  return { ok: true, items: feed.items, boards: [], unchanged: false, warnings };
}
