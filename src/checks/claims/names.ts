/** Names in prose: the ways a writer may call a model or a board, and the rows such a name stands for. Pure. */
import type { Board, Standing } from '../../model/board.ts';
import type { Tables } from './types.ts';

/** "GPT-5.5", "gpt 5.5" and "GPT‑5.5" are one name. */
export function nameKey(name: string): string {
  return (
    name
      .normalize('NFKC')
      .toLowerCase()
      // "opus-4-7" is 4.7; a date keeps its hyphens until it is taken out.
      .replace(/(?<!\d-?)(\d{1,2})-(\d{1,2})(?![\d\p{L}]|-\d)/gu, '$1.$2')
      .replace(/[\s_/()[\],\u2010-\u2015-]+/gu, ' ')
      .trim()
  );
}

/** Rows of a board that a name may mean: those of exactly this name, else those it shortens. */
export function rowsNamed(board: Board, key: string): Standing[] {
  const exact = board.rows.filter(({ name, rawName }) => nameKey(name) === key || nameKey(rawName) === key);
  return exact.length > 0 ? exact : board.rows.filter((row) => shortNames(row).has(key));
}

const DATE = /\b\d{4}[ -]?\d{2}[ -]?\d{2}\b/g;
const EFFORT = /^(?:none|minimal|low|medium|high|xhigh|max|adaptive|default)$/;
const DIGIT = /\d/;

/**
 * "claude opus 4.6" is also "opus 4.6" and, where it is the only one meant, "claude opus"; a date and an effort behind a
 * name may be left out, and what follows a version may be too ("Preview").
 */
function shortNames({ name, rawName }: Pick<Standing, 'name' | 'rawName'>): Set<string> {
  return new Set([name, rawName].flatMap(shorten));
}

/** The words of a name without date and effort, and where its version stands; -1: nowhere. */
function partsOf(name: string): { words: string[]; versionAt: number } {
  const words = nameKey(name).replace(DATE, ' ').split(' ').filter(Boolean);
  while (words.length > 1 && EFFORT.test(words.at(-1) ?? '')) words.pop();
  return { words, versionAt: words.findIndex((word) => DIGIT.test(word)) };
}

function shorten(name: string): string[] {
  const { words, versionAt } = partsOf(name);
  const family = versionAt === -1 ? words : words.slice(0, versionAt);
  const starts = words.map((_, index) => words.slice(0, index + 1)).filter((part) => part.length > versionAt);
  const tails = words.length > 2 && versionAt >= 1 ? [words.slice(1), words.slice(1, versionAt + 1)] : [];
  const versioned = versionAt === -1 ? [] : [...starts, ...tails, family.slice(0, 1)];
  const all = [words, ...versioned, family].map((part) => part.join(' '));
  return [nameKey(name), ...all].filter((alias) =>
    DIGIT.test(alias) ? alias.length > 1 && /\p{L}/u.test(alias) : alias.length > 3,
  );
}

/** "Claude", where all that it may mean is a Claude Opus or a Claude Sonnet: as often an assistant as a row of a table. */
export function isVague(boards: readonly Board[], key: string): boolean {
  const rows = DIGIT.test(key) ? [] : boards.flatMap((board) => rowsNamed(board, key));
  const longer = ({ name }: Standing) => {
    const { words, versionAt } = partsOf(name);
    return versionAt > 1 && words[0] === key;
  };
  return rows.length > 0 && rows.every(longer);
}

export type NameFound = { readonly end: number; readonly key: string; readonly known: boolean };
/** @returns the longest name that starts at `at`; null: none does */
export type NameScanner = (text: string, at: number) => NameFound | null;

/** A word that makes another model of the name before it: "GPT-5.5 mini". */
const VARIANT =
  /[ -](?:mini|nano|lite|flash|pro|max|ultra|turbo|thinking|instruct|codex|air|plus|coder|small|large|haiku|sonnet|opus|vision|preview)\b/iuy;
const VERSION =
  /[ -]?(?:v|(?<=[ -])\p{Lu})?\d{1,2}(?:\.\d+)*(?![\d%]|[.,]\d|\s*(?:%|percent|per cent|points?|places?|tokens?|times|pts)\b)/iuy;

/** Finds every model that any stored table knows, and names that look like one more of a known line. */
export function modelScanner({ boards }: Tables): NameScanner {
  const rows = boards.flatMap(({ board, earlier }) =>
    [board, ...earlier.map((one) => one.board)].flatMap((one) => one.rows),
  );
  const keys = new Set(rows.flatMap((row) => [...shortNames(row)]));
  const known = scannerOf(keys);
  return (text, at) => {
    const found = known(text, at);
    if (found === null) return unknownModel(text, at, known);
    // "Claude Opus" is known and "Claude Opus 4.8" is not: the longer name is another model.
    const patterns = [VARIANT, ...(DIGIT.test(found.key) ? [] : [VERSION])];
    const longer = patterns.map((pattern) => matchAt(pattern, text, found.end) ?? '').find(Boolean) ?? '';
    if (!isName(longer)) return found;
    const end = found.end + longer.length;
    return { end, key: nameKey(text.slice(at, end)), known: false };
  };
}

/** A lower-case "pro" or "plus" after a name is a word of the sentence, unless a hyphen joins it. */
function isName(more: string): boolean {
  return /^(?:-| ?v?\d| \p{Lu}\d| \p{Lu}| (?:mini|nano|lite)\b)/u.test(more);
}

const UNKNOWN =
  /\p{Lu}[\p{L}]+(?:[ -]\p{Lu}[\p{L}]*)?(?:-?\d+(?:\.\d+)*| \d{1,2}(?:\.\d{1,2})?)(?![\p{L}\p{N}%]|[.,]\d|-\p{L})/uy;
const NO_NAME =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept?|Oct|Nov|Dec|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Top|Ranks?|Ranked|Positions?|Numbers?|No|Places?|Models?|At|In|On|By|From|To|With|Of|Only|Over|Under|About|Nearly|Almost|And|But|Or|The|A|An|Some|All|Both|Between|Than|Until|Since|After|Before|For|Just|Within|Roughly|Around|Series|Section|Figure|Table|Page|Day|Week|Year|Part|Phase|Level|Chapter|Windows|Python|Its|Their|Scoring|Behind|Ahead|Up|Down|COVID|Covid|Web|Type|Tier|Step|Stage|Act|Article|Rule|Round|Version|Release|Release|Score|Scores|Scored|More|Less|Fewer|Another|These|Those|Every|Yesterday|Today|Mondays?|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|First|Last|Next)\b/u;

/** A capitalised name with a version, such as "Grok 5": a model perhaps, of which no table here knows. */
function unknownModel(text: string, at: number, known: NameScanner): NameFound | null {
  const found = matchAt(UNKNOWN, text, at);
  if (found === null || NO_NAME.test(found)) return null;
  // "Yesterday Fjord 4.6" holds a name; it is none.
  const words = [...found.matchAll(/(?<=\s)\p{L}/gu)];
  if (words.some(({ index }) => known(text, at + index) !== null)) return null;
  return { end: at + found.length, key: nameKey(found), known: false };
}

/** Boards by the names readers know them by: title, its parts, and who makes them. */
export function boardScanner({
  boards,
}: Tables): (text: string, at: number) => { end: number; boards: string[] } | null {
  const names = Map.groupBy(
    boards.flatMap(({ board }) => boardNames(board).map((name) => ({ name, id: board.id }))),
    ({ name }) => name,
  );
  const scan = scannerOf(new Set(names.keys()));
  return (text, at) => {
    const found = scan(text, at);
    if (found === null) return null;
    return { end: found.end, boards: [...new Set((names.get(found.key) ?? []).map(({ id }) => id))] };
  };
}

function boardNames({ id, title, attribution }: Board): string[] {
  const whole = nameKey(title);
  const maker = nameKey(attribution.name).replace(/ (?:ai|labs?|inc|ltd)$/, '');
  const rest = whole.startsWith(`${maker} `) ? [whole.slice(maker.length + 1)] : [];
  const bare = [whole, ...rest].map((name) => name.replace(/ (?:index|leaderboard|benchmark|board)$/, ''));
  return [
    nameKey(id),
    whole,
    maker,
    ...rest,
    ...bare.filter((name) => name.includes(' ') || name === whole),
  ].filter((name) => name.length > 2);
}

/** One pattern for all names, longest first; white space and hyphens in them are interchangeable. */
function scannerOf(
  keys: ReadonlySet<string>,
): (text: string, at: number) => { end: number; key: string; known: true } | null {
  if (keys.size === 0) return () => null;
  const longestFirst = [...keys].toSorted((a, b) => b.length - a.length);
  const source = longestFirst
    .map((key) => key.split(' ').map(escaped).join('[\\s_\\u2010-\\u2015-]?\\(?'))
    .join('|');
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}]|\\.\\d|[-\\u2010-\\u2015][\\p{L}\\p{N}])\\)?`,
    'iuy',
  );
  return (text, at) => {
    const found = matchAt(pattern, text, at);
    if (found === null) return null;
    const key = nameKey(found);
    // A line of models may be called by a common word: only its capital tells "Heron" from a heron.
    if (!DIGIT.test(key) && !/^\p{Lu}|^\P{Lu}*\p{Lu}/u.test(found)) return null;
    const end = at + found.length - (found.endsWith(')') && !found.includes('(') ? 1 : 0);
    return { end, key, known: true };
  };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
