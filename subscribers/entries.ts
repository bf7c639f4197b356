/** A row of a CSV file as someone to put on the list, or the reason why not. */
import { sectionIdSchema } from '../src/model/edition.ts';
import type { Instant } from '../src/model/date.ts';
import { SUBSCRIBER_STATES, type Subscriber, type SubscriberState } from '../src/model/subscriber.ts';
import { ADDRESS_PROBLEMS, parseAddress, parseMailbox } from './address.ts';
import { recogniseColumns, type Columns, type Mapping } from './columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { isOwnHeader, isRejectsHeader, OWN_COLUMNS, REJECTS_COLUMNS, restore } from './own-format.ts';
import { cleanName, cleanNote } from './wording.ts';

/** Someone to put on the list. `row` is kept for the report of refusals. */
export type Entry = { readonly kind: 'entry'; readonly row: CsvRow } & Omit<Subscriber, 'id' | Choice> &
  /** As they are stored, joined by "+"; null: all. */
  Readonly<Record<Choice, string | null>>;
type Choice = 'sections' | 'paperCategories';

export type Refusal = {
  readonly kind: 'refusal';
  readonly line: number;
  /** A sentence without capital or full stop. */
  readonly reason: string;
  /** The row's cells as they stood in the file. */
  readonly fields: readonly string[];
};

export type EntryReader = {
  readonly mapping: Mapping;
  readonly read: (row: CsvRow) => Entry | Refusal;
};

type Defaults = { readonly consent: string | null; readonly at: Instant };

/**
 * @param header the first row
 * @param defaults.consent what makes rows confirmed that do not say how they agreed; null: they stay pending
 * @returns null when the header names no column of addresses
 */
export function entryReader(header: readonly string[], defaults: Defaults): EntryReader | null {
  if (isRejectsHeader(header)) return rejectsReader(header, defaults);
  const columns = recogniseColumns(header);
  if (columns === null) return null;
  const isOwn = isOwnHeader(header);
  return {
    mapping: isOwn ? OWN_MAPPING : columns.mapping,
    read: (row) => {
      if (row.broken) return refuse(row, 'a quotation mark is opened and never closed');
      // One cell too many is mostly a comma inside a name, and then every cell after it would be read as another's.
      if (row.fields.slice(header.length).some((cell) => cell !== '')) {
        return refuse(row, `it has ${row.fields.length} cells where the header has ${header.length}`);
      }
      return isOwn ? ownEntry(row, defaults) : strangersEntry(row, columns, defaults);
    },
  };
}

/** Refused rows come back once they are corrected: as they were, but for the two columns in front. */
function rejectsReader(header: readonly string[], defaults: Defaults): EntryReader | null {
  const bare = (cells: readonly string[]) => cells.slice(REJECTS_COLUMNS.length).map(restore);
  const inner = entryReader(bare(header), defaults);
  if (inner === null) return null;
  const { mapping, read } = inner;
  return { mapping, read: (row) => read(row.broken ? row : { ...row, fields: bare(row.fields) }) };
}

const OWN_MAPPING: Mapping = {
  peer: 'The Inference Report',
  note: null,
  columns: OWN_COLUMNS.map((name) => ({ name, use: 'as it is' })),
};

function strangersEntry(row: CsvRow, columns: Columns, { consent, at }: Defaults): Entry | Refusal {
  const { address, name } = parseMailbox(columns.address(row.fields));
  if (!address.ok) return refuse(row, ADDRESS_PROBLEMS[address.reason]);
  const status = columns.status(row.fields);
  if (status !== null && 'problem' in status) return refuse(row, status.problem);
  const meaning = status?.meaning ?? 'active';
  const state =
    meaning === 'left' ? 'unsubscribed' : meaning === 'active' && consent !== null ? 'confirmed' : 'pending';
  return {
    ...{ kind: 'entry', row, email: address.email, emailKey: address.key, state },
    name: cleanName(columns.name(row.fields)) ?? cleanName(name ?? ''),
    ...{ sections: null, paperCategories: null, locale: null, pausedUntil: null },
    createdAt: Math.min(columns.joined(row.fields) ?? at, at),
    confirmedAt: state === 'confirmed' ? at : null,
    unsubscribedAt: state === 'unsubscribed' ? Math.min(status?.since ?? at, at) : null,
    consent: state === 'confirmed' ? consent : null,
  };
}

function ownEntry(row: CsvRow, defaults: Defaults): Entry | Refusal {
  const cells = OWN_COLUMNS.map((_, index) => restore(row.fields[index] ?? ''));
  const [email = '', name = '', state = '', sections = '', categories = '', locale = '', consent = ''] =
    cells;
  const times = cells.slice(7).map((cell) => (cell === '' ? null : Date.parse(cell)));
  const address = parseAddress(email);
  if (!address.ok) return refuse(row, ADDRESS_PROBLEMS[address.reason]);
  if (!isState(state)) return refuse(row, `its state must be one of ${SUBSCRIBER_STATES.join(', ')}`);
  if (!areSections(sections)) return refuse(row, `"${sections}" are not sections such as essay+labs`);
  if (!areCategories(categories))
    return refuse(row, `"${categories}" are not categories of papers such as cs.CL+cs.LG`);
  if (times.some(Number.isNaN))
    return refuse(row, 'one of its times is not written like 2026-11-24T07:00:00.000Z');
  const [createdAt, confirmedAt, pausedUntil = null, unsubscribedAt] = times;
  const evidence = cleanNote(consent) ?? (state === 'confirmed' ? defaults.consent : null);
  const isConfirmed = state === 'confirmed' && evidence !== null;
  return {
    ...{ kind: 'entry', row, email: address.email, emailKey: address.key, name: cleanName(name) },
    // Confirmed without any evidence is an assertion, not a consent.
    state: state === 'confirmed' && !isConfirmed ? 'pending' : state,
    ...{ sections: sections || null, paperCategories: categories || null, locale: cleanName(locale) },
    ...{ pausedUntil, consent: evidence },
    createdAt: createdAt ?? defaults.at,
    confirmedAt: confirmedAt ?? (isConfirmed ? defaults.at : null),
    unsubscribedAt: unsubscribedAt ?? (state === 'unsubscribed' ? defaults.at : null),
  };
}

export function refuse(row: CsvRow, reason: string): Refusal {
  return { kind: 'refusal', line: row.line, reason, fields: row.fields };
}

function isState(text: string): text is SubscriberState {
  return SUBSCRIBER_STATES.some((state) => state === text);
}

function areSections(text: string): boolean {
  return text === '' || text.split('+').every((id) => sectionIdSchema.safeParse(id).success);
}

function areCategories(text: string): boolean {
  return text === '' || text.split('+').every((category) => /^[a-z-]+(?:\.[A-Za-z-]+)?$/.test(category));
}
