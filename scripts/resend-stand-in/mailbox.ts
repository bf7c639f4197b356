/** What the stand-in accepted: validated as Resend does, journalled before the answer, and shown again on request. */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { json, problem, type Answer } from './answers.ts';

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
export type Accepted = Email & { readonly id: string; readonly key: string | null; readonly at: number };

export type MailboxOptions = {
  /** Addresses that an email is refused for. */
  readonly refuses?: (address: string) => boolean;
  /** Addresses on the account's suppression list: accepted, and never delivered. */
  readonly suppresses?: (address: string) => boolean;
  /** JSON lines of what was accepted, written before the answer. */
  readonly journalFile?: string;
};

export type Call = {
  readonly emails: readonly Email[];
  readonly batch: boolean;
  readonly strict: boolean;
  readonly key: string | null;
  readonly at: number;
};

/** Accepts a call's emails: all or none when strict, the valid ones otherwise. */
export function accept(accepted: Accepted[], options: MailboxOptions, call: Call): Answer {
  const { emails, batch, strict, key, at } = call;
  if (emails.length === 0 || emails.length > 100)
    return problem(422, 'validation_error', 'A batch holds 1 to 100 emails.');
  const errors = emails.flatMap((email, index) => {
    const message = faultOf(email, options);
    return message === null ? [] : [{ index, message }];
  });
  const [first] = errors;
  if (first !== undefined && (strict || !batch)) return problem(422, 'validation_error', first.message);
  const bad = new Set(errors.map(({ index }) => index));
  const good = emails
    .filter((_, index) => !bad.has(index))
    .map((email) => ({ ...email, id: randomUUID(), key, at }));
  keep(accepted, options, good);
  const data = good.map(({ id }) => ({ id }));
  return json(200, batch ? { data, ...(strict ? {} : { errors }) } : data[0]);
}

/** `GET /emails` (newest first, without bodies and tags) and `GET /emails/ID`. */
export function look(accepted: readonly Accepted[], options: MailboxOptions, url: URL): Answer {
  const id = /^\/emails\/([^/]+)$/.exec(url.pathname)?.[1];
  if (url.pathname !== '/emails' && id === undefined) return problem(404, 'not_found', 'No such path.');
  if (id === undefined) return list(accepted, options, url.searchParams);
  const found = accepted.find((email) => email.id === id);
  if (found === undefined) return problem(404, 'not_found', 'Email not found.');
  const { html = null, text = null, tags = [] } = found;
  return json(200, { object: 'email', ...summary(found, options), html, text, tags });
}

function list(accepted: readonly Accepted[], options: MailboxOptions, search: URLSearchParams): Answer {
  const limit = Math.min(100, Math.max(1, Number(search.get('limit') ?? 20)));
  const newestFirst = accepted.toReversed();
  const start = newestFirst.findIndex((email) => email.id === search.get('after')) + 1;
  const data = newestFirst.slice(start, start + limit).map((email) => summary(email, options));
  return json(200, { object: 'list', has_more: start + limit < newestFirst.length, data });
}

function summary({ id, to, from, subject, at }: Accepted, { suppresses }: MailboxOptions) {
  const recipients = [to].flat();
  const suppressed = recipients.some((address) => suppresses?.(address) === true);
  return {
    ...{ id, to: recipients, from, subject, cc: null, bcc: null, reply_to: null, scheduled_at: null },
    created_at: new Date(at).toISOString(),
    last_event: suppressed ? 'suppressed' : 'sent',
  };
}

function faultOf(
  { from, to, subject, html, text, tags = [] }: Email,
  options: MailboxOptions,
): string | null {
  const [address] = [to].flat();
  if (!address) return 'Missing `to` field.';
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
