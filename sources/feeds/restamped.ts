/** Feeds that date every item with the moment they were built: such a date says nothing, so it is taken away. */
import { DAY_MS, type Instant } from '../../src/model/date.ts';
import type { LinkItem } from '../../src/model/item.ts';

const MINUTE_MS = 60_000;
/** Fewer items at one moment are a busy moment. */
const LEAST = 4;

type Dated = { readonly items: readonly LinkItem[]; readonly warnings: readonly string[] };

/** Undated items count as new when they appear, and not on the day a feed is first read: old news is no news by this. */
export function withoutBuildDates({ items, warnings }: Dated, now: Instant): Dated {
  const dates = items.flatMap(({ publishedAt, precision }) =>
    publishedAt === null || precision === 'day' ? [] : [publishedAt],
  );
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  const stamped = dates.length >= LEAST && dates.length === items.length;
  if (!stamped || last - first > MINUTE_MS || now - last > DAY_MS) return { items, warnings };
  return {
    items: items.map((item) => ({ ...item, publishedAt: null })),
    warnings: [...warnings, `all ${items.length} entries are dated with the moment the feed was built`],
  };
}
