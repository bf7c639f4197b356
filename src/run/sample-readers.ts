/** Readers who do not exist: for checks, previews and test mails. Their links are real in form and lead nowhere. */
import type { App } from '../app.ts';
import { preferencesToken, unsubscribeToken } from '../../subscribers/tokens.ts';

/** A plain address, one with characters that markup must escape, and the longest that RFC 5321 allows. */
export const SAMPLE_ADDRESSES: readonly [string, ...string[]] = [
  'reader@readers.example',
  "o'brien+daily&news@readers.example",
  `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(55)}.example`,
];

/** No subscriber has the id 0: such a token is genuine and takes nobody off the list. */
const NOBODY = 0;

export function sampleValues(
  app: App,
  address: string,
): { address: string; unsubscribeUrl: string; preferencesUrl: string } {
  const { keys, config } = app;
  return {
    address,
    unsubscribeUrl: `${config.publicUrl}/unsubscribe/${unsubscribeToken(keys, NOBODY)}`,
    preferencesUrl: `${config.publicUrl}/preferences/${preferencesToken(keys, NOBODY)}`,
  };
}
