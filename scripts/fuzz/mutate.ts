/** Damaged feeds, made from good ones by a number: the same number gives the same bytes on every machine. */

export type Seed = { readonly name: string; readonly body: Uint8Array };
export type Mutant = {
  readonly name: string;
  readonly body: Uint8Array;
  readonly contentType: string | null;
};

/** A mutant may grow by repetition, up to this many bytes. */
const MAX_BYTES = 400_000;

/** What has broken readers of feeds before. */
const TOKENS = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '/>',
    '</',
    ']>',
    '<!DOCTYPE rss [',
    '%',
  ],
  ...[
    '&amp;',
    '&lt;',
    '&#60;',
    '&#x3c;',
    '&#0;',
    '&#x202e;',
    '&#xD800;',
    '&#1;',
    '&nbsp;',
    '&x;',
    '&#xE000;',
    '&#99999999;',
  ],
  ...[
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&amp;lt;b&amp;gt;',
    '<b>',
    '<p',
    '<title>',
    '</title>',
    '<item>',
    '</item>',
  ],
  ...[
    '&lt;style&gt;',
    '&lt;svg',
    '&lt;p',
    '&lt;!--',
    '&lt;![CDATA[',
    '<title type="xhtml">',
    'xml:base="//"',
    'xmlns="x"',
  ],
  ...[
    '<!ENTITY a "b">',
    '<!ENTITY a SYSTEM "file:///etc/passwd">',
    '<link href="',
    '<rss version="2.0">',
    '<feed>',
    '<entry>',
  ],
  ...[
    'javascript:',
    'http://',
    'https://[',
    '//',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ue000',
    '\u0000',
    '\u001b[2J',
    '\ud7ff',
    'e\u0301',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"version":',
    '\\ud800',
    'null',
    '__proto__',
    'encoding="utf-16"',
    'encoding="shift_jis"',
  ],
  ...[
    '0000-00-00',
    '9999-12-31T23:59:60Z',
    '-1',
    '1e999',
    '31 Feb 2026 25:61:61 +9999',
    '{{',
    '}}',
    '\n\n',
    '\t',
    ' ',
  ],
].map((token) => new TextEncoder().encode(token));
const CONTENT_TYPES = [
  null,
  'text/xml',
  'text/html; charset=windows-1251',
  'x; charset=utf-16',
  'x; charset=nonsense',
];

type Random = () => number;
type Change = (body: Uint8Array, random: Random, seeds: readonly Seed[]) => Uint8Array;

/** @param seeds good and bad feeds alike; not empty */
export function mutant(seeds: readonly Seed[], number: number): Mutant {
  const random = numbersFrom(number);
  const seed = pick(seeds, random);
  let { body } = seed;
  const rounds = 1 + Math.floor(random() ** 2 * 12);
  for (let round = 0; round < rounds; round++) body = pick(CHANGES, random)(body, random, seeds);
  const contentType = random() < 0.8 ? null : pick(CONTENT_TYPES, random);
  return { name: seed.name, body: body.subarray(0, MAX_BYTES), contentType };
}

const insertToken: Change = (body, random) => spliced(body, at(body, random), 0, pick(TOKENS, random));
const overwriteToken: Change = (body, random) => {
  const token = pick(TOKENS, random);
  return spliced(body, at(body, random), token.length, token);
};
const flipByte: Change = (body, random) =>
  spliced(body, at(body, random), 1, Uint8Array.of(Math.floor(random() * 256)));
const deleteRange: Change = (body, random) =>
  spliced(body, at(body, random), length(random), new Uint8Array());
const copyRange: Change = (body, random) => {
  const from = at(body, random);
  return spliced(body, at(body, random), 0, body.subarray(from, from + length(random)));
};
const repeatRange: Change = (body, random) => {
  const from = at(body, random);
  const piece = body.subarray(from, from + 1 + Math.floor(random() * 40));
  const times = Math.floor(random() ** 4 * 4000);
  const repeated = Buffer.concat(Array.from({ length: times }, () => piece));
  return spliced(body, from, 0, repeated.subarray(0, Math.max(0, MAX_BYTES - body.length)));
};
const cutEnd: Change = (body, random) => body.subarray(0, at(body, random));
const crossOver: Change = (body, random, seeds) => {
  const other = pick(seeds, random).body;
  const from = at(other, random);
  return spliced(body, at(body, random), length(random), other.subarray(from, from + length(random)));
};

/** What is small happens more often. */
const CHANGES: readonly Change[] = [
  ...[insertToken, insertToken, insertToken, overwriteToken, flipByte, flipByte],
  ...[deleteRange, copyRange, repeatRange, cutEnd, crossOver],
];

function spliced(body: Uint8Array, from: number, gone: number, piece: Uint8Array): Uint8Array {
  return Buffer.concat([body.subarray(0, from), piece, body.subarray(from + gone)]);
}

function at(body: Uint8Array, random: Random): number {
  return Math.floor(random() * (body.length + 1));
}

function length(random: Random): number {
  return 1 + Math.floor(random() ** 3 * 2000);
}

function pick<T>(list: readonly T[], random: Random): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined && list.length === 0) throw new RangeError('nothing to pick from');
  return chosen as T;
}

/** Mulberry32: small, and good enough to choose where to hit. */
function numbersFrom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
