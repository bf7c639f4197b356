/** The tables, as Kysely sees them. Instants are integers (ms since the epoch); booleans 0 or 1; JSON is text, kept byte for byte. */
import type { Generated, Insertable, Selectable } from 'kysely';
import type { Instant } from '../model/date.ts';
import type { BatchState, DeliveryOutcome, DeliveryState, SkipReason } from '../model/delivery.ts';
import type { EventKind } from '../model/delivery-event.ts';
import type { EditionState } from '../model/edition.ts';
import type { SubscriberState, SuppressionReason } from '../model/subscriber.ts';

/** Facts about the installation: which newsroom, who may send, which keys. */
type FactTable = { name: string; value: string };

/** One answered (or failed) request to a source. Bodies are kept 30 days, the row for good. */
type SnapshotTable = {
  id: Generated<number>;
  source_id: string;
  url: string;
  fetched_at: Instant;
  /** HTTP status; 304 for "not modified"; null when nothing answered. */
  status: number | null;
  etag: string | null;
  last_modified: string | null;
  content_type: string | null;
  /** SHA-256 of the body, hex. */
  body_hash: string | null;
  body: Uint8Array | null;
  failure_kind: string | null;
  failure_message: string | null;
  /** The server wants no other request before: the answer is fresh till then, or it asked us to wait. */
  not_before: Instant | null;
};

/** One row per source and day of collection: what the source report and `sources list` are made of. */
type CollectionTable = {
  id: Generated<number>;
  source_id: string;
  source_name: string;
  section: string;
  date: string;
  collected_at: Instant;
  items: number;
  new_items: number;
  unchanged: number;
  newest_item_at: Instant | null;
  failure_kind: string | null;
  failure_message: string | null;
  /** JSON array of sentences. */
  warnings: string;
};

/** Items are never changed: another title under the same key is another row. */
type ItemTable = {
  id: Generated<number>;
  source_id: string;
  item_key: string;
  /** SHA-256 of the JSON, hex. */
  hash: string;
  kind: string;
  section: string;
  url: string;
  title: string;
  published_at: Instant | null;
  first_seen_at: Instant;
  last_seen_at: Instant;
  /** The whole Item. */
  json: string;
};

/** Board snapshots, never changed; the same content on another day is seen again, not stored again. */
type BoardTable = {
  id: Generated<number>;
  board_id: string;
  as_of: string;
  version: string | null;
  score_window: string | null;
  hash: string;
  /** Edition day of the first collection that saw it. */
  date: string;
  fetched_at: Instant;
  last_seen_at: Instant;
  /** The whole Board. */
  json: string;
};

/** Which snapshot of a board was current on a day: the last one seen that day. What movement is computed from. */
type BoardDayTable = {
  board_id: string;
  date: string;
  source_id: string;
  /** Order inside its source. */
  position: number;
  board_snapshot_id: number;
};

/** Readings of a day that were not believed: stored, told to the editor, never current. */
type BoardWithheldTable = {
  board_id: string;
  date: string;
  board_snapshot_id: number;
  /** Completes "Today’s table ...". */
  reason: string;
};

type EditionTable = {
  id: Generated<number>;
  date: string;
  number: number;
  state: EditionState;
  subject: string;
  title: string;
  /** The whole Edition. */
  json: string;
  /** SHA-256 over model, inputs and release: what an approval names. */
  hash: string;
  release: string;
  created_at: Instant;
  updated_at: Instant;
  approved_at: Instant | null;
  approved_by: string | null;
  frozen_at: Instant | null;
  completed_at: Instant | null;
  /** Why it is held, paused or cancelled. */
  state_reason: string | null;
};

/** Everything an edition considered: chosen entries and the rest of its full pages. */
type EditionItemTable = {
  edition_id: number;
  section: string;
  position: number;
  item_id: number;
  chosen: number;
  /** Canonical address: an address chosen once is never chosen again. */
  url: string;
};

type EditionBoardTable = {
  edition_id: number;
  position: number;
  board_snapshot_id: number;
  /** What movement was computed against; null: nothing comparable. */
  previous_snapshot_id: number | null;
};

/** What an edition was assembled from, beside its items and boards; see src/edition/inputs.ts. */
type EditionInputTable = {
  edition_id: number;
  json: string;
};

/** The edition compiled for one set of sections. */
type VariantTable = {
  edition_id: number;
  /** Section ids in order, joined by "+". */
  variant: string;
  hash: string;
  /** Sealed subject, html and text. */
  json: string;
};

/** What the checks said of one edition hash. */
type CheckTable = {
  edition_hash: string;
  checked_at: Instant;
  /** JSON array: what the bytes alone say. */
  findings: string;
  /** JSON of findings and skipped checks of browser, network and other programs; null: they were not asked. */
  probed: string | null;
};

/** What a link of an edition answered when it was asked last. */
type LinkStateTable = { url: string; asked_at: Instant; state: string };

type SubscriberTable = {
  id: Generated<number>;
  email: string;
  email_key: string;
  name: string | null;
  state: SubscriberState;
  /** Section ids joined by "+"; null: all. */
  sections: string | null;
  locale: string | null;
  paused_until: Instant | null;
  created_at: Instant;
  confirmed_at: Instant | null;
  unsubscribed_at: Instant | null;
  consent: string | null;
  /** arXiv categories joined by "+"; null: all. */
  paper_categories: string | null;
  /** The last act on our pages, or click that was no scanner's; null: none yet. */
  last_sign_at: Instant | null;
  /** When they were asked whether they still want it, if no sign came since. */
  sunset_asked_at: Instant | null;
};

type SuppressionTable = {
  address_hash: string;
  key_id: string;
  reason: SuppressionReason;
  note: string | null;
  created_at: Instant;
};

type BatchTable = {
  id: Generated<number>;
  edition_id: number;
  /** Order of submission inside the edition. */
  position: number;
  variant: string;
  state: BatchState;
  /** Grows with each claim: who holds an older number may write nothing. */
  fence: number;
  claimed_by: string | null;
  lease_until: Instant | null;
  not_before: Instant;
  /** Stored with the first claim, before any call. */
  idempotency_key: string | null;
  payload_hash: string | null;
  /** JSON of final members (delivery id, address, token values); emptied when settled. */
  members: string | null;
  first_submitted_at: Instant | null;
  attempts: number;
  last_error: string | null;
  /** The batch this one was cut from. */
  parent_id: number | null;
};

type DeliveryTable = {
  id: Generated<number>;
  edition_id: number;
  batch_id: number;
  /** Order inside the batch. */
  position: number;
  subscriber_id: number;
  /** First half of the keyed hash of the address at preparation, hex. */
  address_hash: string;
  state: DeliveryState;
  reason: string | null;
  skip_reason: SkipReason | null;
  outcome: DeliveryOutcome;
  provider_id: string | null;
  settled_at: Instant | null;
};

/** What prepare pinned for the whole edition: from, headers, signing key. One row per edition. */
type RecipeTable = {
  edition_id: number;
  json: string;
  /** Signing key that derives tokens and address hashes of this edition. */
  key_id: string;
  frozen_count: number;
  frozen_at: Instant;
  /** Batches at the first positions that leave before all others; 0: none. */
  canary_batches: Generated<number>;
  canary_wait_ms: Generated<number>;
  /** When the last of them had its end. */
  canary_ended_at: Instant | null;
};

/** The pace of calls to a provider, shared by every sender on this database. */
type PaceTable = {
  /** The transport and its host. */
  name: string;
  /** Calls per window; null until an answer told. */
  calls: number | null;
  window_ms: number;
  /** The next call may start here, ms with fractions. */
  next_at: number;
};

type DeliveryEventTable = {
  /** The provider's event id: the same event twice is one row. */
  event_id: string;
  delivery_id: number | null;
  subscriber_id: number | null;
  provider_id: string | null;
  /** The provider's name for it, and ours. */
  type: string;
  kind: Generated<EventKind>;
  occurred_at: Instant;
  received_at: Instant;
  json: string;
  /** The edition whose content the reader's server refused by it; null: it says nothing of the kind. */
  refused_edition_id: number | null;
};

/** One mail caused by one act; unique by act, so a repeated act mails once. */
type NoticeTable = {
  id: Generated<number>;
  kind: string;
  /** e.g. `confirm:123:1`. */
  act: string;
  subscriber_id: number | null;
  address_hash: string;
  state: DeliveryState;
  provider_id: string | null;
  created_at: Instant;
  settled_at: Instant | null;
  last_error: string | null;
  /** Signing key of `address_hash`; null in rows of before. */
  key_id: string | null;
  /** JSON of address, language and values; emptied when settled. */
  letter: string | null;
  /** Stored before the first call under a key, as of a batch. */
  payload_hash: string | null;
  first_submitted_at: Instant | null;
  claimed_by: string | null;
  lease_until: Instant | null;
  not_before: Generated<Instant>;
  fence: Generated<number>;
  attempts: Generated<number>;
};

/** One request to join: evidence of consent once confirmed, and what the limits count. */
type JoiningTable = {
  id: Generated<number>;
  subscriber_id: number | null;
  address_hash: string;
  domain: string;
  /** Keyed hash of the whole address; kept a day. */
  ip_hash: string | null;
  /** `203.0.113.0/24` or `2001:db8:0:1::/64`; kept 30 days. */
  network: string | null;
  /** Page that held the form, and which wording it had. */
  source: string;
  form: string;
  mailed: number;
  asked_at: Instant;
  confirmed_at: Instant | null;
};

/** A new address that its owner has not confirmed yet: one for each subscriber, the latest. */
type AddressChangeTable = {
  subscriber_id: number;
  email: string;
  email_key: string;
  asked_at: Instant;
  /** Also in the token: a later request makes earlier tokens worthless. */
  expires_at: Instant;
};

export type Tables = {
  fact: FactTable;
  snapshot: SnapshotTable;
  collection: CollectionTable;
  item: ItemTable;
  board: BoardTable;
  board_day: BoardDayTable;
  board_withheld: BoardWithheldTable;
  edition: EditionTable;
  edition_item: EditionItemTable;
  edition_board: EditionBoardTable;
  edition_input: EditionInputTable;
  variant: VariantTable;
  check_result: CheckTable;
  link_state: LinkStateTable;
  subscriber: SubscriberTable;
  suppression: SuppressionTable;
  batch: BatchTable;
  delivery: DeliveryTable;
  recipe: RecipeTable;
  pace: PaceTable;
  delivery_event: DeliveryEventTable;
  notice: NoticeTable;
  joining: JoiningTable;
  address_change: AddressChangeTable;
};

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
