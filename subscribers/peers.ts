/** Exports of other newsletter programs: told by columns that only they have together, and by what their words mean there. */
import type { Meaning } from './columns.ts';

export type Peer = {
  readonly name: string;
  /** Each a set of columns, in plain form, that one of its exports has; the first peer with a whole set is taken. */
  readonly signatures: readonly (readonly string[])[];
  /** Columns that may hold its status; a "State" beside an address is California to the others. */
  readonly status: readonly string[];
  /** Words that mean something else there than anywhere else. */
  readonly words?: Readonly<Record<string, Meaning>>;
  /** What an operator must know of this file; shown with the mapping. */
  readonly note?: string;
};

export const PEERS: readonly Peer[] = [
  {
    name: 'Mailchimp',
    signatures: [['email address', 'member rating', 'leid', 'euid']],
    status: [],
    note: 'Mailchimp writes the unsubscribed and the cleaned to files of their own: import those too, so that nobody who left there is mailed here.',
  },
  {
    name: 'Ghost',
    signatures: [['email', 'subscribed to emails', 'complimentary plan']],
    status: [],
  },
  {
    name: 'Substack',
    signatures: [
      ['email', 'active subscription', 'email disabled'],
      ['email', 'expiry', 'email disabled', 'type'],
      ['email', 'subscription type', 'receiving emails for'],
      ['email', 'type', 'stripe plan', 'activity'],
    ],
    status: [],
    note: 'Paid plans are not carried over: everyone gets the whole newsletter.',
  },
  {
    name: 'Buttondown',
    signatures: [
      ['email', 'subscriber type', 'creation date'],
      ['email address', 'type', 'creation date'],
    ],
    status: ['subscriber type', 'type'],
    // "Churned" and "past due" stopped paying and were not asked since; "unpaid" never got an edition.
    words: {
      trialed: 'active',
      churning: 'active',
      churned: 'pending',
      'past due': 'pending',
      unpaid: 'pending',
    },
  },
  {
    name: 'beehiiv',
    signatures: [
      ['email', 'status', 'tier', 'created at'],
      ['email', 'status', 'subscription tier', 'created at'],
    ],
    status: ['status'],
    words: { invalid: 'left', 'needs attention': 'pending', paused: 'pending' },
  },
  {
    name: 'listmonk',
    signatures: [['uuid', 'email', 'attributes', 'status']],
    status: ['status'],
    note: 'listmonk says here who is blocked altogether, not who left one list: export only the confirmed subscribers of the list that becomes this newsletter.',
  },
  {
    name: 'Kit',
    signatures: [
      ['email address', 'first name', 'state', 'created at'],
      ['email', 'first name', 'status', 'created at'],
    ],
    status: ['status', 'state'],
    // An inactive subscriber has not clicked the confirmation; elsewhere the word means that somebody left.
    words: { inactive: 'pending', cold: 'active' },
  },
];

/** @param columns the header's names in plain form */
export function recognisePeer(columns: readonly string[]): Peer | null {
  const has = (signature: readonly string[]) => signature.every((name) => columns.includes(name));
  return PEERS.find(({ signatures }) => signatures.some(has)) ?? null;
}
