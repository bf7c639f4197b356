import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../src/platform/signing.ts';
import {
  passingToken,
  preferencesToken,
  readToken,
  unsubscribeToken,
  type TokenPurpose,
} from '../../subscribers/tokens.ts';
import { seededRandom, tamper } from '../../scripts/forgery/tampering.ts';

const NOW = Date.parse('2026-11-24T07:00:00Z');
const OLD = 'an old secret that is long enough to be one';
const NEW = 'a new secret that is long enough to be one';
const keys = createKeyRing([NEW]);
const PURPOSES: readonly TokenPurpose[] = [
  'unsubscribe',
  'preferences',
  'confirm',
  'undo',
  'address',
  'stay',
];

function tokensOf(subscriberId: number): Record<TokenPurpose, string> {
  return {
    unsubscribe: unsubscribeToken(keys, subscriberId),
    preferences: preferencesToken(keys, subscriberId),
    confirm: passingToken(keys, 'confirm', subscriberId, NOW + 1000),
    undo: passingToken(keys, 'undo', subscriberId, NOW + 1000),
    address: passingToken(keys, 'address', subscriberId, NOW + 1000),
    stay: passingToken(keys, 'stay', subscriberId, NOW + 1000),
  };
}

describe('a token', () => {
  it('stays the same from version to version: mails of years ago hold it', () => {
    const first = createKeyRing(['a secret that signed the first mails']);
    const unsubscribe = 'Ad6XHxUJheCpeYP3KYJwojR2un7kDONa4oSJjdsNrYkd';
    const confirm = 'Ad6XHxVfwkuysAQE1kQsCGKq6oTgWCAAI3fn53obFTO1';
    expect(unsubscribeToken(first, 4711)).toBe(unsubscribe);
    expect(passingToken(first, 'confirm', 4711, 1_800_000_000_000)).toBe(confirm);
    expect(readToken(first, 'unsubscribe', unsubscribe, NOW)).toEqual({
      ...{ ok: true, subscriberId: 4711, expiresAt: 0 },
    });
  });

  it('names its subscriber for its own purpose and for no other', () => {
    for (const subscriberId of [0, 1, 42, 2 ** 40]) {
      const tokens = tokensOf(subscriberId);
      for (const made of PURPOSES)
        for (const read of PURPOSES)
          expect(readToken(keys, read, tokens[made], NOW)).toMatchObject(
            made === read ? { ok: true, subscriberId } : { ok: false, reason: 'invalid' },
          );
    }
  });

  it('to leave is read a hundred years later; one to confirm only until it expires', () => {
    const later = NOW + 100 * 365 * 86_400_000;
    expect(readToken(keys, 'unsubscribe', tokensOf(7).unsubscribe, later).ok).toBe(true);
    expect(readToken(keys, 'confirm', tokensOf(7).confirm, NOW + 999).ok).toBe(true);
    expect(readToken(keys, 'confirm', tokensOf(7).confirm, NOW + 1000)).toEqual({
      ok: false,
      reason: 'expired',
    });
  });

  it('is the same each time for the same subscriber, so that a rebuilt mail has the same bytes', () => {
    expect(tokensOf(5)).toEqual(tokensOf(5));
  });

  it('shows nothing of its subscriber: neighbours share no more than chance, beyond version and key id', () => {
    const bits = (token: string) => Buffer.from(token, 'base64url').subarray(5);
    const distances: number[] = [];
    for (let id = 1; id < 500; id++) {
      const [one, next] = [bits(unsubscribeToken(keys, id)), bits(unsubscribeToken(keys, id + 1))];
      let distance = 0;
      for (const [index, byte] of one.entries())
        distance += (byte ^ (next[index] ?? 0)).toString(2).replaceAll('0', '').length;
      distances.push(distance);
    }
    // 28 bytes: 112 of 224 bits differ by chance, with a deviation of 7.5.
    expect(Math.min(...distances)).toBeGreaterThan(70);
    const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
    expect(mean).toBeGreaterThan(110);
    expect(mean).toBeLessThan(114);
  });

  it('fits in a path segment as it is', () => {
    expect(tokensOf(123).unsubscribe).toMatch(/^[\w-]{44}$/);
  });
});

describe('rotating SIGNING_SECRET', () => {
  const before = createKeyRing([OLD]);
  const both = createKeyRing([NEW, OLD]);

  it('reads old tokens while the old secret stays in the list, and makes new ones with the first', () => {
    const old = unsubscribeToken(before, 9);
    expect(readToken(both, 'unsubscribe', old, NOW)).toMatchObject({ ok: true, subscriberId: 9 });
    expect(unsubscribeToken(both, 9)).toBe(unsubscribeToken(createKeyRing([NEW]), 9));
    expect(readToken(createKeyRing([NEW]), 'unsubscribe', old, NOW)).toEqual({
      ok: false,
      reason: 'invalid',
    });
  });

  it('makes the tokens of a frozen edition with the key it was frozen under, and refuses when that key is gone', () => {
    const keyId = before.newest.id;
    expect(unsubscribeToken(both, 9, keyId)).toBe(unsubscribeToken(before, 9));
    expect(preferencesToken(both, 9, keyId)).toBe(preferencesToken(before, 9));
    expect(() => unsubscribeToken(createKeyRing([NEW]), 9, keyId)).toThrow(/no longer holds the key/);
  });
});

describe('a forger', () => {
  it('gets none of 30,000 tampered tokens accepted, and the same answer for each', () => {
    const random = seededRandom(6);
    const genuine = PURPOSES.flatMap((purpose) =>
      [1, 2, 77, 100_000].map((id) => ({ purpose, token: tokensOf(id)[purpose] })),
    );
    for (let round = 0; round < 30_000; round++) {
      const { purpose, token } = genuine[round % genuine.length]!;
      const forged = tamper(token, random);
      expect(readToken(keys, purpose, forged, NOW)).toEqual({ ok: false, reason: 'invalid' });
    }
  });

  it('gets nothing by flipping any single bit', () => {
    const bytes = Buffer.from(tokensOf(3).unsubscribe, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      expect(readToken(keys, 'unsubscribe', copy.toString('base64url'), NOW).ok, `bit ${bit}`).toBe(false);
    }
  });

  it('gets nothing with other spellings of the same bytes, empty, huge or foreign text', () => {
    const token = tokensOf(3).unsubscribe;
    const texts = [
      ...['', ' ', token + '=', ` ${token}`, `${token} `, token.slice(1), `${token}A`, token.toUpperCase()],
      ...[
        'x'.repeat(44),
        'x'.repeat(100_000),
        '\0'.repeat(44),
        '\u{1f600}'.repeat(22),
        '%2e%2e%2f',
        '1',
        '42',
      ],
      ...[Buffer.from(token, 'base64url').toString('hex'), randomBytes(33).toString('base64url')],
    ];
    for (const text of texts)
      expect(readToken(keys, 'unsubscribe', text, NOW)).toEqual({ ok: false, reason: 'invalid' });
  });
});
