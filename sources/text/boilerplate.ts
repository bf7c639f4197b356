/** What blogs and aggregators put around their summaries, and how it is taken off again. */

const CALL = [
  'Read (?:more|on|full|the (?:full|rest)|(?:this |the )?(?:article|story|post))',
  '(?:Continue|Keep) reading|Learn more|View (?:the )?(?:full |entire )?(?:post|article)|Click here to read',
].join('|');
/** Nothing but these words after the last sentence, or in brackets. */
const ALONE = [
  String.raw`more(?=\s*(?:…|\.\.\.|[)\]»›→]))`,
  'Full (?:story|article)|Permalink|Comments|Subscribe now|Also on Medium|Discuss on Hacker News',
  'Leer más|Seguir leyendo|Lire la suite|Weiterlesen|Mehr lesen|Leggi tutto|Lees verder|Leia mais|Czytaj dalej|Läs mer',
  'Читать далее|阅读全文|続きを読む',
].join('|');

const BOILERPLATE = [
  /\s*submitted by\s?.{0,120}\[link\].*$/i,
  /^\s*Article URL: .*$/i,
  /^[\p{L}& ]{3,60}, Published online: [^;]{6,30}; doi:\S+\s*/u,
  /\s*The post .{1,300}? (?:first )?appeared first on .{1,120}$/i,
  /\s*This (?:article|post|story) (?:originally|first) appeared (?:on|in) .{1,120}$/i,
  /\s*(?:©|Copyright\b).{0,80}All rights reserved\.?$/i,
  /^\s*(?:Image|Photo|Illustration|Credit)(?: credit)?s?:\s[^.]{1,80}$/i,
  // In the middle of a text only with its capital: people who read more books are no boilerplate.
  new RegExp(String.raw`\s*\(?(?:${CALL})\b.{0,80}$`, 'u'),
  new RegExp(String.raw`(?<=^|[.!?…”"\])])\s*\(?(?:${CALL})\b.{0,80}$`, 'iu'),
  new RegExp(String.raw`(?:(?<=^|[.!?…”"\])])\s*|\s*[([]\s*)(?:${ALONE})[\s.…)\]»›→]*$`, 'iu'),
];
/** What a template writes that had nothing to write. */
const NOTHING =
  /^(?:null|undefined|none|n\/a|\[object Object\]|no (?:description|summary|content)(?: (?:available|provided))?)\.?$/i;

/** Of a run of signs that nothing follows only the start is tried: from each sign, a page of dashes would take seconds. */
const CUT_SHORT = /(?<![\s,;:–—-])[\s,;:–—-]+(?:…|\.\.\.)$/;
const POINTERS = /(?<![★∞¶»›→#])[★∞¶»›→#]+$/;

/** @param text clean text */
export function withoutBoilerplate(text: string): string {
  if (NOTHING.test(text)) return '';
  const trimmed = BOILERPLATE.reduce((left, pattern) => left.replace(pattern, ''), text);
  return trimmed
    .replace(/(?<=[.!?])\s*\[?\s*(?:…|\.\.\.)\s*\]?\s*$/, '')
    .replace(CUT_SHORT, '…')
    .replace(/\s*\[\s*(?:…|\.\.\.)\s*\]\s*$/, '…')
    .replace(POINTERS, '')
    .replace(/^[\s…|•·–—-]+/, '')
    .trim();
}
