/** What the columns of a stranger's list mean, told by their names: where the address is, the name, and who has left. */

/** Reads one row of such a list. */
export type Columns = {
  address(fields: readonly string[]): string;
  name(fields: readonly string[]): string;
  /** The word the file has for this person's state, and what it means here; null where the file says nothing. */
  status(fields: readonly string[]): { readonly word: string; readonly meaning: Meaning | null } | null;
};

export type Meaning = 'active' | 'pending' | 'left';

const ADDRESS = ['email', 'email address', 'e mail', 'e mail address', 'mail', 'subscriber email', 'address'];
const NAME = ['name', 'full name', 'display name', 'subscriber name'];
const FIRST_NAME = ['first name', 'firstname', 'given name'];
const LAST_NAME = ['last name', 'lastname', 'surname', 'family name'];
const STATUS = [
  'status',
  'state',
  'subscriber status',
  'subscription status',
  'member status',
  'subscriber type',
];
/** Columns in which any time or yes means that the person has left or cannot be reached. */
const LEFT_IF_SET = [
  'unsubscribed at',
  'unsub time',
  'unsubscribe date',
  'unsubscription date',
  'cancelled at',
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
    ...[
      'unsubscribed',
      'inactive',
      'opted out',
      'optout',
      'removed',
      'disabled',
      'deleted',
      'cancelled',
      'canceled',
    ],
    ...[
      'bounced',
      'hard bounced',
      'cleaned',
      'undeliverable',
      'complained',
      'spam',
      'blocklisted',
      'blacklisted',
    ],
  ],
};

/** @returns null when no column holds addresses */
export function recogniseColumns(header: readonly string[]): Columns | null {
  const names = header.map(plain);
  const find = (aliases: readonly string[]) =>
    aliases.map((alias) => names.indexOf(alias)).find((at) => at >= 0);
  const address = find(ADDRESS);
  if (address === undefined) return null;
  const [name, first, last, status] = [NAME, FIRST_NAME, LAST_NAME, STATUS].map(find);
  const leftIfSet = all(names, LEFT_IF_SET);
  const leftIfNo = all(names, LEFT_IF_NO);
  const says = (fields: readonly string[], at: number) => plain(fields[at] ?? '');
  return {
    address: (fields) => fields[address] ?? '',
    name: (fields) => cell(fields, name) || `${cell(fields, first)} ${cell(fields, last)}`,
    status: (fields) => {
      const gone =
        leftIfSet.find((at) => !NO.includes(says(fields, at))) ??
        leftIfNo.find((at) => says(fields, at) !== '' && NO.includes(says(fields, at)));
      if (gone !== undefined) return { word: names[gone] ?? '', meaning: 'left' };
      const word = plain(cell(fields, status));
      return word === '' ? null : { word, meaning: meaningOf(word) };
    },
  };
}

function meaningOf(word: string): Meaning | null {
  for (const meaning of ['active', 'pending', 'left'] as const) {
    if (MEANINGS[meaning].includes(word)) return meaning;
  }
  return null;
}

function all(names: readonly string[], aliases: readonly string[]): number[] {
  return names.flatMap((name, at) => (aliases.includes(name) ? [at] : []));
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
