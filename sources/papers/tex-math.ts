/** Maths in TeX to a line of Unicode: `$10.4\times$` is "10.4×", `x_{t+1}` is "xₜ₊₁". */
import { ended, MAX_DEPTH, scan, take, takeCharacter, type Scanner } from './tex-scanner.ts';
import {
  ACCENTS,
  BLACKBOARD,
  FUNCTIONS,
  SUBSCRIPTS,
  SUPERSCRIPTS,
  SWITCHES,
  SYMBOLS,
  TEXT_WRAPPERS,
  WRAPPERS,
} from './tex-symbols.ts';

/** A space that shows only between two letters or digits: "n log n", but "log(n)". */
const SOFT = '\u0002';

/** @param source without its dollar signs; it comes back as it is when a command in it is unknown. */
export function mathToText(
  source: string,
  readText: (source: string, depth: number) => string,
  depth = 0,
): string {
  const scanner = scan(source, depth);
  const text = spaced(readMath(scanner, false, readText));
  return scanner.understood ? text : source;
}

type ReadText = (source: string, depth: number) => string;

function readMath(scanner: Scanner, inGroup: boolean, readText: ReadText): string {
  let text = '';
  while (!ended(scanner)) {
    if (inGroup && take(scanner, /\}/y)) return text;
    text += readPiece(scanner, readText);
  }
  return text;
}

function readPiece(scanner: Scanner, readText: ReadText): string {
  if (take(scanner, /\s+(?=\\r[Vv]ert)/y)) return '';
  if (take(scanner, /\s+|~/y)) return ' ';
  if (take(scanner, /->/y)) return '→';
  if (take(scanner, /-/y)) return '−';
  if (take(scanner, /'/y)) return '′';
  if (take(scanner, /[&}]|\\\\/y)) return unknown(scanner);
  const sign = take(scanner, /[\^_]/y)?.[0];
  if (sign !== undefined) return script(readArgument(scanner, readText), sign);
  return readAtom(scanner, readText);
}

/** A group, a command or one character: what `^`, `_` and commands take. */
function readArgument(scanner: Scanner, readText: ReadText): string {
  take(scanner, /\s+/y);
  return ended(scanner) ? '' : readAtom(scanner, readText);
}

function readAtom(scanner: Scanner, readText: ReadText): string {
  if (take(scanner, /\{/y)) {
    if (scanner.depth >= MAX_DEPTH) return unknown(scanner);
    scanner.depth++;
    const content = readMath(scanner, true, readText);
    scanner.depth--;
    return content;
  }
  if (take(scanner, /\\[,;: ]|\\q?quad(?![a-zA-Z])\s*/y)) return ' ';
  if (take(scanner, /\\!/y)) return '';
  if (take(scanner, /\\\|/y)) return '‖';
  const escaped = take(scanner, /\\([%&_#${}])/y)?.[1];
  if (escaped !== undefined) return escaped;
  const name = take(scanner, /\\([a-zA-Z]+)\*?\s*/y)?.[1];
  if (name !== undefined) return readCommand(name, scanner, readText);
  const character = takeCharacter(scanner);
  return character === '\\' ? unknown(scanner) : character;
}

function readCommand(name: string, scanner: Scanner, readText: ReadText): string {
  const argument = () => readArgument(scanner, readText);
  const symbol = SYMBOLS.get(name);
  if (symbol !== undefined) return symbol;
  if (FUNCTIONS.has(name)) return `${SOFT}${name === 'bmod' ? 'mod' : name}${SOFT}`;
  if (TEXT_WRAPPERS.has(name)) return textArgument(scanner, readText);
  if (name === 'operatorname') return `${SOFT}${argument()}${SOFT}`;
  if (WRAPPERS.has(name)) return argument();
  if (/^(?:mathbb|mathbbm|mathds)$/.test(name))
    return Array.from(argument(), (letter) => BLACKBOARD.get(letter) ?? letter).join('');
  if (/^[dt]?frac$/.test(name)) return `${operand(argument())}/${operand(argument())}`;
  if (/^[dt]?binom$/.test(name)) return `(${argument()} choose ${argument()})`;
  if (name === 'underset' || name === 'overset' || name === 'stackrel')
    return stacked(name, argument(), argument());
  if (name === 'sqrt') return root(take(scanner, /\[([^\]]{1,20})\]/y)?.[1], argument());
  if (name === 'pmod') return ` (mod ${argument()})`;
  const accent = name.length > 1 ? ACCENTS.get(name) : undefined;
  if (accent !== undefined) return accented(argument(), accent);
  if (!SWITCHES.has(name)) return unknown(scanner);
  // `\left.` and `\right.` are brackets that do not show.
  if (name === 'left' || name === 'right') take(scanner, /\./y);
  return '';
}

function textArgument(scanner: Scanner, readText: ReadText): string {
  const group = take(scanner, /\{((?:[^{}]|\{[^{}]{0,200}\}){0,500})\}/y)?.[1];
  if (group === undefined || scanner.depth >= MAX_DEPTH) return unknown(scanner);
  return readText(group, scanner.depth + 1);
}

function unknown(scanner: Scanner): string {
  scanner.understood = false;
  return '';
}

/** In Unicode when every character has a form there, else `x_ctx` or `x^(a+b)`. */
function script(content: string, sign: string): string {
  const table = sign === '^' ? SUPERSCRIPTS : SUBSCRIPTS;
  const plain = content.replaceAll(SOFT, '').trim();
  const small = Array.from(plain, (character) => (character === ' ' ? '' : table.get(character)));
  if (small.every((character) => character !== undefined)) return small.join('');
  return /^[\p{Lu}\p{Ll}\p{Nd}∞⊥]+$/u.test(plain) ? `${sign}${plain}` : `${sign}(${plain})`;
}

/** A number or one letter with its marks needs no brackets beside a slash or under a root. */
function operand(content: string): string {
  return /^([\p{Nd}.]+|[\p{Lu}\p{Ll}∂∞][\p{Lm}\p{No}′*]*)$/u.test(content) ? content : `(${content})`;
}

function root(degree: string | undefined, content: string): string {
  return `${degree === undefined ? '' : script(degree, '^')}√${operand(content)}`;
}

/** What stands above or below a sign, beside it: `\underset{x}{\arg\min}` is "arg minₓ". */
function stacked(name: string, small: string, sign: string): string {
  return `${sign}${script(small, name === 'underset' ? '_' : '^')}`;
}

function accented(content: string, accent: string): string {
  return Array.from(content).length === 1 ? `${content}${accent}` : content;
}

const RELATION = /\s*([=<>≤≥≪≫≠≈~≃≅≡∝≺≻⪯⪰≲≳∈∉∋⊂⊆⊃⊇→←↔↦⇒⇐⇔⇝×±∓÷·∪∩∖∧∨⊕⊗⊙∘⊨⊥∥∣≜≔≐≍⊑⊊⊈]+\p{Lm}*)\s*/gu;

/** Signs between two operands get spaces, signs before or after one do not: "d ≤ 64", "10.4×", "~5". */
function spaced(text: string): string {
  const settled = text.replace(/(.?)\u0002+(?=(.?))/gsu, (_, left: string, right: string) =>
    /[\p{L}\p{N})]/u.test(left) && /[\p{Lu}\p{Ll}\p{Nd}]/u.test(right) ? `${left} ` : left,
  );
  return settled
    .replace(/\s+/g, ' ')
    .replace(RELATION, (match, signs: string, at: number, whole: string) => {
      const before = whole.slice(0, at).at(-1) ?? '(';
      const after = whole[at + match.length] ?? ')';
      return /[([{,|‖]/.test(before) || /[)\]},|]/.test(after) ? signs : ` ${signs} `;
    })
    .replaceAll('∣', '|')
    .replace(/([([{⟨⌈⌊])\s+|\s+(?=[)\]}⟩⌉⌋,])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
