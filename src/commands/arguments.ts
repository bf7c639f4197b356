/** What people type after a command, read strictly: a slip is told by name and stops the command before it begins. */
import { ADDRESS_PROBLEMS, parseAddress } from '../../subscribers/address.ts';
import { NewsletterError } from '../model/errors.ts';
import { SUBSCRIBER_STATES, type SubscriberState } from '../model/subscriber.ts';

export const STATES = SUBSCRIBER_STATES.join(', ');

/** @throws NewsletterError bad-argument saying what is wrong with it */
export function addressOf(text: string | undefined): { email: string; key: string } {
  const parsed = parseAddress(text ?? '');
  if (parsed.ok) return parsed;
  throw new NewsletterError(
    'bad-argument',
    `${text ?? 'nothing'} is not an address that can be mailed: ${ADDRESS_PROBLEMS[parsed.reason]}`,
  );
}

/**
 * null: not given.
 * @throws NewsletterError bad-argument when it is blank: evidence of nothing must not confirm anybody
 */
export function consentOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() !== '') return text;
  throw new NewsletterError('bad-argument', '--consent is empty.', {
    hint: 'Say how they agreed, or leave it out: then they stay pending and get no mail.',
  });
}

/**
 * null: not given, everyone.
 * @throws NewsletterError bad-argument
 */
export function stateOf(text: string | undefined): SubscriberState | null {
  if (text === undefined) return null;
  const state = SUBSCRIBER_STATES.find((one) => one === text);
  if (state !== undefined) return state;
  throw new NewsletterError('bad-argument', `--state ${text}: there are ${STATES}.`);
}

/** @throws NewsletterError bad-argument */
export function countOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new NewsletterError('bad-argument', `--limit ${text} is not a count.`);
}
