/** The feeds of the simulated month: a publisher's tellings as RSS, Atom or JSON Feed, as it writes them that day. */
import { DAY_MS, HOUR_MS, startOfUtcDay, type Instant } from '../../src/model/date.ts';
import type { RotKind } from './rot.ts';
import { collectedAt, dateOf, type Publisher, type Telling, type World } from './world.ts';

/** Items a feed keeps; a publisher that serves its archive keeps them all. */
const KEPT = 15;
/** A feed that is built anew every day, and whose last news is of the summer. */
const SILENT_MS = 75 * DAY_MS;

type Entry = {
  readonly guid: string;
  readonly title: string;
  readonly url: string;
  readonly at: Instant | null;
};

/** What the publisher's server holds on a day. */
export function renderMonthFeed(
  { tellings }: World,
  publisher: Publisher,
  day: number,
  rot: RotKind | null,
): string {
  const now = collectedAt(day);
  const published = tellings
    .filter((telling) => telling.publisher === publisher.id)
    .filter(({ at }) => at <= lastNews(day, rot))
    .toSorted((a, b) => b.at - a.at);
  const kept = rot === 'whole-archive' ? published : published.slice(0, KEPT);
  const entries = kept.map((telling) => entryOf(telling, day, rot));
  return render(publisher, rot === 'future' ? [scheduled(publisher, now), ...entries] : entries, now);
}

function lastNews(day: number, rot: RotKind | null): Instant {
  if (rot === 'built-anew') return collectedAt(-1);
  return rot === 'no-news' ? collectedAt(4) : collectedAt(day);
}

function entryOf({ title, url, at }: Telling, day: number, rot: RotKind | null): Entry {
  const now = collectedAt(day);
  const entry = { guid: url, title, url, at };
  switch (rot) {
    case 'new-guids':
      return { ...entry, guid: `${url}#${dateOf(day)}` };
    case 'redated':
      return { ...entry, guid: `${url}#${dateOf(day)}`, at: now - HOUR_MS };
    case 'revived':
      // Old news, touched up and dated anew: each at a moment of its own.
      return now - at < 4 * DAY_MS ? entry : { ...entry, guid: `${url}#2`, at: now - (at % DAY_MS) / 4 };
    case 'undated':
      return { ...entry, at: null };
    case 'built-anew':
      return { ...entry, at: at - SILENT_MS };
    case 'one-guid':
      return { ...entry, guid: 'item' };
    case 'new-titles':
      // The news of yesterday gets a better headline today.
      return at < now - DAY_MS ? { ...entry, title: `Update: ${title} (corrected)` } : entry;
    default:
      return entry;
  }
}

function scheduled({ id }: Publisher, now: Instant): Entry {
  const url = `https://${id}.example/embargoed-until-${now + 3 * DAY_MS}`;
  return { guid: url, url, title: 'Embargoed, and not for today', at: now + 3 * DAY_MS };
}

function render(publisher: Publisher, entries: readonly Entry[], now: Instant): string {
  const { id, format, midnight } = publisher;
  const iso = (at: Instant) => new Date(midnight ? startOfUtcDay(isoDay(at)) : at).toISOString();
  if (format === 'json') return jsonFeed(id, entries, iso);
  const items = entries.map(({ guid, title, url, at }) =>
    format === 'rss'
      ? `<item><title>${title}</title><link>${xml(url)}</link><guid isPermaLink="false">${xml(guid)}</guid>
         ${at === null ? '' : `<pubDate>${new Date(iso(at)).toUTCString()}</pubDate>`}</item>`
      : `<entry><title>${title}</title><link href="${xml(url)}"/><id>${xml(guid)}</id>
         ${at === null ? '' : `<published>${iso(at)}</published><updated>${iso(at)}</updated>`}</entry>`,
  );
  return format === 'rss'
    ? `<?xml version="1.0"?><rss version="2.0"><channel><title>${id}</title><link>https://${id}.example/</link>
       <lastBuildDate>${new Date(now).toUTCString()}</lastBuildDate>${items.join('\n')}</channel></rss>`
    : `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${id}</title>
       <updated>${new Date(now).toISOString()}</updated>${items.join('\n')}</feed>`;
}

function jsonFeed(id: string, entries: readonly Entry[], iso: (at: Instant) => string): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: id,
    items: entries.map(({ guid, title, url, at }) => ({
      ...{ id: guid, title, url, content_text: '' },
      ...(at === null ? {} : { date_published: iso(at) }),
    })),
  });
}

function isoDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
