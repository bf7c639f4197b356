/** What the essay claims of the day's boards: sentences -> marks -> clauses -> claims -> verdicts. Pure. */
import type { Essay } from '../../model/essay.ts';
import { boardsAtEnd, clausesOf, NOTHING, type Carried } from './clauses.ts';
import { readClause } from './claims.ts';
import { isVague } from './names.ts';
import { tokeniser, type Tokenise } from './marks.ts';
import { passagesOf } from './sentences.ts';
import type { Spoken } from './reading.ts';
import type { Claim, Tables } from './types.ts';
import { verdictOn, type Verdict } from './verdicts.ts';

export type { BoardPast, Subject, Tables } from './types.ts';
export { storedFigures } from './stored-figures.ts';

/** A sentence that the stored tables do not bear out. */
export type Doubt = {
  readonly place: string;
  readonly sentence: string;
  readonly claim: Claim;
  readonly verdict: Verdict;
};

export function doubtsOf(essay: Essay, tables: Tables): Doubt[] {
  const tokenise = tokeniser(tables);
  return passagesOf(essay).flatMap(({ place, sentences }) => {
    let carried = NOTHING;
    return sentences.flatMap((sentence) => {
      const read = readSentence(sentence, tokenise, carried);
      carried = read.carried;
      return read.claims.flatMap((claim): Doubt[] => {
        const verdict = verdictOn(claim, tables);
        return isMeant(claim, tables) && isWorthTelling(claim, verdict)
          ? [{ place, sentence, claim, verdict }]
          : [];
      });
    });
  });
}

/** A name that may be a product's counts beside a board's. */
function isMeant(claim: Claim, { boards }: Tables): boolean {
  const names = [
    ...('subject' in claim ? [claim.subject] : []),
    ...('other' in claim ? [claim.other] : []),
  ].flatMap((one) => (one.kind === 'model' ? [one.name] : []));
  const stored = boards.map(({ board }) => board);
  return claim.named || !names.some((name) => isVague(stored, name));
}

/**
 * What nothing stored can tell is told only where the boards are meant: movement, another day, or a board by name. A
 * price in dollars or a strange name alone is other news.
 */
function isWorthTelling(claim: Claim, { kind }: Verdict): boolean {
  if (kind !== 'unknown') return kind === 'wrong';
  const strange = 'subject' in claim && claim.subject.kind === 'model' && !claim.subject.known;
  const meant = claim.kind === 'move' || claim.kind === 'compare' || claim.period !== null;
  return claim.named || (meant && !strange);
}

function readSentence(
  sentence: string,
  tokenise: Tokenise,
  carried: Carried,
): { claims: Claim[]; carried: Carried } {
  const marks = tokenise(sentence);
  const next = boardsAtEnd(marks, carried);
  // A question asserts nothing.
  if (sentence.endsWith('?')) return { claims: [], carried: { ...carried, ...next } };
  let spoken: Spoken = takesOver(sentence) ? carried : { subjects: [], nearest: [] };
  const claims = clausesOf(marks, carried).flatMap((clause) => {
    const read = readClause(clause, spoken);
    spoken = read.spoken;
    return read.claims;
  });
  const said = spoken.subjects.length > 0 ? spoken : { subjects: carried.subjects, nearest: carried.nearest };
  return { claims, carried: { ...said, ...next } };
}

/** Only a pronoun takes the model of the sentence before. */
function takesOver(sentence: string): boolean {
  return /\b(?:it|its|both|they|the (?:model|newcomer|pair|two|latter|former))\b/i.test(sentence);
}
