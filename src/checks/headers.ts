/** Check: the headers of a bulk mail: a list id, an address for answers, nothing forged, nothing too long (RFC 2919, 5322). */
import { block, type Check, type Found, type ReadSample } from './check.ts';

/** What the transport writes itself. */
const RESERVED =
  /^(?:from|to|cc|bcc|subject|date|message-id|reply-to|sender|return-path|mime-version|content-.*|dkim-signature|received)$/i;
/** Octets of a line without its break. */
const MAX_OCTETS = 998;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
const MAX_TAGS = 75;

export const headers: Check = {
  name: 'headers',
  run: ({ samples }) => samples.flatMap((sample) => [...checkHeaders(sample), ...checkTags(sample)]),
};

function checkHeaders({ headers: given, replyTo }: ReadSample): Found[] {
  const names = Object.keys(given).map((name) => name.toLowerCase());
  const listId = Object.entries(given).find(([name]) => name.toLowerCase() === 'list-id')?.[1] ?? '';
  return [
    ...Object.entries(given).flatMap(([name, value]) => checkHeader(name, value)),
    ...(/<[^<>\s]+\.[^<>\s]+>$/.test(listId)
      ? []
      : [block('headers', 'List-Id is missing or has no <id>: set listId in the config (RFC 2919).')]),
    ...(new Set(names).size === names.length ? [] : [block('headers', 'A header is given twice.')]),
    ...(replyTo === null
      ? [block('headers', 'Reply-To is missing: readers answer newsletters; set replyTo in the config.')]
      : []),
  ];
}

function checkHeader(name: string, value: string): Found[] {
  const place = `headers, ${name}`;
  return [
    ...(RESERVED.test(name) ? [block(place, `${name} is written by the transport: remove it.`)] : []),
    ...(/[\r\n]/.test(name + value)
      ? [block(place, 'A line break in a header forges another one: remove it.')]
      : []),
    ...(/^[\x21-\x39\x3B-\x7E]+$/.test(name)
      ? []
      : [block(place, 'A header name is printable ASCII without a colon.')]),
    ...(Buffer.byteLength(`${name}: ${value}`) > MAX_OCTETS
      ? [block(place, `The header is longer than ${MAX_OCTETS} octets: shorten it.`)]
      : []),
  ];
}

function checkTags({ tags }: ReadSample): Found[] {
  const wrong = Object.entries(tags).find(([name, value]) => !TAG.test(name) || !TAG.test(value));
  return [
    ...(wrong === undefined
      ? []
      : [block('tags', `The tag ${wrong[0]} may hold ASCII letters, digits, _ and - only, 256 at most.`)]),
    ...(Object.keys(tags).length > MAX_TAGS ? [block('tags', `There are more than ${MAX_TAGS} tags.`)] : []),
  ];
}
