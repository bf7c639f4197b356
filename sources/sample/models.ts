/** Which invented model is the newest of its line on a day, and how strong it is: functions of the date alone. */
import { DAY_MS, addDays, editionDate, startOfUtcDay, type EditionDate } from '../../src/model/date.ts';
import { randomOf } from './random.ts';
import { MODEL_FAMILIES, SAMPLE_LABS, type ModelFamily } from './world.ts';

export type SampleModel = {
  /** e.g. "Fjord 4.6". */
  readonly name: string;
  readonly family: ModelFamily;
  readonly releasedOn: EditionDate;
  /** Points on the sample index when it came out, before daily re-measuring. */
  readonly strength: number;
};

/** Releases are counted from here; on any day before, each line has its first model. */
const BEGINNING = startOfUtcDay('2025-01-01') / DAY_MS;

/** Days since the Unix epoch. */
export function dayNumber(date: EditionDate): number {
  return startOfUtcDay(date) / DAY_MS;
}

/** The newest model of each line. */
export function modelsOn(date: EditionDate): SampleModel[] {
  return MODEL_FAMILIES.map((family) => modelOf(family, releaseCount(family, date)));
}

/** The newest model of a lab that has a feed. */
export function newestOf(labName: string, date: EditionDate): SampleModel {
  const family = MODEL_FAMILIES.find(({ lab }) => lab === labName);
  if (family === undefined) throw new RangeError(`no line of models belongs to ${labName}`);
  return modelOf(family, releaseCount(family, date));
}

/** Models that appear on this day for the first time, of labs that have a feed. */
export function releasesOn(date: EditionDate): SampleModel[] {
  const labs = new Set(SAMPLE_LABS.map(({ name }) => name));
  const yesterday = addDays(date, -1);
  return MODEL_FAMILIES.filter(
    (family) => labs.has(family.lab) && releaseCount(family, date) > releaseCount(family, yesterday),
  ).map((family) => modelOf(family, releaseCount(family, date)));
}

/** A score on a day: what the model has, less what the board asks, moved a little by each night's new run. */
export function measured(model: SampleModel, board: string, date: EditionDate): number {
  const random = randomOf(`${board} ${model.name}`);
  const day = dayNumber(date);
  const wave = (period: number, height: number, phase: number) =>
    height * Math.sin((2 * Math.PI * day) / period + 2 * Math.PI * phase);
  const drift = wave(random.int(6, 9), 0.85, random.next()) + wave(random.int(17, 29), 0.6, random.next());
  return model.strength + (random.next() - 0.5) * 1.2 + drift;
}

function releaseCount(family: ModelFamily, date: EditionDate): number {
  return Math.max(0, Math.floor((dayNumber(date) - BEGINNING + family.offset) / family.period));
}

function modelOf(family: ModelFamily, release: number): SampleModel {
  const day = BEGINNING + Math.max(0, release * family.period - family.offset);
  const jitter = (randomOf(`${family.id} ${release}`).next() - 0.5) * 1.6;
  return {
    name: `${family.name} ${family.major + Math.floor(release / 10)}.${release % 10}`,
    family,
    releasedOn: addDays(editionDate('1970-01-01'), day),
    strength: frontier(day) - family.behind + jitter,
  };
}

/** The best anyone reaches: rising for ever, ever more slowly, towards 72 points. */
function frontier(day: number): number {
  return 72 - 22 * Math.exp(-0.3 * ((day - BEGINNING) / 365));
}
