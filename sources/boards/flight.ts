/** React flight payloads: what a server-rendered Next.js page pushes into itself, joined back into one text. */
import { parseJson } from './json.ts';

const PUSH = 'self.__next_f.push([1,';

/** The joined string chunks of a page; an object may be split across chunks at any character. */
export function flightPayload(html: string): string {
  const chunks: string[] = [];
  for (let at = html.indexOf(PUSH); at >= 0; at = html.indexOf(PUSH, at)) {
    const start = at + PUSH.length;
    const end = stringEnd(html, start);
    if (end === null) break;
    const chunk = parseJson(html.slice(start, end));
    if (typeof chunk === 'string') chunks.push(chunk);
    at = end;
  }
  return chunks.join('');
}

/** The JSON object that opens at `start`, as text; null where there is none or it never closes. */
export function objectAt(text: string, start: number): string | null {
  if (text[start] !== '{') return null;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at);
      if (end === null) return null;
      at = end - 1;
    } else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return null;
}

/** The index after a JSON string literal that opens at `start`. By hand: on megabytes a regular expression overflows. */
function stringEnd(text: string, start: number): number | null {
  if (text[start] !== '"') return null;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return null;
}
