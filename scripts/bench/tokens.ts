/** How long reading a token takes, by what is wrong with it: were one kind told apart by its time, it would be an oracle. */
import { createKeyRing } from '../../src/platform/signing.ts';
import { preferencesToken, readToken, unsubscribeToken } from '../../subscribers/tokens.ts';

const ROUNDS = 40_000;

type Row = Record<string, string | number>;

/** The kinds take turns, so that whatever else the machine does meets them alike. */
export async function benchTokens(): Promise<Row[]> {
  const keys = createKeyRing([
    'the newer secret of the benchmark, long enough',
    'the older secret of it, long enough',
  ]);
  const strange = createKeyRing(['a secret that this newsroom never had, long enough']);
  const kinds: Record<string, (id: number) => string> = {
    genuine: (id) => unsubscribeToken(keys, id),
    'genuine, older key': (id) => unsubscribeToken(keys, id, keys.all[1]?.id),
    'first byte of the tag wrong': (id) => flipped(unsubscribeToken(keys, id), 17),
    'last byte of the tag wrong': (id) => flipped(unsubscribeToken(keys, id), 32),
    'another subscriber': (id) => flipped(unsubscribeToken(keys, id), 10),
    'another purpose': (id) => preferencesToken(keys, id),
    'unknown key': (id) => unsubscribeToken(strange, id),
    'not a token': (id) => `unsubscribe-${id}`,
  };
  const taken = new Map(Object.keys(kinds).map((kind) => [kind, new Float64Array(ROUNDS)]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [kind, make] of Object.entries(kinds)) {
      const token = make(round + 1);
      const began = process.hrtime.bigint();
      readToken(keys, 'unsubscribe', token, 0);
      taken.get(kind)![round] = Number(process.hrtime.bigint() - began) / 1000;
    }
  // The first tenth warms the compiler up.
  return [...taken].map(([kind, times]) => distribution(kind, times.subarray(ROUNDS / 10)));
}

function distribution(kind: string, times: Float64Array): Row {
  const sorted = times.toSorted();
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)]! * 100) / 100;
  return {
    token: kind,
    'p5 µs': at(0.05),
    'p25 µs': at(0.25),
    'median µs': at(0.5),
    'p75 µs': at(0.75),
    'p95 µs': at(0.95),
  };
}

function flipped(token: string, byte: number): string {
  const bytes = Buffer.from(token, 'base64url');
  bytes[byte]! ^= 0x55;
  return bytes.toString('base64url');
}
