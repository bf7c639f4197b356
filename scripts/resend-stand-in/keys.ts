/** The idempotency table: a request runs once per key for a day; the same again is answered as before, another body is a conflict. */
import { createHash } from 'node:crypto';
import { problem, type Answer } from './answers.ts';

const DAY_MS = 86_400_000;

type Kept = { readonly hash: string; readonly answer: Answer; readonly until: number };

export type KeyTable = {
  readonly kept: Map<string, Kept>;
  /** Of calls under way. */
  readonly running: Set<string>;
};

export function openKeyTable(): KeyTable {
  return { kept: new Map(), running: new Set() };
}

/** A sending call as it came. */
export type Offer = {
  readonly key: string;
  /** SHA-256 (hex) of the body. */
  readonly hash: string;
};

/** @returns null where the key cannot be one */
export function offerOf(key: string, body: Buffer): Offer | null {
  if (key.length < 1 || key.length > 256) return null;
  return { key, hash: createHash('sha256').update(body).digest('hex') };
}

/**
 * @param account whose key it is: another account knows nothing of it
 * @param call.run accepts or refuses; null: it never came to that
 */
export async function once(
  { kept, running }: KeyTable,
  { key, hash }: Offer,
  call: { readonly account: string; readonly now: () => number; readonly run: () => Promise<Answer | null> },
): Promise<Answer | null> {
  const name = `${call.account} ${key}`;
  const known = kept.get(name);
  if (known !== undefined && known.until > call.now())
    return known.hash === hash
      ? known.answer
      : problem(409, 'invalid_idempotent_request', 'This key was used with another payload.');
  if (running.has(name))
    return problem(409, 'concurrent_idempotent_requests', 'A request with this key is still running.');
  running.add(name);
  try {
    const answer = await call.run();
    // Only what was accepted is kept: a refused request may be corrected under the same key.
    if (answer?.status === 200) kept.set(name, { hash, answer, until: call.now() + DAY_MS });
    return answer;
  } finally {
    running.delete(name);
  }
}
