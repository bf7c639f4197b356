/**
 * Serves a folder of real feeds, arXiv days and boards over loopback HTTP, as their publishers would.
 * All dates of a feed are shifted by one constant, so that its newest item falls on the asked day; nothing else changes.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const TYPES: Record<string, string> = {
  '.xml': 'application/xml',
  '.rss': 'application/rss+xml',
  '.atom': 'application/atom+xml',
  '.json': 'application/json',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.yml': 'text/yaml',
};

const DATE_ELEMENT =
  /(<(pubDate|published|updated|dc:date|lastBuildDate|dc:modified)\b[^>]*>)([^<]*)(<\/\2>)/g;
const RFC_822 = /(?:\w{3}, +)?(\d{1,2}) (\w{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))?/;
const ISO_8601 = /(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?/;

export type CorpusServer = { origin: string; allow: string; requests: string[]; close(): Promise<void> };

/**
 * `/DATE/feed/labs/FILE` is a feed with its dates shifted to DATE; `/DATE/arxiv/CATEGORIES` that day's announcements
 * (`arxivDays` names the file of each date); `/raw/FOLDER/FILE` a file as it is. `?page=N` picks a numbered page.
 */
export async function serveCorpus(folder: string, arxivDays: Record<string, string>): Promise<CorpusServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(folder, arxivDays, new URL(request.url ?? '/', 'http://corpus'), response).catch(
      (error: unknown) => {
        response.writeHead(404).end(String(error));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    allow: `127.0.0.1:${port}`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(
  folder: string,
  arxivDays: Record<string, string>,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const [, first = '', second = '', ...rest] = url.pathname.split('/');
  const numbered = (path: string) => path.replace('PAGE', url.searchParams.get('page') ?? '1');
  const path =
    first === 'raw' ? [second, ...rest] : second === 'arxiv' ? ['arxiv', arxivDays[first] ?? ''] : rest;
  const file = join(folder, numbered(path.join('/')));
  const bytes = await readFile(file);
  const config = url.searchParams.get('config');
  if (config !== null) return void response.end(datasetPage(bytes.toString(), config, url));
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  // latin1 keeps every byte as it is, whatever the file's own encoding.
  response.end(first === 'raw' ? bytes : Buffer.from(shiftDates(bytes.toString('latin1'), first), 'latin1'));
}

/** The dataset file holds the answers of several configs, page by page; this is one of them. */
function datasetPage(file: string, config: string, url: URL): string {
  type Page = { rows: unknown[] };
  const pages = (JSON.parse(file) as { configs: Record<string, Page[]> }).configs[config] ?? [];
  let offset = Number(url.searchParams.get('offset') ?? 0);
  const page = pages.find(({ rows }) => (offset -= rows.length) < 0);
  return JSON.stringify(page ?? { rows: [] });
}

/** Shifts every date of a feed so that its newest item falls on `day` (before 06:00 there). */
export function shiftDates(feed: string, day: string): string {
  const items = feed.slice(Math.max(0, feed.search(/<(item|entry)\b/)));
  const dates = [...items.matchAll(DATE_ELEMENT)]
    .map(([, , , text]) => wallClock(text ?? ''))
    .filter((at) => at !== null);
  if (dates.length === 0) return feed;
  const newest = Math.max(...dates);
  const midnights = dates.every((at) => at % 86_400_000 === 0);
  const target = Date.parse(`${day}T${midnights ? '00' : '06'}:00:00Z`);
  const shift = target - newest;
  return feed.replace(
    DATE_ELEMENT,
    (_, open: string, __, text: string, close: string) => open + shifted(text, shift) + close,
  );
}

function wallClock(text: string): number | null {
  const rfc = RFC_822.exec(text);
  if (rfc !== null) {
    const [, day, month, year, hour, minute, second] = rfc;
    return Date.UTC(
      Number(year),
      MONTHS.indexOf(month ?? ''),
      Number(day),
      Number(hour),
      Number(minute),
      Number(second ?? 0),
    );
  }
  const iso = ISO_8601.exec(text);
  if (iso === null) return null;
  const [, year, month, day, hour, minute, second] = iso;
  return Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
}

/** The same text with its digits moved; zone and form stay as the publisher wrote them. */
function shifted(text: string, shift: number): string {
  const wall = wallClock(text);
  if (wall === null) return text;
  const at = new Date(wall + shift);
  const iso = at.toISOString();
  if (RFC_822.test(text)) {
    const weekday = /^\s*\w{3},/.test(text) ? `${DAYS[at.getUTCDay()]}, ` : '';
    const day = String(at.getUTCDate()).padStart(2, '0');
    return text.replace(
      RFC_822,
      `${weekday}${day} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${iso.slice(11, 19)}`,
    );
  }
  return text.replace(ISO_8601, text.includes('T') ? iso.slice(0, 19) : iso.slice(0, 10));
}
