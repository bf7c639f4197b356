/** Readers who do not exist: for checks, previews and test mails. Their links are real in form and lead nowhere. */
import type { App } from '../app.ts';
import { listHeaders } from '../delivery/headers.ts';
import type { Edition } from '../model/edition.ts';
import type { Message } from '../model/email.ts';
import { compileEdition, personaliser } from '../render/index.ts';
import { preferencesToken, unsubscribeToken } from '../../subscribers/tokens.ts';
import { mailOf } from './mail.ts';

/** A plain address, one with characters that markup must escape, and one as long as RFC 5321 allows. */
export const SAMPLE_ADDRESSES: readonly [string, ...string[]] = [
  'reader@readers.example',
  "o'brien+daily&news@readers.example",
  `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(55)}.example`,
];

/** No subscriber has the id 0: such a token is genuine and takes nobody off the list. */
const NOBODY = 0;

/** An edition's content and what an approval names. */
type Hashed = { readonly edition: Edition; readonly hash: string };

/** The edition as each sample reader would get it, headers and all. @param addresses the three sample readers by default */
export async function sampleMessages(
  app: App,
  { edition, hash }: Hashed,
  addresses: readonly string[] = SAMPLE_ADDRESSES,
): Promise<Message[]> {
  const personalise = personaliser(await compileEdition(edition));
  const mail = mailOf(app);
  return addresses.map((to) => {
    const values = valuesFor(app, to);
    const headers = listHeaders({ ...mail, date: edition.date, editionHash: hash }, values.unsubscribeUrl);
    return { from: mail.from, to, replyTo: mail.replyTo, ...personalise(values), headers, tags: {} };
  });
}

function valuesFor({ keys, config }: App, address: string) {
  const { publicUrl } = config;
  return {
    address,
    unsubscribeUrl: `${publicUrl}/unsubscribe/${unsubscribeToken(keys, NOBODY)}`,
    preferencesUrl: `${publicUrl}/preferences/${preferencesToken(keys, NOBODY)}`,
  };
}
