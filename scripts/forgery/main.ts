/** `npm run forgery -- --tokens N --seed S`: tampered and made-up tokens by the million; one that is accepted ends the run with 1. */
import { parseArgs } from 'node:util';
import { createKeyRing } from '../../src/platform/signing.ts';
import {
  passingToken,
  preferencesToken,
  readToken,
  unsubscribeToken,
  type TokenPurpose,
} from '../../subscribers/tokens.ts';
import { seededRandom, tamper } from './tampering.ts';

const { values } = parseArgs({
  options: { tokens: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const now = Date.parse('2026-11-24T07:00:00Z');
// Two keys, as while a secret is being rotated: twice the chances for a forger.
const keys = createKeyRing([
  'the newer secret of a forgery run, long enough',
  'the older secret of it, long enough',
]);
const random = seededRandom(Number(values.seed));
const genuine = (id: number): { purpose: TokenPurpose; token: string }[] => [
  { purpose: 'unsubscribe', token: unsubscribeToken(keys, id) },
  { purpose: 'unsubscribe', token: unsubscribeToken(keys, id, keys.all[1]?.id) },
  { purpose: 'preferences', token: preferencesToken(keys, id) },
  { purpose: 'confirm', token: passingToken(keys, 'confirm', id, now + 3_600_000) },
];
const known = Array.from({ length: 250 }, (_, index) => genuine(index * 37 + 1)).flat();

const total = Number(values.tokens);
const accepted: string[] = [];
for (let count = 0; count < total; count++) {
  const one = known[random(known.length)]!;
  // Every fifth is a genuine token, whole, at another purpose's door.
  const stolen = count % 5 === 0;
  const token = stolen ? one.token : tamper(one.token, random);
  const purpose = stolen ? otherThan(one.purpose) : one.purpose;
  const answer = readToken(keys, purpose, token, now);
  if (answer.ok || answer.reason !== 'invalid') accepted.push(`${purpose} ${token}`);
  if (process.stderr.isTTY && count % 100_000 === 0) process.stderr.write(`\r${count}`);
}
console.log(`${total} tampered tokens, seed ${values.seed}: ${accepted.length} accepted`);
for (const line of accepted) console.log(line);
process.exitCode = accepted.length === 0 ? 0 : 1;

function otherThan(purpose: TokenPurpose): TokenPurpose {
  return purpose === 'unsubscribe' ? 'preferences' : 'unsubscribe';
}
