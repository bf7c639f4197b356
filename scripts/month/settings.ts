/** The operator's file of the simulated month: sixty sources, all written out, as an operator would without code. */
import { defineNewsletter, parseConfig, type Settings } from '../../src/config.ts';
import { CATEGORIES } from './pages.ts';
import type { World } from './world.ts';

export const STALE_DAYS = 7;

/** @param origins of the servers; the source that is told to wait stands alone behind the second */
export function monthSettings(world: World, [origin, other]: readonly [string, string]): Settings {
  const feeds = (section: 'labs' | 'wire') =>
    world.publishers
      .filter((publisher) => publisher.section === section)
      .map(({ id }) => ({ id, name: id, url: `${id === 'lab-07' ? other : origin}/${id}` }));
  const newsletter = defineNewsletter({
    ...{ name: 'The Month', publisher: 'Month House', postalAddress: '1 Month Street' },
    ...{ from: { name: 'The Month', address: 'month@month.example' }, replyTo: 'desk@month.example' },
    ...{ listId: 'month.example', timeZone: 'America/New_York' },
    labs: { sources: feeds('labs') },
    wire: { sources: feeds('wire') },
    papers: {
      focus: { monday: CATEGORIES[1], thursday: CATEGORIES[2], default: CATEGORIES[0] },
      feedUrl: `${origin}/arxiv`,
      quietDays: 'best-of-week',
    },
    benchmarks: {
      staleDays: STALE_DAYS,
      boards: [
        {
          ...{ id: 'arena', title: 'Arena', adapter: 'json', url: `${origin}/arena` },
          read: { rows: 'models', name: 'name', score: 'score', asOf: 'meta.updated' },
        },
        {
          ...{ id: 'index', title: 'Index', adapter: 'csv', url: `${origin}/index` },
          read: { name: 'Model', score: 'Score', version: 'Version' },
        },
        {
          ...{ id: 'league', title: 'League', adapter: 'html-table', url: `${origin}/league`, suffix: '%' },
          read: { name: 'System', score: 'Solved' },
        },
      ],
    },
  });
  return parseConfig(newsletter, {}, '/newsletter.config.ts').settings;
}
