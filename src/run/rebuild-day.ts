/** Rebuilding a day: its edition from stored items, boards and essay, its mails from that, and both beside what was kept. */
import type { App } from '../app.ts';
import { loadVariant, variantNames } from '../delivery/recipe.ts';
import { rebuildEdition, type Part } from '../edition/rebuild.ts';
import type { EditionDate } from '../model/date.ts';
import type { Edition } from '../model/edition.ts';
import { compileEdition, cutTo } from '../render/index.ts';
import { needEdition } from './need-edition.ts';

export type RebuiltDay = {
  readonly date: EditionDate;
  /** Under which release it was drafted, and which this is. */
  readonly release: { readonly then: string; readonly now: string };
  readonly parts: readonly Part[];
};

/** @throws NewsletterError not-found, or not-allowed for an edition whose inputs were not kept */
export async function rebuildDay(app: App, date: EditionDate): Promise<RebuiltDay> {
  const stored = await needEdition(app, date);
  const { edition, parts } = await rebuildEdition(app.database.query, stored);
  return {
    date,
    release: { then: stored.release, now: app.release },
    parts: [...parts, ...(await compareMails(app, stored.id, edition))],
  };
}

/** The frozen bytes of each variant; an edition that was never prepared has none. */
async function compareMails({ database: { query } }: App, id: number, edition: Edition): Promise<Part[]> {
  const parts: Part[] = [];
  for (const variant of await variantNames(query, id)) {
    const was = await loadVariant(query, id, variant);
    const is = await compileEdition(cutTo(edition, variant));
    for (const part of ['subject', 'html', 'text'] as const) {
      const same = JSON.stringify(was[part]) === JSON.stringify(is[part]);
      parts.push({ name: `${part} of ${variant}`, same });
    }
  }
  return parts;
}
