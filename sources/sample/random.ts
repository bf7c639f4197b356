/** Chance that is the same every time: a generator seeded by a text, so that a date always gives the same newsroom. */

export type Random = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T;
};

/** Mulberry32 over an FNV-1a hash of the seed: small, well spread, and not for secrets. */
export function randomOf(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return { next, int, pick: (list) => at(list, int(0, list.length - 1)) };
}

/**
 * Entry `turn` of an endless walk through a list that shows every entry before it shows one again.
 * @throws RangeError for an empty list
 */
export function rotate<T>(list: readonly T[], turn: number): T {
  const stride = strideOf(list.length);
  return at(list, (((turn * stride) % list.length) + list.length) % list.length);
}

function at<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError(`a list of ${list.length} has no entry ${index}`);
  return entry;
}

/** A step near 0.6 of the length that shares no factor with it, so that neighbours in the list come far apart. */
function strideOf(length: number): number {
  let stride = Math.max(1, Math.round(length * 0.6));
  while (greatestCommonDivisor(stride, length) !== 1) stride += 1;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
