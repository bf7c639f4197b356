/** Ways to forge a token, drawn by a seeded generator, so that a failure can be repeated. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Numbers from 0 up to, not including, the limit (mulberry32). */
export type Random = (limit: number) => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Never the token itself. */
export function tamper(token: string, random: Random): string {
  const ways = [changeOne, changeSome, swapTwo, cutTail, addTail, keepHead, anotherWhole];
  const forged = ways[random(ways.length)]!(token, random);
  return forged === token ? changeOne(token, random) : forged;
}

function changeOne(token: string, random: Random): string {
  const at = random(token.length);
  const old = ALPHABET.indexOf(token[at]!);
  return token.slice(0, at) + ALPHABET[(old + 1 + random(63)) % 64]! + token.slice(at + 1);
}

function changeSome(token: string, random: Random): string {
  let forged = token;
  for (let times = 2 + random(6); times > 0; times--) forged = changeOne(forged, random);
  return forged;
}

function swapTwo(token: string, random: Random): string {
  const chars = Array.from(token);
  const [a, b] = [random(chars.length), random(chars.length)];
  [chars[a], chars[b]] = [chars[b]!, chars[a]!];
  return chars.join('');
}

function cutTail(token: string, random: Random): string {
  return token.slice(0, random(token.length));
}

function addTail(token: string, random: Random): string {
  return token + letters(1 + random(8), random);
}

/** The right version and key id with everything else made up: what somebody who knows the format would try. */
function keepHead(token: string, random: Random): string {
  const head = 6 + random(38);
  return token.slice(0, head) + letters(token.length - head, random);
}

function anotherWhole(token: string, random: Random): string {
  return letters(token.length, random);
}

function letters(count: number, random: Random): string {
  return Array.from({ length: count }, () => ALPHABET[random(64)]!).join('');
}
