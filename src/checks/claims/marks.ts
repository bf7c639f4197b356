/** Tokenises a sentence: names, figures, ranks, days and the words of the lexicon, in order, each with its place. Pure. */
import type { EditionDate } from '../../model/date.ts';
import { BENCHMARKS, LEXICON, OTHER_BOARD, RANKS, SOME_BOARDS, type Meaning } from './lexicon.ts';
import { boardScanner, modelScanner } from './names.ts';
import { countOf, figureAt } from './numbers.ts';
import type { Figure, Period, Tables } from './types.ts';
import { periodAt } from './when.ts';

export type Sign =
  | Meaning
  | { readonly kind: 'model'; readonly name: string; readonly known: boolean }
  | { readonly kind: 'board'; readonly boards: readonly string[] }
  | { readonly kind: 'other-board' }
  | { readonly kind: 'figure'; readonly figure: Figure }
  | {
      readonly kind: 'rank';
      readonly from: number;
      readonly to: number;
      readonly bare: boolean;
      readonly shared: boolean;
    }
  | { readonly kind: 'top'; readonly count: number }
  /** "rounds out the top five" */
  | { readonly kind: 'closing'; readonly count: number }
  /** "six models" */
  | { readonly kind: 'crowd'; readonly count: number; readonly among: number | null }
  | { readonly kind: 'last' }
  | { readonly kind: 'period'; readonly period: Period | null }
  | { readonly kind: 'word' };

export type Mark = Sign & { readonly text: string };

/** Reads sentences about these tables. */
export type Tokenise = (sentence: string) => Mark[];

type Found = { readonly end: number; readonly sign: Sign };
type Scanner = (text: string, at: number) => Found | null;

const PUNCTUATION: Readonly<Record<string, Meaning>> = {
  ',': { kind: 'comma' },
  '(': { kind: 'bracket' },
  ')': { kind: 'comma' },
  ';': { kind: 'break' },
  '—': { kind: 'break' },
  '–': { kind: 'break' },
  ':': { kind: 'break' },
};

export function tokeniser(tables: Tables): Tokenise {
  const scanners = [
    ...nameScanners(tables),
    periodScanner(tables.date),
    figureScanner,
    ...RANK_SCANNERS,
    ...WORD_SCANNERS,
  ];
  return (written) => {
    const sentence = apart(written);
    const marks: Mark[] = [];
    for (let at = 0; at < sentence.length;) {
      const found = /\s/u.test(sentence[at] ?? '') ? null : longest(scanners, sentence, at);
      if (found === null) {
        at += 1;
        continue;
      }
      marks.push({ ...found.sign, text: sentence.slice(at, found.end) });
      at = found.end;
    }
    return marks;
  };
}

/** "hasn't" as "has not", "Birch's" as "Birch 's": each word for itself. */
function apart(sentence: string): string {
  return sentence
    .replace(/n['’]t\b/gu, ' not')
    .replace(/['’](s|ll)\b/gu, ' ’$1')
    .replace(/\bcannot\b/g, 'can not');
}

function longest(scanners: readonly Scanner[], text: string, at: number): Found | null {
  let best: Found | null = null;
  for (const scan of scanners) {
    const found = scan(text, at);
    if (found !== null && found.end > (best?.end ?? at)) best = found;
  }
  return best;
}

function nameScanners(tables: Tables): Scanner[] {
  const models = modelScanner(tables);
  const boards = boardScanner(tables);
  const other = new RegExp(`(?<![\\p{L}])${OTHER_BOARD}`, 'uy');
  const benchmark = new RegExp(`(?<![\\p{L}\\p{N}])(?:${BENCHMARKS}|${SOME_BOARDS})(?![\\p{L}\\p{N}])`, 'uy');
  return [
    (text, at) => {
      const found = boards(text, at);
      return found === null ? null : { end: found.end, sign: { kind: 'board', boards: found.boards } };
    },
    (text, at) => {
      if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return null;
      const found = models(text, at);
      return found === null
        ? null
        : { end: found.end, sign: { kind: 'model', name: found.key, known: found.known } };
    },
    (text, at) => {
      other.lastIndex = at;
      const found = /^o/i.test(text[at] ?? '')
        ? (other.exec(text.replace(/^On /, 'on '))?.[0] ?? null)
        : null;
      if (found === null) return null;
      const end = wordsFrom(text, at, at + found.length).find(
        (word) => boards(text, word) !== null || models(text, word)?.known === true,
      );
      const name = found.replace(/^on (?:the )?/, '');
      const length = (end ?? at + found.length + 1) - 1 - at;
      return length <= found.length - name.length
        ? null
        : { end: at + length, sign: { kind: 'other-board' } };
    },
    (text, at) => {
      benchmark.lastIndex = at;
      const found = benchmark.exec(text);
      if (found === null || boards(text, at) !== null || models(text, at)?.known === true) return null;
      return { end: at + found[0].length, sign: { kind: 'other-board' } };
    },
  ];
}

/** Where the words of a stretch begin. */
function wordsFrom(text: string, from: number, to: number): number[] {
  return [...text.slice(from, to).matchAll(/(?<= )\S/gu)].map(({ index }) => from + index);
}

function periodScanner(today: EditionDate): Scanner {
  return (text, at) => {
    const found = periodAt(text, at, today);
    return found === null ? null : { end: found.end, sign: { kind: 'period', period: found.period } };
  };
}

const figureScanner: Scanner = (text, at) => {
  const found = figureAt(text, at);
  return found === null ? null : { end: found.end, sign: { kind: 'figure', figure: found.figure } };
};

const RANK_SCANNERS: readonly Scanner[] = RANKS.map(({ source, kind, bare = false }) => {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iuy');
  return (text, at) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    // "First, …" opens a sentence; it ranks nobody.
    if (found === null || (at === 0 && /^\w+,/.test(text))) return null;
    const end = at + found[0].length;
    const count = found[1] === undefined ? (/runner/i.test(found[0]) ? 2 : 1) : countOf(found[1]);
    if (kind === 'last') return { end, sign: { kind } };
    if (kind === 'top' || kind === 'closing') return { end, sign: { kind, count } };
    const among = found[2] === undefined ? null : countOf(found[2]);
    if (kind === 'crowd') return { end, sign: { kind, count, among } };
    const to = found[2] === undefined ? count : countOf(found[2]);
    const shared = /joint|shared|equal|tied/i.test(found[0]);
    return count < 1
      ? null
      : { end, sign: { kind, from: Math.min(count, to), to: Math.max(count, to), bare, shared } };
  };
});

const WORD_SCANNERS: readonly Scanner[] = [
  ...LEXICON.map(([source, meaning]): Scanner => {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iuy');
    return (text, at) => {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      return found === null ? null : { end: at + found[0].length, sign: meaning };
    };
  }),
  (text, at) => {
    const meaning = PUNCTUATION[text[at] ?? ''];
    return meaning === undefined ? null : { end: at + 1, sign: meaning };
  },
  (text, at) => {
    WORD.lastIndex = at;
    const found = WORD.exec(text);
    return found === null ? null : { end: at + found[0].length, sign: { kind: 'word' } };
  },
];

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}]|['’.&/-](?=[\p{L}\p{N}]))*/uy;
