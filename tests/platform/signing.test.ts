/** Signatures are HMAC-SHA256 as Node computes it, whatever the lengths; secrets rotate by the id of their key. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyRing, sign } from '../../src/platform/signing.ts';

const BLOCK = 64;

test('a signature is the HMAC-SHA256 of RFC 2104, for every secret and every text in turn', () => {
  // Around a block (RFC 2104: longer keys are hashed first), and texts longer than any room kept for them.
  const secrets = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc.integer({ min: BLOCK - 1, max: BLOCK + 1 }).map((length) => 'k'.repeat(length)),
  );
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.integer({ min: 0, max: 2000 }).map((length) => 'é'.repeat(length)),
    ),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(secrets, texts, (secret, all) => {
      const { newest } = createKeyRing([secret]);
      for (const text of all) {
        const expected = createHmac('sha256', secret).update(`a purpose\n${text}`).digest('hex');
        expect(sign(newest, 'a purpose', text).toString('hex')).toBe(expected);
      }
    }),
  );
});

test('a signature that was given away does not change when the next one is made', () => {
  const { newest } = createKeyRing(['a secret']);
  const first = sign(newest, 'p', 'one');
  const before = first.toString('hex');
  sign(newest, 'p', 'two');
  expect(first.toString('hex')).toBe(before);
});
