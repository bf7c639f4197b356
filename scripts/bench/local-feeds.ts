/** A hundred feeds of a hundred items over loopback, for the collecting bench: `/N.xml`, and `/huge.xml` of 50 MB. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ITEMS = 100;
const HUGE_BYTES = 50_000_000;
const WORDS =
  'The cache stayed warm while routers drifted &amp; readers &#8220;waited&#8221; for <b>tokens</b>. ';

export type LocalFeeds = { readonly origin: string; readonly allow: string; close(): Promise<void> };

export async function serveLocalFeeds(): Promise<LocalFeeds> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/rss+xml; charset=utf-8');
    if (request.url !== '/huge.xml')
      return void response.end(localFeed(Number.parseInt((request.url ?? '').slice(1))));
    const piece = Buffer.from(feedItem(0, 0).repeat(20));
    let sent = 0;
    const more = (): void => {
      while (sent < HUGE_BYTES && !response.destroyed) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.end('</channel></rss>');
    };
    response.write('<rss version="2.0"><channel><title>Huge</title><link>https://huge.example/</link>');
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const allow = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${allow}`,
    allow,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** As blogs serve them: a summary, and the whole text beside it. About 400 kB. */
export function localFeed(feed: number): string {
  const items = Array.from({ length: ITEMS }, (_, item) => feedItem(feed, item));
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${feed}</title><link>https://feed${feed}.example/</link>
    ${items.join('')}</channel></rss>`;
}

function feedItem(feed: number, item: number): string {
  const at = new Date(Date.UTC(2026, 10, 24) - item * 3_600_000).toUTCString();
  return `<item><title>Story ${item} of feed ${feed}: what a lab said</title><link>https://feed${feed}.example/${item}?utm_source=rss</link>
    <guid isPermaLink="false">${feed}-${item}</guid><pubDate>${at}</pubDate><dc:creator>Ada Moor</dc:creator>
    <description><![CDATA[<p>${WORDS.repeat(3)}</p>]]></description>
    <content:encoded><![CDATA[<p>${WORDS.repeat(35)}</p>]]></content:encoded></item>`;
}
