/** Sealing: content is made markless before layout, and a rendering is split at its merge marks after it. */
import { createHash } from 'node:crypto';
import {
  MARK_CLOSE,
  MARK_OPEN,
  MERGE_FIELDS,
  type CompiledEmail,
  type MergeField,
  type Sealed,
} from '../model/email.ts';
import { NewsletterError } from '../model/errors.ts';

const MARK = new RegExp(`${MARK_OPEN}([^${MARK_OPEN}${MARK_CLOSE}]*)${MARK_CLOSE}`);

/**
 * What content may never carry into a mail: the two mark characters (they would forge a merge field), C0 and C1 controls
 * (one C1 makes Gmail clip the whole mail), and bidirectional controls (an open one mirrors all that follows).
 */
const UNWELCOME =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uE000\uE001\uFEFF\p{Cs}]/gu;
const LINE_SEPARATORS = /[\u2028\u2029]/g;

/** A deep copy of plain data whose every string is safe to lay out. Shapes and all other values stay as they are. */
export function withoutMarks<T>(value: T): T {
  const clean = (_key: string, part: unknown): unknown => (typeof part === 'string' ? cleanText(part) : part);
  return JSON.parse(JSON.stringify(value), clean) as T;
}

/**
 * Splits a rendering at its marks.
 * @param place names the rendering in the error: "html", "text", "confirm.mjml"
 * @throws NewsletterError broken-invariant when a mark names no merge field or is not closed
 */
export function seal(rendering: string, place: string): Sealed {
  const parts = rendering.split(MARK);
  const literals = parts.filter((_, index) => index % 2 === 0);
  const fields = parts.filter((_, index) => index % 2 === 1).map((name) => mergeField(name, place));
  if (literals.some((literal) => literal.includes(MARK_OPEN) || literal.includes(MARK_CLOSE))) {
    throw new NewsletterError('broken-invariant', `The ${place} holds half of a merge mark.`);
  }
  return { literals, fields };
}

/** The three parts under one hash. */
export function sealEmail(parts: Record<'subject' | 'html' | 'text', string>): CompiledEmail {
  return hashed({
    subject: seal(parts.subject, 'subject'),
    html: seal(parts.html, 'html'),
    text: seal(parts.text, 'text'),
  });
}

export function hashed({ subject, html, text }: Omit<CompiledEmail, 'hash'>): CompiledEmail {
  const bytes = JSON.stringify([subject, html, text].map(({ literals, fields }) => [literals, fields]));
  return { subject, html, text, hash: createHash('sha256').update(bytes).digest('hex') };
}

function cleanText(text: string): string {
  return text.replace(LINE_SEPARATORS, ' ').replace(UNWELCOME, '');
}

function mergeField(name: string, place: string): MergeField {
  const field = MERGE_FIELDS.find((known) => known === name);
  if (field !== undefined) return field;
  throw new NewsletterError(
    'broken-invariant',
    `The ${place} names the merge field "${name}", which does not exist.`,
    {
      hint: `Merge fields are: ${MERGE_FIELDS.join(', ')}.`,
    },
  );
}
