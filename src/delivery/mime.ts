/** A message as bytes on the wire (RFC 5322, MIME): the same message and time always give the same bytes. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Instant } from '../model/date.ts';
import type { Message } from '../model/email.ts';

export function composeMime(message: Message, at: Instant): Promise<Buffer> {
  const { from, to, replyTo, subject, html, text, headers, tags } = message;
  const tagHeaders = Object.entries(tags).map(([name, value]): [string, string] => [`X-Tag-${name}`, value]);
  const identity = identifierOf(JSON.stringify(tags) + to);
  const composer = new MailComposer({
    ...{ from, to, subject, html, text, date: new Date(at) },
    ...(replyTo === null ? {} : { replyTo }),
    headers: { ...headers, ...Object.fromEntries(tagHeaders) },
    messageId: `<${identity}@${from.address.split('@')[1] ?? 'localhost'}>`,
    textEncoding: 'quoted-printable',
    // RFC 5322 2.3: a bare LF ends no line, so that parts written with LF would be one line of any length.
    newline: 'windows',
    // Fixed, so that the same message gives the same bytes.
    ...{ baseBoundary: identity },
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}

/** 24 hexadecimal digits that stand for a text. */
export function identifierOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
