/** A day's work, step by step, each step one verb: what the commands call and the scheduler takes. */
import type { App } from '../app.ts';
import { cancelEdition, pauseEdition, resumeEdition } from '../delivery/control.ts';
import { auditEdition, countEdition } from '../delivery/ledger.ts';
import { collect, type SourceOutcome } from '../edition/collect.ts';
import { draftEdition } from '../edition/draft.ts';
import { pruneSnapshots } from '../edition/snapshots.ts';
import { approveEdition, editionOfDate } from '../edition/store.ts';
import { addDays, type EditionDate } from '../model/date.ts';
import type { LedgerCount } from '../model/delivery.ts';
import type { EditionState } from '../model/edition.ts';
import { NewsletterError } from '../model/errors.ts';
import type { CheckResult, Finding } from '../model/finding.ts';
import type { SubscriberState } from '../model/subscriber.ts';
import { checkedFindings, checkEdition } from './check-edition.ts';
import { canBeComposed, lastCollection } from './day-facts.ts';
import { needEdition, needHead } from './need-edition.ts';
import { wakeWorkers } from './wake-workers.ts';

export type Collected = { readonly sources: readonly SourceOutcome[]; readonly items: number };

/** Asks every source of a day. @param onProgress told after each source */
export async function collectDay(
  app: App,
  date: EditionDate,
  onProgress?: (done: number, total: number) => void,
): Promise<Collected> {
  const desk = await app.newsdesk.open();
  const { database, clock, config } = app;
  const fetch = app.fetcher(desk.allow);
  const deps = { database, clock, fetch, artificialAnalysisApiKey: config.artificialAnalysisApiKey };
  const ask = (day: EditionDate) =>
    collect(deps, {
      date: day,
      sources: desk.sources(day),
      staleDays: config.settings.benchmarks.staleDays,
      ...(onProgress && day === date ? { onProgress } : {}),
    });
  // Movement needs a day before: a newsroom that can tell yesterday's news is asked for it first.
  const yesterday = addDays(date, -1);
  if (app.newsdesk.knowsThePast && (await lastCollection(app, yesterday)) === null) await ask(yesterday);
  const sources = await ask(date);
  await pruneSnapshots(database, clock.now());
  return { sources, items: sources.reduce((sum, source) => sum + source.items, 0) };
}

export type Drafted = {
  readonly number: number;
  readonly title: string;
  readonly subject: string;
  readonly hash: string;
  readonly findings: readonly Finding[];
};

/**
 * Composes the edition from what is stored, and checks it.
 * @throws NewsletterError not-found before the collection, bad-input when the essay cannot be read, not-allowed when the
 * edition is approved or further
 */
export async function draftDay(app: App, date: EditionDate): Promise<Drafted> {
  const draft = await composeDay(app, date);
  if (draft.kind === 'kept')
    throw notAllowed(`The edition of ${date} is ${draft.state}: it is drafted no more.`);
  const { number, title, subject } = draft.edition;
  const { findings } = await checkEdition(app, draft);
  return { number, title, subject, hash: draft.hash, findings };
}

/**
 * Composes and stores; touches nothing once the edition is approved.
 * @throws NewsletterError bad-input when the essay cannot be read, not-found before the collection
 */
export async function composeDay(app: App, date: EditionDate): ReturnType<typeof draftEdition> {
  const { database, clock, config, publication, release, newsdesk } = app;
  const read = await newsdesk.essay(date);
  if (!read.ok) {
    const { file, line, message } = read.problem;
    throw new NewsletterError('bad-input', `${file}${line === null ? '' : `, line ${line}`}: ${message}`, {
      hint: 'Correct the essay; nothing was changed.',
    });
  }
  if (!(await canBeComposed(app, date))) {
    throw new NewsletterError('not-found', `Not every source was asked for ${date} yet.`, {
      hint: `First: inference-report collect --date ${date}.`,
    });
  }
  const desk = await newsdesk.open();
  return draftEdition(
    { database, clock },
    {
      ...{ date, publication, release, essay: read.essay, arxiv: desk.arxiv(date) },
      ...{ settings: config.settings, sources: desk.sources(date) },
    },
  );
}

/**
 * Runs every check over the stored edition, also those that need a browser, the network or another program.
 * @throws NewsletterError not-found
 */
export async function checkDay(
  app: App,
  date: EditionDate,
): Promise<CheckResult & { readonly hash: string }> {
  const stored = await needEdition(app, date);
  return { hash: stored.hash, ...(await checkEdition(app, stored, { probe: true })) };
}

/**
 * Approves the edition exactly as it was checked.
 * @param by who: a user name, or "automatic"
 * @param seen the start of the hash that was looked at; null: the edition as it is now
 * @throws NewsletterError not-found, or not-allowed when a check blocks it, it is another one, or already on its way
 */
export async function approveDay(
  app: App,
  date: EditionDate,
  by: string,
  seen: string | null = null,
): Promise<{ hash: string }> {
  const stored = await needEdition(app, date);
  const { id, hash } = stored;
  if (seen !== null && (seen.length < 8 || !hash.startsWith(seen)))
    throw notAllowed(
      `The edition of ${date} is ${hash.slice(0, 12)} now, not ${seen}: check and look at it again.`,
    );
  const { findings } = (await checkedFindings(app, hash)) ?? (await checkEdition(app, stored));
  const blocking = findings.filter((finding) => finding.severity === 'block');
  if (blocking.length > 0) {
    const list = blocking.map((finding) => `- ${finding.place}: ${finding.message}`).join('\n');
    throw notAllowed(`The edition of ${date} cannot be approved:\n${list}`);
  }
  const approval = await approveEdition(app.database.query, { id, hash, by, at: app.clock.now() });
  if (approval.kind === 'refused') throw notAllowed(`${date}: ${approval.message}`);
  return { hash };
}

export async function pauseDay(app: App, date: EditionDate, reason: string): Promise<void> {
  await pauseEdition(app, (await needHead(app, date)).id, reason);
}

/** @returns notes on what went less than well */
export async function resumeDay(app: App, date: EditionDate): Promise<readonly string[]> {
  await resumeEdition(app, (await needHead(app, date)).id);
  return wakeWorkers(app, date);
}

/** @returns notes on what has no end yet */
export async function cancelDay(app: App, date: EditionDate, reason: string): Promise<readonly string[]> {
  const { id } = await needHead(app, date);
  await cancelEdition(app, id, reason);
  const { claimed } = await countEdition(app.database, id);
  if (claimed === 0) return [];
  const { leaseSeconds } = app.config.settings.sending;
  return [
    `${claimed} deliveries are in a sender's hands, and it records what became of them. If it was killed, nobody ` +
      `does: cancel again ${leaseSeconds} seconds later.`,
  ];
}

export type DayStatus = {
  readonly edition: { number: number; title: string; state: EditionState; reason: string | null } | null;
  readonly count: LedgerCount;
  /** What breaks the ledger's law; empty when it is whole. */
  readonly problems: readonly string[];
  readonly subscribers: Readonly<Record<SubscriberState, number>>;
};

export async function statusOfDay(app: App, date: EditionDate): Promise<DayStatus> {
  const stored = await editionOfDate(app.database.query, date);
  // No edition has the id 0: its ledger is empty.
  const { count, problems } = await auditEdition(app.database, stored?.id ?? 0);
  const subscribers = await app.subscribers.countByState();
  if (stored === null) return { edition: null, count, problems, subscribers };
  const { edition, state, stateReason } = stored;
  return {
    edition: { number: edition.number, title: edition.title, state, reason: stateReason },
    count,
    problems,
    subscribers,
  };
}

function notAllowed(message: string): NewsletterError {
  return new NewsletterError('not-allowed', message);
}
