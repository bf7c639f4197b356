/** The inputs of an edition: what it was assembled from, kept with it, and read back to assemble it again. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import { editionDateSchema, instantSchema } from '../model/date.ts';
import { publicationSchema, sourceReportSchema } from '../model/edition.ts';
import { NewsletterError } from '../model/errors.ts';
import { essaySchema } from '../model/essay.ts';
import { itemSchema, type Item } from '../model/item.ts';
import type { AssembleInput } from './assemble.ts';
import { boardSnapshots, type BoardSnapshot, type CurrentBoard } from './boards.ts';
import { carriedKey } from './carried.ts';
import { isLink, isPaper, type Ingredients } from './gather.ts';
import { canonicalJson } from './hash.ts';
import { chunks, type Candidate } from './items.ts';

const candidateSchema = z.object({
  id: z.number().int(),
  publishedAt: instantSchema.nullable(),
  firstSeenAt: instantSchema,
  baseline: z.boolean(),
});

const boardChoiceSchema = z.object({
  snapshotId: z.number().int(),
  previousId: z.number().int().nullable(),
  seenOn: editionDateSchema,
  withheld: z.string().nullable(),
});

/** Items and boards by row id, since their rows never change; all else whole. */
const inputsSchema = z.object({
  number: z.number().int(),
  date: editionDateSchema,
  /** Written by this program from a parsed config: only its shape is looked at. */
  settings: z.custom<AssembleInput['settings']>((value) => typeof value === 'object' && value !== null),
  publication: publicationSchema,
  sources: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      section: z.enum(['labs', 'wire', 'papers', 'benchmarks']),
    }),
  ),
  essay: essaySchema.nullable(),
  until: instantSchema,
  labs: z.array(candidateSchema),
  wire: z.array(candidateSchema),
  papers: z.array(candidateSchema),
  papersListedBefore: z.array(z.string()),
  boards: z.array(boardChoiceSchema),
  carried: z.object({
    urls: z.array(z.string()),
    keys: z.array(z.string()),
    recent: z.array(
      z.object({ item: z.object({ sourceId: z.string(), title: z.string() }), at: instantSchema }),
    ),
  }),
  report: sourceReportSchema,
  recentSubjects: z.array(z.string()),
});
type Inputs = z.infer<typeof inputsSchema>;

/** @returns JSON for the table `edition_input`; what older editions told is kept only as far as it touches this one */
export function inputsToJson(input: AssembleInput, ingredients: Ingredients, number: number): string {
  const { date, settings, publication, sources, essay } = input;
  const { sections, labs, wire, papers, benchmarks } = settings;
  const { until, report, recentSubjects, carried } = ingredients;
  const items = [...ingredients.labs, ...ingredients.wire, ...ingredients.papers].map(({ item }) => item);
  const inputs: Inputs = {
    ...{ number, date, publication, essay, until, report, recentSubjects: [...recentSubjects] },
    settings: { sections, labs, wire, papers, benchmarks },
    sources: sources.map(({ id, name, section }) => ({ id, name, section })),
    labs: ingredients.labs.map(keptCandidate),
    wire: ingredients.wire.map(keptCandidate),
    papers: ingredients.papers.map(keptCandidate),
    papersListedBefore: held(
      ingredients.papersListedBefore,
      items.map(({ url }) => url),
    ),
    boards: ingredients.boards.map(({ snapshot, previous, seenOn, withheld }) => ({
      ...{ snapshotId: snapshot.id, previousId: previous?.id ?? null, seenOn, withheld },
    })),
    carried: {
      urls: held(
        carried.urls,
        items.map(({ url }) => url),
      ),
      keys: held(carried.keys, items.map(carriedKey)),
      recent: carried.recent.map(({ item: { sourceId, title }, at }) => ({ item: { sourceId, title }, at })),
    },
  };
  return canonicalJson(inputs);
}

export type KeptInputs = {
  readonly input: Omit<AssembleInput, 'release'>;
  readonly ingredients: Ingredients;
  readonly number: number;
};

/**
 * What an edition was assembled from, as it is stored today.
 * @returns null for an edition drafted before inputs were kept
 * @throws NewsletterError broken-invariant when an item or board that it names is gone
 */
export async function loadInputs(db: Kysely<Tables>, editionId: number): Promise<KeptInputs | null> {
  const row = await db
    .selectFrom('edition_input')
    .select('json')
    .where('edition_id', '=', editionId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const kept = inputsSchema.parse(JSON.parse(row.json));
  const { number, date, settings, publication, sources, essay } = kept;
  return {
    number,
    input: { date, settings, publication, sources, essay },
    ingredients: await ingredientsOf(db, kept),
  };
}

async function ingredientsOf(db: Kysely<Tables>, kept: Inputs): Promise<Ingredients> {
  const { until, report, recentSubjects, carried } = kept;
  const items = await itemsOf(
    db,
    [...kept.labs, ...kept.wire, ...kept.papers].map(({ id }) => id),
  );
  const candidates = (list: Inputs['labs']) =>
    list.map((one): Candidate => ({ ...one, ...need(items.get(one.id), `item ${one.id}`) }));
  return {
    ...{ until, report, recentSubjects },
    labs: candidates(kept.labs).filter(isLink),
    wire: candidates(kept.wire).filter(isLink),
    papers: candidates(kept.papers).filter(isPaper),
    papersListedBefore: new Set(kept.papersListedBefore),
    boards: await boardsOf(db, kept.boards),
    carried: { urls: new Set(carried.urls), keys: new Set(carried.keys), recent: carried.recent },
  };
}

async function boardsOf(db: Kysely<Tables>, choices: Inputs['boards']): Promise<CurrentBoard[]> {
  const ids = choices.flatMap(({ snapshotId, previousId }) => [snapshotId, previousId ?? []].flat());
  const snapshots = await boardSnapshots(db, ids);
  const find = (id: number): BoardSnapshot => need(snapshots.get(id), `board snapshot ${id}`);
  return choices.map(({ snapshotId, previousId, seenOn, withheld }) => ({
    ...{ seenOn, withheld, snapshot: find(snapshotId) },
    previous: previousId === null ? null : find(previousId),
  }));
}

async function itemsOf(
  db: Kysely<Tables>,
  ids: readonly number[],
): Promise<Map<number, { hash: string; item: Item }>> {
  const items = new Map<number, { hash: string; item: Item }>();
  for (const chunk of chunks(ids, 500)) {
    const rows = await db
      .selectFrom('item')
      .select(['id', 'hash', 'json'])
      .where('id', 'in', chunk)
      .execute();
    for (const { id, hash, json } of rows) items.set(id, { hash, item: itemSchema.parse(JSON.parse(json)) });
  }
  return items;
}

function keptCandidate({ id, publishedAt, firstSeenAt, baseline }: Candidate): Inputs['labs'][number] {
  return { id, publishedAt, firstSeenAt, baseline };
}

/** Those of the wanted that the set has, each once. */
function held(set: ReadonlySet<string>, wanted: readonly string[]): string[] {
  return [...new Set(wanted)].filter((one) => set.has(one));
}

function need<T>(found: T | undefined, what: string): T {
  if (found !== undefined) return found;
  throw new NewsletterError(
    'broken-invariant',
    `The edition was made from ${what}, which is not stored any more.`,
  );
}
