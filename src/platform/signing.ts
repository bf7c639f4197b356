/** Signing keys: HMAC-SHA256 under a list of secrets, newest first, each named by a short id so that secrets can rotate. */
import { createHash, createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { NewsletterError } from '../model/errors.ts';

export type SigningKey = { readonly id: string; readonly key: KeyObject };

/** Newest first; never empty. */
export type KeyRing = { readonly newest: SigningKey; readonly all: readonly SigningKey[] };

/** @throws NewsletterError bad-environment when there is no secret. */
export function createKeyRing(secrets: readonly string[]): KeyRing {
  // The KeyObject is made once: hashing with a raw secret each time is seven times slower.
  const all = secrets.map((secret) => ({
    id: createHash('sha256').update(`key id:${secret}`).digest('hex').slice(0, 8),
    key: createSecretKey(Buffer.from(secret)),
  }));
  const [newest] = all;
  if (newest === undefined) throw new NewsletterError('bad-environment', 'SIGNING_SECRET holds no secret.');
  return { newest, all };
}

/** HMAC-SHA256; `purpose` separates uses, so that a value signed for one is worthless for another. */
export function sign(key: SigningKey, purpose: string, value: string): Buffer {
  return createHmac('sha256', key.key).update(`${purpose}\n${value}`).digest();
}

/** The keyed hash of an address, hex: the same for the same mailbox, meaningless without the secret. */
export function addressHash(key: SigningKey, emailKey: string): string {
  return sign(key, 'address', emailKey).toString('hex');
}

/** Constant-time comparison of two byte strings. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
