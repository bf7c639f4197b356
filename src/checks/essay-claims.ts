/** Check: what the essay says of the boards is what the stored tables say: scores, ranks, movement, distances, prices. */
import type { Board } from '../model/board.ts';
import { block, warn, type Check, type CheckInput, type Found } from './check.ts';
import { doubtsOf, storedFigures, type BoardPast, type Doubt, type Subject } from './claims/index.ts';

export const essayClaims: Check = {
  name: 'essay-claims',
  run: (input) => {
    const boards = boardsOf(input);
    if (boards.length === 0) return [];
    const tables = { date: input.edition.date, boards };
    const essays = input.edition.sections.flatMap((section) =>
      section.kind === 'essay' && section.essay !== null ? [section.essay] : [],
    );
    return oncePerSentence(essays.flatMap((essay) => doubtsOf(essay, tables))).flatMap(found);
  },
};

/** The boards the edition prints, each as the snapshot its table names. */
function boardsOf({ edition, boards, history }: CheckInput): BoardPast[] {
  const tables = edition.sections.flatMap((section) => (section.kind === 'benchmarks' ? section.tables : []));
  return tables
    .map(({ snapshotId }) => boards.get(snapshotId))
    .filter((board): board is Board => board !== undefined)
    .map((board) => ({ board, earlier: history.get(board.id) ?? [] }));
}

/** A sentence that is wrong in several ways is corrected once; a contradiction outweighs a doubt. */
function oncePerSentence(doubts: readonly Doubt[]): Doubt[][] {
  const bySentence = Map.groupBy(doubts, ({ place, sentence }) => `${place}\n${sentence}`);
  return [...bySentence.values()].map((all) => {
    const wrong = all.filter(({ verdict }) => verdict.kind === 'wrong');
    return wrong.length > 0 ? wrong : all;
  });
}

/** One finding for all that is doubted of a sentence, with the figures that each doubt asks for. */
function found(doubts: readonly Doubt[]): Found[] {
  const [first] = doubts;
  if (first === undefined) return [];
  const { place, sentence, verdict } = first;
  const asked = doubts.flatMap(({ claim, verdict: { boards } }) =>
    boards.map((board) => ({ board, subjects: subjectsOf(claim) })),
  );
  const figures = [...Map.groupBy(asked, ({ board }) => board)]
    .map(([board, all]) => storedFigures(board, distinct(all.flatMap(({ subjects }) => subjects))))
    .join('. ');
  return verdict.kind === 'wrong'
    ? [block(place, `“${sentence}” is not what the stored tables say. ${figures}. Correct the sentence.`)]
    : [warn(place, `“${sentence}” cannot be checked: no stored table tells. ${figures}. Look at it again.`)];
}

function distinct(subjects: readonly Subject[]): Subject[] {
  return [...new Map(subjects.map((subject) => [JSON.stringify(subject), subject])).values()];
}

function subjectsOf(claim: Doubt['claim']): Subject[] {
  if (claim.kind === 'spread') return [claim.from, claim.to].map((rank) => ({ kind: 'holder', rank }));
  if (claim.kind === 'count') return claim.rank === null ? [] : [{ kind: 'holder', rank: claim.rank }];
  return 'other' in claim ? [claim.subject, claim.other] : [claim.subject];
}
