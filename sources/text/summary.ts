/** Summaries: a sentence or two that say more than the title, or nothing. */
import { withoutBoilerplate } from './boilerplate.ts';
import { cleanText } from './clean-text.ts';

/** In characters; longer is cut. */
export const SUMMARY_LENGTH = 400;
export const TITLE_LENGTH = 300;

/**
 * @param candidates HTML, best first; the first that says more than the title is taken
 * @returns clean text of at most about 400 characters, ending with a sentence where there is one; '' for none
 */
export function summaryOf(candidates: readonly string[], title: string): string {
  for (const html of candidates) {
    const text = withoutBoilerplate(cleanText(html));
    if (text !== '' && !repeats(text, title)) return cutAtSentence(text, SUMMARY_LENGTH);
  }
  return '';
}

/**
 * Cuts text to `limit` characters: at the last sentence end past half of it, else at a word, with an ellipsis.
 * Text that fits comes back as it is.
 */
export function cutAtSentence(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit);
  const end = Math.max(...[...head.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length), 0);
  if (end >= limit / 2) return head.slice(0, end);
  const word = head.replace(/\s+\S*$/, '');
  return `${(word === head
    ? head
        .slice(0, -1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')
    : word
  ).replace(/[\s,;:–—-]+$/, '')}…`;
}

/** A stop, then space and no lower-case letter: "e.g. this" goes on. CJK stops need no space. */
const SENTENCE_END = /((?:[.!?…]["”’)\]]*(?=\s+[^\p{Ll}\s])|[。！？]))/gu;

/** Whether a summary only says the title again, cut or not. */
function repeats(text: string, title: string): boolean {
  const [said, known] = [letters(text), letters(title)];
  return said === known || (known !== '' && known.includes(said));
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
