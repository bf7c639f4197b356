/** Stamps in forms: when a form was made, and a challenge that costs a browser some work; both signed, neither stored. */
import { createHash } from 'node:crypto';
import { DAY_MS, type Instant } from '../../model/date.ts';
import { sameBytes, sign, type KeyRing } from '../../platform/signing.ts';

/** Nobody reads a form and fills it in faster. */
const FASTEST_MS = 1000;

/** How long a page may stay open before its button is pressed. */
const STAMP_MS = DAY_MS;

/** Leading zero bits of SHA-256: about 65,000 attempts, a second or two in a browser. */
const BITS = 16;

const CHALLENGE_MS = DAY_MS / 24;

export function formStamp(keys: KeyRing, now: Instant): string {
  const made = now.toString(36);
  return `${made}.${seal(keys, 'form', made)}`;
}

export function readStamp(keys: KeyRing, stamp: string, now: Instant): 'good' | 'too-fast' | 'bad' {
  const made = opened(keys, 'form', stamp, '');
  if (made === null || now - made >= STAMP_MS) return 'bad';
  return now - made < FASTEST_MS ? 'too-fast' : 'good';
}

/** Good for one address: work done for one victim is worth nothing for the next. */
export function challengeFor(keys: KeyRing, emailKey: string, now: Instant): string {
  const made = now.toString(36);
  return `${made}.${seal(keys, 'challenge', `${made} ${emailKey}`)}`;
}

/** @param answer the challenge, a "~" and the number that a browser found */
export function isSolved(keys: KeyRing, emailKey: string, answer: string, now: Instant): boolean {
  const [challenge = ''] = answer.split('~');
  const made = opened(keys, 'challenge', challenge, ` ${emailKey}`);
  if (made === null || now - made >= CHALLENGE_MS) return false;
  return createHash('sha256').update(answer).digest().readUInt32BE(0) >>> (32 - BITS) === 0;
}

/** When it was made, if one of our keys sealed it. */
function opened(keys: KeyRing, purpose: string, sealed: string, bound: string): Instant | null {
  const [made = '', tag = ''] = sealed.split('.');
  const given = Buffer.from(tag, 'base64url');
  const genuine = keys.all.some((key) => sameBytes(given, tagOf(key, purpose, made + bound)));
  return genuine ? Number.parseInt(made, 36) : null;
}

function seal(keys: KeyRing, purpose: string, value: string): string {
  return tagOf(keys.newest, purpose, value).toString('base64url');
}

function tagOf(key: KeyRing['newest'], purpose: string, value: string): Buffer {
  return sign(key, `stamp ${purpose}`, value).subarray(0, 16);
}
