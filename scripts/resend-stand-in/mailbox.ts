/** What the stand-in accepted: validated as Resend does, journalled before the answer, and shown again on request. */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { json, problem, type Answer } from './answers.ts';
import type { Fault } from './faults.ts';
import { lastEvent, type LifeName, type News } from './lives.ts';

export type Email = {
  from: string;
  to: string | string[];
  subject: string;
  html?: string;
  text?: string;
  reply_to?: string | string[];
  headers?: Record<string, string>;
  tags?: { name: string; value: string }[];
};
export type Accepted = Email & {
  readonly id: string;
  readonly key: string | null;
  readonly at: number;
  /** What a fault makes of it; left out: what its address asks for. */
  readonly life?: LifeName | undefined;
  readonly news?: News | undefined;
};

export type MailboxOptions = {
  /** Addresses that an email is refused for. */
  readonly refuses?: (address: string) => boolean;
  /** Addresses on the account's suppression list: accepted, and never delivered. */
  readonly suppresses?: (address: string) => boolean;
  /** False: of an accepted message html and text are forgotten, for lists that would not fit into memory. */
  readonly keepsBodies?: boolean;
  /** JSON lines of what was accepted, written before the answer. */
  readonly journalFile?: string;
};

export type Call = {
  readonly emails: readonly Email[];
  readonly batch: boolean;
  readonly strict: boolean;
  readonly key: string | null;
  readonly at: number;
  readonly fault: Pick<Fault, 'life' | 'news' | 'sameId'>;
};

/** What came of a call: the answer, and what was accepted. */
export type Acceptance = { readonly answer: Answer; readonly emails: readonly Accepted[] };

/** Accepts a call's emails: all or none when strict, the valid ones otherwise. */
export function accept(accepted: Accepted[], options: MailboxOptions, call: Call): Acceptance {
  const { emails, batch, strict } = call;
  if (emails.length === 0 || emails.length > 100) return refused('A batch holds 1 to 100 emails.');
  const errors = emails.flatMap((email, index) => {
    const message = faultOf(email, options);
    return message === null ? [] : [{ index, message }];
  });
  const [first] = errors;
  if (first !== undefined && (strict || !batch)) return refused(first.message);
  const bad = new Set(errors.map(({ index }) => index));
  const good = emails.filter((_, index) => !bad.has(index)).map((email) => acceptedAs(email, options, call));
  keep(accepted, options, good);
  const data = good.map(({ id }) => ({ id: call.fault.sameId === true ? (good[0]?.id ?? '') : id }));
  return { answer: json(200, batch ? { data, ...(strict ? {} : { errors }) } : data[0]), emails: good };
}

function refused(message: string): Acceptance {
  return { answer: problem(422, 'validation_error', message), emails: [] };
}

function acceptedAs(
  { html, text, ...email }: Email,
  { suppresses, keepsBodies = true }: MailboxOptions,
  { key, at, fault }: Call,
): Accepted {
  const suppressed = [email.to].flat().some((address) => suppresses?.(address) === true);
  const life = suppressed ? 'suppressed' : fault.life;
  const bodies = { ...(html === undefined ? {} : { html }), ...(text === undefined ? {} : { text }) };
  return { ...email, ...(keepsBodies ? bodies : {}), id: randomUUID(), key, at, life, news: fault.news };
}

/** `GET /emails` (newest first, without bodies and tags) and `GET /emails/ID`. */
export function look(accepted: readonly Accepted[], url: URL, now: number): Answer {
  const id = /^\/emails\/([^/]+)$/.exec(url.pathname)?.[1];
  if (url.pathname !== '/emails' && id === undefined) return problem(404, 'not_found', 'No such path.');
  if (id === undefined) return list(accepted, url.searchParams, now);
  const found = accepted.find((email) => email.id === id);
  if (found === undefined) return problem(404, 'not_found', 'Email not found.');
  const { html = null, text = null, tags = [] } = found;
  return json(200, { object: 'email', ...summary(found, now), html, text, tags });
}

function list(accepted: readonly Accepted[], search: URLSearchParams, now: number): Answer {
  const limit = Math.min(100, Math.max(1, Number(search.get('limit') ?? 20)));
  const newestFirst = accepted.toReversed();
  const start = newestFirst.findIndex((email) => email.id === search.get('after')) + 1;
  const data = newestFirst.slice(start, start + limit).map((email) => summary(email, now));
  return json(200, { object: 'list', has_more: start + limit < newestFirst.length, data });
}

function summary(email: Accepted, now: number) {
  const { id, to, from, subject, at } = email;
  return {
    ...{ id, message_id: `<${id}@stand-in>`, to: [to].flat(), from, subject },
    ...{ cc: null, bcc: null, reply_to: null, scheduled_at: null },
    created_at: new Date(at).toISOString(),
    last_event: lastEvent(email, now),
  };
}

function faultOf(
  { from, to, subject, html, text, tags = [] }: Email,
  options: MailboxOptions,
): string | null {
  const [address] = [to].flat();
  if (!address) return 'Missing `to` field.';
  if (/@(example|test)\.com$/i.test(address))
    return 'Invalid `to` field. Use a real address, not a testing domain.';
  if (!from || !subject) return `Missing \`${from ? 'subject' : 'from'}\` field.`;
  if (html === undefined && text === undefined) return 'Missing `html` or `text` field.';
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address) || options.refuses?.(address) === true)
    return 'Invalid `to` field. The email address needs to follow the `email@example.com` format.';
  const plain = /^[\w-]{1,256}$/;
  if (tags.length > 75 || !tags.every(({ name, value }) => plain.test(name) && plain.test(value)))
    return 'Tags should only contain ASCII letters, numbers, underscores, or dashes.';
  return null;
}

/** On disk before the answer: whoever is killed must find nothing forgotten. */
function keep(accepted: Accepted[], { journalFile }: MailboxOptions, emails: readonly Accepted[]): void {
  accepted.push(...emails);
  if (journalFile === undefined) return;
  const lines = emails.map(({ id, to, key, at, tags }) => `${JSON.stringify({ id, to, key, at, tags })}\n`);
  appendFileSync(journalFile, lines.join(''));
}
