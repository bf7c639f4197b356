/** What the rows say of a day: the facts that decide what is due. */
import type { App } from '../app.ts';
import { findingsOf } from '../checks/store.ts';
import type { Config, Settings } from '../config.ts';
import { isOpen } from '../edition/states.ts';
import { editionOfDate } from '../edition/store.ts';
import { addDays, dateIn, editionDate, type EditionDate, type Instant } from '../model/date.ts';
import { hoursOf, type DayFacts } from './schedule.ts';

/**
 * Today, and each day before whose edition was let go, or waited at midnight to be: midnight ends no day's work.
 * Earliest first.
 */
export async function daysAtWork({ clock, config, database }: App): Promise<EditionDate[]> {
  const today = dateIn(config.settings.timeZone, clock.now());
  // The sample newsroom has no hour that a draft of yesterday could have missed.
  const drafted = config.newsroom === 'sample' ? today : addDays(today, -1);
  const earlier = await database.query
    .selectFrom('edition')
    .select('date')
    .where('date', '<', today)
    .where((eb) =>
      eb.or([eb('state', 'in', ['approved', 'sending']), eb.and({ state: 'draft', date: drafted })]),
    )
    .orderBy('date')
    .execute();
  return [...earlier.map(({ date }) => editionDate(date)), today];
}

export async function dayFacts(app: App, date: EditionDate): Promise<DayFacts> {
  const { clock, config } = app;
  const stored = await editionOfDate(app.database.query, date);
  const checked = stored === null ? null : await findingsOf(app.database.query, stored.hash);
  const now = clock.now();
  const facts = {
    now,
    over: date < dateIn(config.settings.timeZone, now),
    // What was let go is made; and a sender needs no source.
    collectedAt: stored === null || isOpen(stored.state) ? await lastCollection(app, date) : null,
    changedAt: stored?.updatedAt ?? null,
    state: stored?.state ?? null,
    blocked: checked?.findings.some((finding) => finding.severity === 'block') ?? null,
  };
  return { ...facts, approval: approvalIn(config), ...hoursOf(config, date) };
}

/** The sample newsroom waits for nobody, whatever its config says of the live one. */
export function approvalIn({ newsroom, settings }: Config): Settings['approval'] {
  return newsroom === 'sample' ? 'automatic' : settings.approval;
}

/** When a day's sources were last asked; null: not yet, or not every one of them, for a collection was cut short. */
export async function lastCollection(app: App, date: EditionDate): Promise<Instant | null> {
  const sources = (await app.newsdesk.open()).sources(date);
  const rows = await app.database.query
    .selectFrom('collection')
    .select(({ fn }) => ['source_id', fn.max('collected_at').as('collected_at')])
    .where('date', '=', date)
    .groupBy('source_id')
    .execute();
  const askedAt = new Map(rows.map((row) => [row.source_id, row.collected_at]));
  if (!sources.every(({ id }) => askedAt.has(id))) return null;
  // A newsletter of essays alone has nobody to ask.
  return sources.length === 0 ? app.clock.now() : Math.max(...askedAt.values());
}

/** Before the sources were asked there is nothing to lay out: neither a preview nor a person shall leave an empty draft behind. */
export async function canBeComposed(app: App, date: EditionDate): Promise<boolean> {
  return (
    (await editionOfDate(app.database.query, date)) !== null || (await lastCollection(app, date)) !== null
  );
}
