/** What the columns of a stranger's list mean, told by their names: where the address is, the name, and who has left. */
import type { Instant } from '../src/model/date.ts';
import { recognisePeer, type Peer } from './peers.ts';

/** Reads one row of such a list. */
export type Columns = {
  readonly mapping: Mapping;
  address(fields: readonly string[]): string;
  name(fields: readonly string[]): string;
  /** The word the file has for this person's state, and what it means here; null where the file says nothing. */
  status(fields: readonly string[]): { readonly word: string; readonly meaning: Meaning | null } | null;
  /** When this person joined, where the file says so in a way that can only be read one way. */
  joined(fields: readonly string[]): Instant | null;
};

export type Meaning = 'active' | 'pending' | 'left';

/** What was made of a header, shown before anything is stored. */
export type Mapping = {
  /** The program whose export this is; null: none that we know. */
  readonly peer: string | null;
  readonly note: string | null;
  readonly columns: readonly { readonly name: string; readonly use: ColumnUse }[];
};

export type ColumnUse =
  'address' | 'name' | 'state' | 'left if set' | 'left if no' | 'joined' | 'as it is' | 'not used';

const ADDRESS = [
  ...['email', 'email address', 'e mail', 'e mail address', 'mail', 'subscriber email', 'e mail adresse'],
  ...['email adresse', 'address'],
];
const NAME = ['name', 'full name', 'display name', 'subscriber name'];
const FIRST_NAME = ['first name', 'firstname', 'given name', 'vorname'];
const LAST_NAME = ['last name', 'lastname', 'surname', 'family name', 'nachname'];
const STATUS = [
  'status',
  'state',
  'subscriber status',
  'subscription status',
  'member status',
  'subscriber type',
];
const JOINED = [
  'optin time',
  'created at',
  'creation date',
  'subscribed at',
  'subscription date',
  'start date',
  'date added',
];
/** Columns in which any time or yes means that the person has left or cannot be reached. */
const LEFT_IF_SET = [
  'unsubscribed at',
  'unsub time',
  'unsubscribe date',
  'unsubscription date',
  'undeliverability date',
  'cancelled at',
  'deleted at',
  'clean time',
  'email disabled',
  'unsubscribed',
  'bounced',
];
/** Columns in which a no means that the person has left. */
const LEFT_IF_NO = ['subscribed to emails', 'subscribed'];

const NO = ['', 'false', 'no', '0', 'null'];

const MEANINGS: Readonly<Record<Meaning, readonly string[]>> = {
  active: [
    'active',
    'confirmed',
    'subscribed',
    'enabled',
    'regular',
    'premium',
    'paid',
    'free',
    'gifted',
    'comped',
  ],
  pending: ['pending', 'unconfirmed', 'unactivated', 'validating', 'non subscribed', 'transactional'],
  left: [
    ...['unsubscribed', 'inactive', 'opted out', 'optout', 'removed', 'disabled', 'deleted', 'blocked'],
    ...['cancelled', 'canceled', 'bounced', 'hard bounced', 'cleaned', 'undeliverable', 'complained'],
    ...['spam', 'spammy', 'blocklisted', 'blacklisted'],
  ],
};

/** @returns null when no column holds addresses */
export function recogniseColumns(header: readonly string[]): Columns | null {
  const names = header.map(plain);
  const peer = recognisePeer(names);
  const found = findColumns(names, peer);
  if (found === null) return null;
  const words = new Map<string, Meaning>(Object.entries(peer?.words ?? {}));
  return {
    mapping: {
      peer: peer?.name ?? null,
      note: peer?.note ?? null,
      columns: header.map((name, at) => ({ name, use: useOf(found, at) })),
    },
    address: (fields) => fields[found.address] ?? '',
    name: (fields) => cell(fields, found.name) || found.nameParts.map((at) => cell(fields, at)).join(' '),
    joined: (fields) => instantOf(cell(fields, found.joined)),
    status: (fields) => {
      const gone =
        found.leftIfSet.find((at) => !isNo(fields[at] ?? '')) ??
        found.leftIfNo.find((at) => cell(fields, at) !== '' && isNo(fields[at] ?? ''));
      if (gone !== undefined) return { word: names[gone] ?? '', meaning: 'left' };
      const word = plain(cell(fields, found.status));
      return word === '' ? null : { word, meaning: words.get(word) ?? meaningOf(word) };
    },
  };
}

/** Where in the row each thing is. */
type Found = {
  readonly address: number;
  readonly name: number | undefined;
  readonly nameParts: readonly number[];
  readonly status: number | undefined;
  readonly joined: number | undefined;
  readonly leftIfSet: readonly number[];
  readonly leftIfNo: readonly number[];
};

function findColumns(names: readonly string[], peer: Peer | null): Found | null {
  const find = (aliases: readonly string[]) =>
    aliases.map((alias) => names.indexOf(alias)).find((at) => at >= 0);
  const all = (aliases: readonly string[]) =>
    names.flatMap((name, at) => (aliases.includes(name) ? [at] : []));
  const address = find(ADDRESS);
  if (address === undefined) return null;
  return {
    address,
    name: find(NAME),
    nameParts: [find(FIRST_NAME), find(LAST_NAME)].filter((at) => at !== undefined),
    status: find(peer?.status ?? STATUS),
    joined: find(JOINED),
    leftIfSet: all(LEFT_IF_SET),
    leftIfNo: all(LEFT_IF_NO),
  };
}

function useOf(found: Found, at: number): ColumnUse {
  if (at === found.address) return 'address';
  if (at === found.name || found.nameParts.includes(at)) return 'name';
  if (at === found.status) return 'state';
  if (at === found.joined) return 'joined';
  if (found.leftIfSet.includes(at)) return 'left if set';
  return found.leftIfNo.includes(at) ? 'left if no' : 'not used';
}

function meaningOf(word: string): Meaning | null {
  for (const meaning of ['active', 'pending', 'left'] as const) {
    if (MEANINGS[meaning].includes(word)) return meaning;
  }
  return null;
}

function isNo(text: string): boolean {
  return text === '' || NO.includes(plain(text));
}

const INSTANT =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(?:([+-]\d\d:?\d\d)(?: UTC)?|UTC|Z)?$/;

/** Years first, as ISO 8601 and most exports have them; 03/04/2024 is no one day. Without a zone it is UTC. */
function instantOf(text: string): Instant | null {
  if (text === '') return null;
  const [, day, time = '00:00', zone = 'Z'] = INSTANT.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(at) ? null : at;
}

function cell(fields: readonly string[], at: number | undefined): string {
  return at === undefined ? '' : (fields[at] ?? '').trim();
}

/** "E-Mail_Address " -> "e mail address". */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
