/** Preparing a day: the approved edition is compiled, and who gets it is frozen. */
import type { App } from '../app.ts';
import { findingsOf } from '../checks/store.ts';
import { prepareEdition } from '../delivery/prepare.ts';
import type { StoredEdition } from '../edition/store.ts';
import type { Edition } from '../model/edition.ts';
import type { CompiledEmail } from '../model/email.ts';
import { NewsletterError } from '../model/errors.ts';
import { choiceKey, compileEdition, cutTo, nearestSuperset, plannedKeys } from '../render/index.ts';
import type { Choice } from '../render/plan-variants.ts';
import { findingsIn } from './check-edition.ts';
import { mailOf } from './mail.ts';

/** What a person should know of who gets what. */
export type PreparationNotes = readonly string[];

/**
 * @param options.beforeFreeze what is to happen once everything is checked and compiled, and nothing is frozen yet
 * @throws NewsletterError not-allowed when the edition is not approved, or was approved under another release
 */
export async function prepareDay(
  app: App,
  stored: StoredEdition,
  options: { readonly beforeFreeze?: () => Promise<void> } = {},
): Promise<PreparationNotes> {
  const { id, edition, state, release } = stored;
  const { date } = edition;
  if (state !== 'approved')
    throw new NewsletterError('not-allowed', `The edition of ${date} is ${state}, not approved.`, {
      hint: 'Look at it (preview), then: inference-report approve.',
    });
  if (release !== app.release)
    throw new NewsletterError(
      'not-allowed',
      `The edition of ${date} was approved under release ${release}, this is ${app.release}.`,
      {
        hint: 'Draft, check and approve it again: its layout may differ.',
      },
    );
  await needCheckedHash(app, stored);
  const { sending } = app.config.settings;
  const plan = await planVariants(app, edition);
  const transport = await app.transport();
  const variants = await compileAll(app, stored, plan.keys);
  await options.beforeFreeze?.();
  await prepareEdition(app, {
    editionId: id,
    variants,
    variantOf: plan.variantOf,
    mail: mailOf(app),
    transport: transport.name,
    maxBatch: Math.min(sending.batch, transport.batchSize),
    maxBatchBytes: sending.maxBatchBytes,
    canary: { ...sending.canary, waitMs: sending.canary.waitMinutes * 60_000 },
  });
  return plan.notes();
}

type Plan = {
  readonly keys: readonly string[];
  /** null: nothing that this reader chose is in the edition. */
  readonly variantOf: (subscriber: Choice) => string | null;
  readonly notes: () => PreparationNotes;
};

/** Counted before the freeze; whoever chooses anew in between gets the nearest superset of what was planned. */
async function planVariants({ subscribers }: App, edition: Edition): Promise<Plan> {
  const readers = new Map<string, number>();
  for (const choice of await subscribers.countByChoice()) {
    const key = choiceKey(edition, choice);
    readers.set(key, (readers.get(key) ?? 0) + choice.readers);
  }
  const everything = choiceKey(edition, { sections: null, paperCategories: null });
  const keys = plannedKeys(readers, everything);
  const given = new Map(keys.map((key) => [key, key]));
  const count = { widened: 0, without: 0 };
  return {
    keys,
    variantOf: (subscriber) => {
      const key = choiceKey(edition, subscriber);
      if (key === '') count.without += 1;
      if (key === '') return null;
      const variant = given.get(key) ?? nearestSuperset(keys, key) ?? everything;
      given.set(key, variant);
      if (variant !== key) count.widened += 1;
      return variant;
    },
    notes: () => notesOf(count, keys.length),
  };
}

function notesOf({ widened, without }: { widened: number; without: number }, variants: number): string[] {
  const notes: string[] = [];
  if (variants > 1) notes.push(`${variants} variants of the edition for the sections that readers chose.`);
  if (widened > 0)
    notes.push(
      `${widened} readers get more than they chose: their choices are so rare that the nearest larger one serves.`,
    );
  if (without > 0) notes.push(`${without} readers get no mail: nothing they chose is in this edition.`);
  return notes;
}

/**
 * One after the other: each takes a tenth of a second and some memory. The whole edition was checked before its
 * approval; what other readers get of it is checked here, for what is wrong with it alone.
 */
async function compileAll(
  app: App,
  stored: StoredEdition,
  keys: readonly string[],
): Promise<Map<string, CompiledEmail>> {
  const compiled = new Map<string, CompiledEmail>();
  const known = keys.length > 1 ? await blockingIn(app, stored) : [];
  for (const key of keys) {
    const edition = cutTo(stored.edition, key);
    if (edition !== stored.edition) {
      const found = await blockingIn(app, { ...stored, edition });
      refuse(
        key,
        found.filter((line) => !known.includes(line)),
      );
    }
    compiled.set(key, await compileEdition(edition));
  }
  return compiled;
}

async function blockingIn(app: App, stored: StoredEdition): Promise<string[]> {
  const findings = await findingsIn(app, stored);
  return findings
    .filter(({ severity }) => severity === 'block')
    .map(({ place, message }) => `- ${place}: ${message}`);
}

function refuse(key: string, findings: readonly string[]): void {
  if (findings.length === 0) return;
  const list = findings.join('\n');
  throw new NewsletterError('not-allowed', `The mail of readers who chose ${key} cannot leave:\n${list}`);
}

/** What leaves is what was checked: the same hash, and nothing that blocks. */
async function needCheckedHash(app: App, { edition, hash }: StoredEdition): Promise<void> {
  const checked = await findingsOf(app.database.query, hash);
  if (checked === null)
    throw new NewsletterError(
      'not-allowed',
      `The edition of ${edition.date} (${hash.slice(0, 12)}) was never checked.`,
      { hint: 'Run: inference-report check, then approve it again.' },
    );
  const blocking = checked.findings.find(({ severity }) => severity === 'block');
  if (blocking !== undefined)
    throw new NewsletterError(
      'not-allowed',
      `The edition of ${edition.date} is blocked: ${blocking.message}`,
      { hint: 'Correct it, draft, check and approve it again.' },
    );
}
