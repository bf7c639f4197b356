/** Tokens in links to readers: which subscriber, for which purpose, opaque and unforgeable, without a row in the database. */
import { NewsletterError } from '../src/model/errors.ts';
import type { Instant } from '../src/model/date.ts';
import { sameBytes, sign, type KeyRing, type SigningKey } from '../src/platform/signing.ts';

/** A token made for one purpose is worthless for every other. */
export type TokenPurpose = LastingPurpose | PassingPurpose;
type LastingPurpose = 'unsubscribe' | 'preferences';
type PassingPurpose = 'confirm' | 'undo' | 'address' | 'stay';

export type TokenResult =
  /** `expiresAt` 0: never. */
  | { readonly ok: true; readonly subscriberId: number; readonly expiresAt: Instant }
  /** Everything that is not ours is `invalid`, told by no detail; only a genuine token can be `expired`. */
  | { readonly ok: false; readonly reason: 'invalid' | 'expired' };

// 33 bytes, so that base64url has neither padding nor unused bits: no other spelling of a token decodes to the same bytes.
//   0      version
//   1..4   key id
//   5..16  subscriber id and expiry (ms, 0: never), 6 bytes each, masked
//   17..32 tag
// The tag is a MAC over what it hides and seeds the mask: the synthetic-IV construction (RFC 5297) with HMAC-SHA256.
// The same subscriber always gets the same token, so a rebuilt message has the same bytes.
const VERSION = 1;
const SIZE = 33;
const BODY = 5;
const EXPIRY = 11;
const TAG = 17;
const SHAPE = /^[\w-]{44}$/;
const NEVER = 0;

/**
 * For the unsubscribe link and header. Never expires (CAN-SPAM wants 30 days, CASL 60, a reader longer).
 * @param keyId the signing key an edition was frozen with; the newest by default
 * @throws NewsletterError bad-environment when the ring no longer holds that key
 */
export function unsubscribeToken(keys: KeyRing, subscriberId: number, keyId?: string): string {
  return createToken(keyNamed(keys, keyId), 'unsubscribe', subscriberId, NEVER);
}

/** For the page where a reader chooses sections; as lasting as the mail it stands in. */
export function preferencesToken(keys: KeyRing, subscriberId: number, keyId?: string): string {
  return createToken(keyNamed(keys, keyId), 'preferences', subscriberId, NEVER);
}

/** For what must happen soon or not at all: confirming, coming back, a new address. */
export function passingToken(
  keys: KeyRing,
  purpose: PassingPurpose,
  subscriberId: number,
  expiresAt: Instant,
): string {
  return createToken(keys.newest, purpose, subscriberId, expiresAt);
}

/** One path and one answer for every text that is not a token of ours, so that it cannot be used to learn anything. */
export function readToken(keys: KeyRing, purpose: TokenPurpose, token: string, now: Instant): TokenResult {
  const shaped = SHAPE.test(token);
  const bytes = shaped ? Buffer.from(token, 'base64url') : Buffer.alloc(SIZE);
  const keyId = bytes.toString('hex', 1, BODY);
  const key = keys.all.find(({ id }) => id === keyId);
  // An unknown key costs as much as a known one.
  const signing = key ?? keys.newest;
  mask(signing, purpose, bytes);
  const genuine = sameBytes(bytes.subarray(TAG), tagOf(signing, purpose, bytes));
  if (!shaped || key === undefined || bytes[0] !== VERSION || !genuine)
    return { ok: false, reason: 'invalid' };
  const expiresAt = bytes.readUIntBE(EXPIRY, 6);
  if (expiresAt !== NEVER && now >= expiresAt) return { ok: false, reason: 'expired' };
  return { ok: true, subscriberId: bytes.readUIntBE(BODY, 6), expiresAt };
}

function createToken(
  key: SigningKey,
  purpose: TokenPurpose,
  subscriberId: number,
  expiresAt: Instant,
): string {
  const bytes = Buffer.alloc(SIZE);
  bytes[0] = VERSION;
  bytes.write(key.id, 1, 'hex');
  bytes.writeUIntBE(subscriberId, BODY, 6);
  bytes.writeUIntBE(expiresAt, EXPIRY, 6);
  tagOf(key, purpose, bytes).copy(bytes, TAG);
  mask(key, purpose, bytes);
  return bytes.toString('base64url');
}

/** Of what the token hides, unmasked. */
function tagOf(key: SigningKey, purpose: TokenPurpose, bytes: Buffer): Buffer {
  return sign(key, `token ${purpose}`, bytes.toString('latin1', BODY, TAG)).subarray(0, SIZE - TAG);
}

/** Masks what the token hides, or unmasks it, in place. */
function mask(key: SigningKey, purpose: TokenPurpose, bytes: Buffer): void {
  const stream = sign(key, `token mask ${purpose}`, bytes.toString('latin1', TAG));
  for (let at = BODY; at < TAG; at += 1) bytes[at] = (bytes[at] ?? 0) ^ (stream[at - BODY] ?? 0);
}

function keyNamed(keys: KeyRing, keyId: string | undefined): SigningKey {
  const key = keyId === undefined ? keys.newest : keys.all.find(({ id }) => id === keyId);
  if (key !== undefined) return key;
  throw new NewsletterError('bad-environment', `SIGNING_SECRET no longer holds the key ${String(keyId)}.`, {
    hint: 'An edition was frozen with it: put that secret back at the end of the list.',
  });
}
