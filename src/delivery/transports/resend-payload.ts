/** Messages as Resend takes them: what its SDK is given for a few, and the bytes it would make of that for many. */
import { createHash, hash } from 'node:crypto';
import type { CreateBatchOptions } from 'resend';
import {
  MARK_CLOSE,
  MARK_OPEN,
  type MailAddress,
  type Message,
  type ReaderValues,
} from '../../model/email.ts';
import { NewsletterError } from '../../model/errors.ts';
import { escapeValue, requireValue } from '../../render/personalise.ts';

export function payload(messages: readonly Message[]): CreateBatchOptions {
  return messages.map(({ from, to, replyTo, subject, html, text, headers, tags }) => ({
    from: mailbox(from),
    to,
    ...(replyTo === null ? {} : { replyTo }),
    ...{ subject, html, text, headers: { ...headers } },
    tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
  }));
}

/** A message as JSON, cut at its marks: the literal pieces are encoded once, and only copied for each reader. */
export type Frame = {
  readonly literals: readonly Buffer[];
  /** What stands between them, as places in `values`; `literals.length === slots.length + 1`. */
  readonly slots: readonly number[];
  /** Each value in each encoding that the mail needs, once. */
  readonly values: readonly Slot[];
  readonly literalBytes: number;
  /** SHA-256 (hex) over literals and slots. */
  readonly hash: string;
};
type Slot = { readonly field: keyof ReaderValues; readonly html: boolean };

/** @param open a message whose reader values stand as marks @throws NewsletterError broken-invariant on an unknown mark */
export function frameOf(open: Message): Frame {
  const parts = openJson(open).split(MARK);
  const literals = parts.filter((_, index) => index % 2 === 0).map((part) => Buffer.from(part));
  const marks = parts.filter((_, index) => index % 2 === 1);
  const different = [...new Set(marks)];
  const values = different.map(slotOf);
  const slots = marks.map((mark) => different.indexOf(mark));
  const digest = createHash('sha256').update(JSON.stringify([values, slots]));
  for (const literal of literals) digest.update(`\n${literal.length}\n`).update(literal);
  const literalBytes = literals.reduce((sum, { length }) => sum + length, 0);
  return { literals, slots, values, literalBytes, hash: digest.digest('hex') };
}

/** One reader's values in the order of the frame's, each encoded for its places. */
export type Filling = readonly string[];

/** @throws NewsletterError broken-invariant when a value holds a control character */
export function fill(frame: Frame, reader: ReaderValues): Filling {
  return frame.values.map(({ field, html }) => {
    const value = reader[field];
    requireValue(field, value);
    return JSON.stringify(html ? escapeValue(value) : value).slice(1, -1);
  });
}

/**
 * Names a batch's bytes. Those are literals and fillings in turn, so hashing the literals once and the fillings per batch
 * says as much as hashing eight megabytes: the same hash can only come from the same bytes.
 */
export function batchHash(frame: Frame, fillings: readonly Filling[]): string {
  return hash('sha256', JSON.stringify([frame.hash, fillings]));
}

/** So that a batch of slightly longer addresses does not need another eight megabytes. */
const ROOM_BYTES = 64_000;

/** A JSON array of the filled messages, written into `target` if it is large enough, into a larger new one otherwise. */
export function writeBatch(
  { literals, slots, literalBytes }: Frame,
  fillings: readonly Filling[],
  target: Buffer,
): { readonly buffer: Buffer; readonly length: number } {
  // Three bytes are the most that one UTF-16 unit can become.
  const most = fillings.reduce(
    (sum, filling) =>
      sum + literalBytes + 1 + filling.reduce((length, value) => length + 3 * value.length, 0),
    2,
  );
  const buffer = target.length >= most ? target : Buffer.allocUnsafeSlow(most + ROOM_BYTES);
  let at = buffer.write('[', 0, 'latin1');
  for (const [index, filling] of fillings.entries()) {
    if (index > 0) at += buffer.write(',', at, 'latin1');
    // Counted, not `entries()`: that would make an object for each of two thousand pieces.
    for (let place = 0; place < literals.length; place += 1) {
      at += literals[place]?.copy(buffer, at) ?? 0;
      const value = filling[slots[place] ?? -1];
      if (value !== undefined) at += buffer.write(value, at);
    }
  }
  at += buffer.write(']', at, 'latin1');
  return { buffer, length: at };
}

const MARK = new RegExp(`${MARK_OPEN}([^${MARK_OPEN}${MARK_CLOSE}]*)${MARK_CLOSE}`);
const FIELDS: readonly string[] = [
  'address',
  'unsubscribeUrl',
  'preferencesUrl',
  'batch',
  'delivery',
] satisfies (keyof ReaderValues)[];

function slotOf(mark: string): Slot {
  const html = mark.startsWith('html:');
  const field = html ? mark.slice('html:'.length) : mark;
  if (isField(field)) return { field, html };
  throw new NewsletterError('broken-invariant', `An edition's mail names the merge field "${field}".`);
}

function isField(name: string): name is keyof ReaderValues {
  return FIELDS.includes(name);
}

/** The JSON that the SDK makes of one message: its fields renamed and in its order. */
function openJson(open: Message): string {
  const [email] = payload([open]);
  const { from, headers, html, replyTo, subject, tags, text, to } = email ?? {};
  return JSON.stringify({ from, headers, html, reply_to: replyTo, subject, tags, text, to });
}

/** `Name <address>` (RFC 5322): quoted where the name holds more than words. */
function mailbox({ name, address }: MailAddress): string {
  if (name === '') return address;
  const phrase = /^[\p{L}\p{N} ]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  return `${phrase} <${address}>`;
}
