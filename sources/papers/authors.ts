/** arXiv's author line: one string, separated by commas, with affiliations in brackets and accents in TeX. */
import { texToText } from './tex.ts';

const GENERATION = /^(jr|sr|i{2,3}|iv)\.?$/i;

/** "J\"org Weiss (Inst. A, B), Ana Li, Jr." is Jörg Weiss and Ana Li, Jr. */
export function splitAuthors(line: string): string[] {
  const authors: string[] = [];
  for (const part of splitOutsideBrackets(line)) {
    const name = texToText(withoutBrackets(part));
    const last = authors.at(-1);
    if (GENERATION.test(name) && last !== undefined) authors[authors.length - 1] = `${last}, ${name}`;
    else if (name !== '') authors.push(name);
  }
  return authors;
}

function splitOutsideBrackets(line: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '(') depth++;
    if (line[at] === ')') depth = Math.max(0, depth - 1);
    if (line[at] !== ',' || depth > 0) continue;
    parts.push(line.slice(start, at));
    start = at + 1;
  }
  // A bracket that never closes would swallow everyone after it.
  return depth === 0 ? [...parts, line.slice(start)] : line.split(',');
}

function withoutBrackets(part: string): string {
  // Twice, for "(1) ((1) Institute)"; deeper nesting is nobody's affiliation.
  const flat = part.replace(/\([^()]*\)/g, '').replace(/\([^()]*\)/g, '');
  return flat.replace(/[()]/g, '');
}
