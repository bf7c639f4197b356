/** Signing keys: HMAC-SHA256 under a list of secrets, newest first, each named by a short id so that secrets can rotate. */
import { createHash, hash, timingSafeEqual } from 'node:crypto';
import { NewsletterError } from '../model/errors.ts';

/** `mac`: HMAC-SHA256 of a text's UTF-8 bytes. The secret itself can be read from neither. */
export type SigningKey = { readonly id: string; readonly mac: (text: string) => Buffer };

/** Newest first; never empty. */
export type KeyRing = { readonly newest: SigningKey; readonly all: readonly SigningKey[] };

/** @throws NewsletterError bad-environment when there is no secret. */
export function createKeyRing(secrets: readonly string[]): KeyRing {
  const all = secrets.map((secret) => ({
    id: createHash('sha256').update(`key id:${secret}`).digest('hex').slice(0, 8),
    mac: hmacSha256(Buffer.from(secret)),
  }));
  const [newest] = all;
  if (newest === undefined) throw new NewsletterError('bad-environment', 'SIGNING_SECRET holds no secret.');
  return { newest, all };
}

/** HMAC-SHA256; `purpose` separates uses, so that a value signed for one is worthless for another. */
export function sign(key: SigningKey, purpose: string, value: string): Buffer {
  return key.mac(`${purpose}\n${value}`);
}

const BLOCK = 64;
const DIGEST = 32;

/**
 * RFC 2104 from two one-shot hashes over blocks that are keyed once. Node's createHmac makes a stream for each text:
 * more than twice the time, and five of them for each reader of a list were a quarter of all that sending does.
 */
function hmacSha256(secret: Buffer): (text: string) => Buffer {
  const key = secret.length > BLOCK ? hash('sha256', secret, 'buffer') : secret;
  const keyed = (pad: number) => Buffer.alloc(BLOCK, pad).map((byte, index) => byte ^ (key[index] ?? 0));
  const outer = Buffer.concat([keyed(0x5c), Buffer.alloc(DIGEST)]);
  let inner = Buffer.concat([keyed(0x36), Buffer.alloc(1024)]);
  return (text) => {
    const size = BLOCK + Buffer.byteLength(text);
    if (size > inner.length) inner = Buffer.concat([inner.subarray(0, BLOCK), Buffer.alloc(2 * size)]);
    inner.write(text, BLOCK);
    // As "binary" text, a character a byte: handing over a Buffer would cost as much as hashing.
    outer.write(hash('sha256', inner.subarray(0, size), 'binary'), BLOCK, 'binary');
    return Buffer.from(hash('sha256', outer, 'binary'), 'binary');
  };
}

/** The keyed hash of an address, hex: the same for the same mailbox, meaningless without the secret. */
export function addressHash(key: SigningKey, emailKey: string): string {
  return sign(key, 'address', emailKey).toString('hex');
}

/** Constant-time comparison of two byte strings. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
