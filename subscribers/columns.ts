/** What the columns of a stranger's list mean, told by their names: where the address is, the name, and who has left. */
import type { Instant } from '../src/model/date.ts';
import { flagOf, instantOf, plain } from './cells.ts';
import { recognisePeer, type Peer } from './peers.ts';

/** Reads one row of such a list. */
export type Columns = {
  readonly mapping: Mapping;
  address(fields: readonly string[]): string;
  name(fields: readonly string[]): string;
  /** What the file says of this person's state; null where it says nothing. */
  status(fields: readonly string[]): Status | null;
  /** When this person joined, where the file says so in a way that can only be read one way. */
  joined(fields: readonly string[]): Instant | null;
};

export type Meaning = 'active' | 'pending' | 'left';

export type Status =
  /** `since`: when they left, where the file says so. */
  | { readonly meaning: Meaning; readonly since: Instant | null }
  /** Why it cannot be told, as a reason to refuse the row. */
  | { readonly problem: string };

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
      const leaving = leavingOf(found, header, fields);
      if (leaving !== null) return leaving;
      const word = plain(cell(fields, found.status));
      if (word === '') return null;
      const meaning = words.get(word) ?? meaningOf(word);
      return meaning === null
        ? { problem: `its status "${word}" is not one that we know` }
        : { meaning, since: null };
    },
  };
}

/** What the columns say that tell of leaving alone; null: that nobody left. */
function leavingOf(found: Found, header: readonly string[], fields: readonly string[]): Status | null {
  let left = false;
  let since: Instant | null = null;
  for (const [columns, leftIf] of [[found.leftIfSet, true] as const, [found.leftIfNo, false] as const])
    for (const at of columns) {
      const text = cell(fields, at);
      if (text === '') continue;
      const flag = flagOf(text);
      if (flag === null)
        return { problem: `its ${header[at] ?? ''} "${text}" is neither yes nor no, nor a time` };
      if (flag.yes !== leftIf) continue;
      left = true;
      // The last leaving counts.
      if (flag.time !== null) since = Math.max(flag.time, since ?? 0);
    }
  return left ? { meaning: 'left', since } : null;
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

function cell(fields: readonly string[], at: number | undefined): string {
  return at === undefined ? '' : (fields[at] ?? '').trim();
}
