/** OPML (opml.org/spec2.opml): the feed lists that readers of feeds exchange. */
import { generateOpml } from 'feedsmith';
import { Parser } from 'htmlparser2';
import { failed, type SourceFailure } from '../src/model/source.ts';
import type { FeedDefinition } from './feed.ts';
import { decodeText } from './text/charset.ts';
import { cleanText } from './text/clean-text.ts';

/** One feed of a list. */
export type ListedFeed = {
  /** Clean text; the address where the list gives no name. */
  readonly name: string;
  /** As the list writes it. */
  readonly url: string;
  /** '' for none. */
  readonly homepage: string;
  /** Names of the folders around it, outermost first. */
  readonly folders: readonly string[];
};

const FOLDERS = { labs: 'AI labs', wire: 'Wire' } as const;

/** Reads a list as tolerantly as lists are written: bare ampersands, any case of names. Failures `not-a-feed`, `malformed`. */
export function readOpml(
  body: Uint8Array,
): { ok: true; feeds: ListedFeed[] } | { ok: false; failure: SourceFailure } {
  const feeds: ListedFeed[] = [];
  const open: (string | null)[] = [];
  const seen = { root: '', cut: false };
  const parser = new Parser(
    {
      onopentag: (given, written) => {
        const name = given.toLowerCase();
        seen.root ||= name;
        if (name !== 'outline') return;
        const { folder, feed } = outlineOf(
          written,
          open.filter((around) => around !== null),
        );
        open.push(folder);
        if (feed !== null) feeds.push(feed);
      },
      onclosetag: (given, implied) => {
        if (given.toLowerCase() === 'outline') open.pop();
        seen.cut ||= implied && given.toLowerCase() === 'opml';
      },
    },
    { xmlMode: true },
  );
  parser.end(decodeText(body, null));
  if (seen.root !== 'opml') return failed('not-a-feed', 'is no OPML list of feeds');
  return seen.cut ? failed('malformed', 'ends in the middle') : { ok: true, feeds };
}

/** The feeds of both sections, a folder each, as other programs and `sources import` read them. */
export function writeOpml(title: string, feeds: readonly FeedDefinition[]): string {
  const folder = (section: keyof typeof FOLDERS) => ({
    text: FOLDERS[section],
    outlines: feeds
      .filter((feed) => feed.section === section)
      .map(({ name, url, homepage }) => ({
        ...{ type: 'rss', text: name, title: name, xmlUrl: url },
        ...(homepage === undefined ? {} : { htmlUrl: homepage }),
      })),
  });
  const outlines = [folder('labs'), folder('wire')].filter((one) => one.outlines.length > 0);
  return `${generateOpml({ head: { title }, body: { outlines } }).trimEnd()}\n`;
}

/** Which section a folder stands for; null where its name says nothing. */
export function sectionOf({ folders }: ListedFeed): 'labs' | 'wire' | null {
  if (folders.some((folder) => /\blabs?\b/i.test(folder))) return 'labs';
  return folders.includes(FOLDERS.wire) ? 'wire' : null;
}

function outlineOf(
  written: Record<string, string>,
  folders: readonly string[],
): { folder: string | null; feed: ListedFeed | null } {
  const given = new Map(Object.entries(written).map(([key, value]) => [key.toLowerCase(), value]));
  const name = cleanText(given.get('title') || given.get('text') || '');
  // "feed:" was once thought to be a scheme of its own.
  const url = given
    .get('xmlurl')
    ?.trim()
    .replace(/^feed:(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://');
  if (url === undefined) return { folder: name, feed: null };
  const homepage = given.get('htmlurl')?.trim() ?? '';
  return { folder: null, feed: { name: name || url, url, homepage, folders } };
}
