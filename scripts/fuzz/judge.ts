/** What no reading of a feed may ever give, whatever the bytes: the rule that fuzzing and the feed tests share. */
import type { Inspection } from '../../sources/inspect.ts';
import { SOURCE_FAILURE_KINDS } from '../../src/model/source.ts';

const MARKUP = /<[/!?]?[a-z][^<>]*>/i;
/** Control, bidi and other invisible characters, the private use area, halves of characters. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Co}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF0-\uFFFF]/u;
const MAX_TITLE = 301;
const MAX_SUMMARY = 401;
/** An abstract is kept whole. */
const MAX_ABSTRACT = 20_000;

/** @returns what is wrong, in words; empty when the reading keeps every promise */
export function faultsOf({ title, items, failure }: Inspection): string[] {
  if (failure !== null) {
    const named = SOURCE_FAILURE_KINDS.includes(failure.kind) && failure.kind !== 'unexpected';
    return [
      ...(named ? [] : [`failure "${failure.kind}": ${failure.message}`]),
      ...(items.length === 0 ? [] : ['items beside a failure']),
    ];
  }
  return [...textFaults('feed title', title), ...items.flatMap(itemFaults)];
}

function itemFaults(item: Inspection['items'][number]): string[] {
  const { title, summary, authors, url, publishedAt } = item;
  return [
    ...textFaults('title', title),
    ...textFaults('summary', summary),
    ...authors.flatMap((author) => textFaults('author', author)),
    ...fault(title === '' || title.length > MAX_TITLE, `title of ${title.length} characters`),
    ...fault(
      summary.length > (url.startsWith('https://arxiv.org/') ? MAX_ABSTRACT : MAX_SUMMARY),
      `summary of ${summary.length} characters`,
    ),
    ...fault(!/^https?:\/\/[^\s<>"]+$/.test(url) || !URL.canParse(url), `address ${url}`),
    ...fault(publishedAt !== null && Number.isNaN(Date.parse(publishedAt)), `date ${publishedAt}`),
  ];
}

function textFaults(what: string, text: string): string[] {
  return [
    ...fault(MARKUP.test(text), `${what} with markup: ${text}`),
    ...fault(UNSAFE.test(text), `${what} with unsafe characters: ${JSON.stringify(text)}`),
    ...fault(text !== text.normalize('NFC'), `${what} not in NFC: ${text}`),
    ...fault(/^\s|\s$|\s\s|[^\S ]/.test(text), `${what} with unfolded white space: ${JSON.stringify(text)}`),
  ];
}

function fault(wrong: boolean, what: string): string[] {
  return wrong ? [what] : [];
}
