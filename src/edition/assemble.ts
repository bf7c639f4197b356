/** Assembles an edition from its ingredients: selection, composition and the hash an approval names. Pure. */
import { categoryName } from '../../sources/papers/categories.ts';
import { feedHasPapersOn } from '../../sources/papers/calendar.ts';
import { focusCategory } from '../../sources/index.ts';
import type { Source } from '../../sources/source.ts';
import type { Settings } from '../config.ts';
import type { EditionDate } from '../model/date.ts';
import type { Edition, Publication, SectionId } from '../model/edition.ts';
import type { Essay } from '../model/essay.ts';
import { composeEdition, type Reading } from './compose.ts';
import type { Ingredients } from './gather.ts';
import { hashOf } from './hash.ts';
import { selectLinks, type Considered } from './select-links.ts';
import { selectPapers } from './select-papers.ts';
import { selectTable } from './tables.ts';

/** What assembling needs beside the ingredients; all of it is kept with the edition. */
export type AssembleInput = {
  readonly date: EditionDate;
  readonly settings: Pick<Settings, 'sections' | 'labs' | 'wire' | 'papers' | 'benchmarks'>;
  readonly publication: Publication;
  /** In configured order: the first to tell a story leads it. */
  readonly sources: readonly Pick<Source, 'id' | 'name' | 'section'>[];
  readonly essay: Essay | null;
  /** The program's version: part of what an approval names. */
  readonly release: string;
};

export type DraftInput = AssembleInput & {
  readonly settings: Settings;
  readonly sources: readonly Source[];
};

export type Assembled = {
  readonly edition: Edition;
  readonly hash: string;
  /** Everything of the full pages, in their order. */
  readonly considered: Readonly<Record<'labs' | 'wire' | 'papers', readonly Considered[]>>;
  readonly boards: readonly { readonly snapshotId: number; readonly previousId: number | null }[];
};

/** The same ingredients always give the same edition and hash. */
export function assemble(input: AssembleInput, ingredients: Ingredients, number: number): Assembled {
  const { date, settings, publication, essay, release } = input;
  const { labs, wire, papers } = select(input, ingredients);
  const { boards, report } = ingredients;
  const category = focusCategory(settings, date);
  const tables = boards.map((board) =>
    selectTable(board, { date, rows: settings.benchmarks.rows, locale: publication.locale }),
  );
  const edition = composeEdition({
    ...{ date, number, publication, essay, tables, report },
    sections: settings.sections,
    labs: labs.entries,
    wire: wire.entries,
    papers: papers.entries,
    arxiv: {
      focus: { category, name: categoryName(category) },
      quiet: papers.quiet,
      announces: feedHasPapersOn(date),
    },
    windowHours: { labs: settings.labs.windowHours, wire: settings.wire.windowHours },
    readings: readingsOf(input, ingredients),
    recentSubjects: ingredients.recentSubjects,
  });
  const considered = { labs: labs.considered, wire: wire.considered, papers: papers.considered };
  const hash = hashOf({ edition, release, inputs: inputHashes(considered, ingredients) });
  const shown = boards.map(({ snapshot, previous }, index) => ({
    snapshotId: snapshot.id,
    previousId: tables[index]?.staleNote === null ? (previous?.id ?? null) : null,
  }));
  return { edition, hash, considered, boards: shown };
}

function select(input: AssembleInput, ingredients: Ingredients) {
  const { date, settings, sources } = input;
  const { until, carried, papersListedBefore } = ingredients;
  const { labs, wire } = selectLinks({
    ...{ date, until, sources, carried },
    settings: { labs: settings.labs, wire: settings.wire },
    candidates: { labs: ingredients.labs, wire: ingredients.wire },
  });
  const papers = selectPapers({
    ...{ date, carried, settings: settings.papers },
    candidates: ingredients.papers,
    focus: focusCategory(settings, date),
    listedBefore: papersListedBefore,
  });
  return { labs, wire, papers };
}

function readingsOf(
  { sources }: AssembleInput,
  { report }: Ingredients,
): Partial<Record<SectionId, Reading>> {
  const failed = new Set(report.failed.map(({ sourceId }) => sourceId));
  return Object.fromEntries(
    [...Map.groupBy(sources, ({ section }) => section)].map(([section, members]) => [
      section,
      readingOf(
        members.length,
        members.filter(({ id }) => failed.has(id)),
      ),
    ]),
  );
}

function readingOf(asked: number, unread: readonly { readonly name: string }[]): Reading {
  return { asked, answered: asked - unread.length, unread: unread.map(({ name }) => name) };
}

function inputHashes(considered: Assembled['considered'], { boards }: Ingredients) {
  return {
    items: Object.values(considered).map((list) => list.map(({ itemId, hash }) => [itemId, hash])),
    boards: boards.map(({ snapshot, previous }) => [snapshot.hash, previous?.hash ?? null]),
  };
}
