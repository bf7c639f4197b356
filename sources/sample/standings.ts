/** The sample newsroom's two boards as they stand on a day: scores re-measured every night, with a tie near the top. */
import { rankStandings, type Standing } from '../../src/model/board.ts';
import { startOfUtcDay, type EditionDate, type Instant } from '../../src/model/date.ts';
import { measured, modelsOn, type SampleModel } from './models.ts';
import { AGENTS } from './world.ts';

/** Raised when the index is rescaled; scores of different versions are never compared. */
export const INDEX_VERSION = 2.1;

export type ScoredModel = { readonly model: SampleModel; readonly score: number };
export type ScoredRun = {
  readonly name: string;
  readonly lab: string;
  readonly kind: 'model' | 'agent';
  /** Share of tasks resolved, in percent. */
  readonly score: number;
};

/** The index: the best effort of every model, in points; two neighbours of the first six share a score. */
export function indexScores(date: EditionDate): ScoredModel[] {
  const scored = modelsOn(date).map((model) => ({
    model,
    score: oneDecimal(measured(model, 'index', date)),
  }));
  return withTie(scored.toSorted((a, b) => b.score - a.score));
}

/** The runs of the coding board: models, and agents that score exactly what the nearest model does. */
export function codingScores(date: EditionDate): ScoredRun[] {
  const runs = modelsOn(date)
    .filter(({ family }) => family.behind < 9)
    .map((model): ScoredRun => ({
      name: model.name,
      lab: model.family.lab,
      kind: 'model',
      score: oneDecimal(measured(model, 'coding', date) + 3.4),
    }));
  const best = Math.max(...runs.map(({ score }) => score));
  const agents = AGENTS.map(({ name, lab, behind }): ScoredRun => {
    const aim = best - behind;
    const nearest = runs.toSorted((a, b) => Math.abs(a.score - aim) - Math.abs(b.score - aim))[0];
    return { name, lab, kind: 'agent', score: nearest?.score ?? oneDecimal(aim) };
  });
  return [...runs, ...agents];
}

/** The months of tasks that the coding board's runs were made on: three whole ones, a new window each month. */
export function taskWindow(date: EditionDate): { readonly from: Instant; readonly to: Instant } {
  const day = new Date(startOfUtcDay(date));
  const firstOfMonth = (back: number) => Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - back, 1);
  return { from: firstOfMonth(3), to: firstOfMonth(0) };
}

/** Ranked as readers will see it. */
export function indexStandings(date: EditionDate): Standing[] {
  return ranked(
    indexScores(date).map(({ model, score }) => ({
      name: model.name,
      lab: model.family.lab,
      kind: 'model',
      score,
    })),
  );
}

export function codingStandings(date: EditionDate): Standing[] {
  return ranked(codingScores(date));
}

function ranked(runs: readonly ScoredRun[]): Standing[] {
  const unknown = { effort: null, low: null, high: null, extra: {} };
  const rows = runs.map(({ name, lab, kind, score }) => ({
    ...unknown,
    ...{ name, rawName: name, organisation: lab, kind, score },
  }));
  return rankStandings(rows, { higherIsBetter: true, decimals: 1 });
}

/** Gives the closest two of ranks two to six the same score. */
function withTie(sorted: readonly ScoredModel[]): ScoredModel[] {
  const gap = (index: number) => (sorted[index]?.score ?? 0) - (sorted[index + 1]?.score ?? 0);
  const closest = [1, 2, 3, 4].toSorted((a, b) => gap(a) - gap(b))[0] ?? 1;
  return sorted.map((row, index) =>
    index === closest + 1 ? { ...row, score: sorted[closest]?.score ?? row.score } : row,
  );
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
