/** Checking an edition: the mails three sample readers would get, run through every check, the answer kept under its hash. */
import type { App } from '../app.ts';
import { readInput, runChecks, type ChecksInput } from '../checks/index.ts';
import { storedLinkStates } from '../checks/link-states.ts';
import type { Tools } from '../checks/probes/index.ts';
import { findingsOf, saveFindings } from '../checks/store.ts';
import { composeMime } from '../delivery/mime.ts';
import { editionSnapshots } from '../edition/full-page.ts';
import { pastBoards } from '../edition/past-boards.ts';
import { audienceBefore, printedLately } from '../edition/earlier-editions.ts';
import { recentSubjects } from '../edition/store.ts';
import type { Edition } from '../model/edition.ts';
import type { Message } from '../model/email.ts';
import type { CheckResult, Finding } from '../model/finding.ts';
import { findChromium, findProgram } from '../platform/programs.ts';
import { fittedEdition } from '../render/index.ts';
import { boardDefinition } from '../../sources/boards/definitions.ts';
import { sampleMessages } from './sample-readers.ts';

/** How many earlier subjects a new one must differ from. */
const SUBJECTS = 30;
/** Days in which no headline should come twice. */
const HEADLINE_DAYS = 7;

/** What is checked: an edition as stored. */
type Checked = { readonly id: number; readonly edition: Edition; readonly hash: string };

/**
 * @param options.probe also what needs a browser, the network or another program; without it, what those said of this
 * hash before stays
 */
export async function checkEdition(
  app: App,
  { id, edition, hash }: Checked,
  options: { probe: boolean } = { probe: false },
): Promise<CheckResult> {
  const db = app.database.query;
  const messages = await sampleMessages(app, { edition, hash });
  const input = await inputFor(app, { id, edition, hash }, messages);
  const findings = runChecks(input);
  const probed = options.probe ? await probe(app, input, messages) : null;
  await saveFindings(db, hash, { checkedAt: app.clock.now(), findings, probed });
  return (await findingsOf(db, hash)) ?? { checkedAt: app.clock.now(), findings, skipped: [] };
}

/** The checks of the bytes alone, over an edition or one of its variants; nothing is kept. */
export async function findingsIn(app: App, checked: Checked): Promise<readonly Finding[]> {
  return runChecks(await inputFor(app, checked, await sampleMessages(app, checked)));
}

/** What the checks said of a hash; null: it was never checked. */
export async function checkedFindings(app: App, hash: string): Promise<CheckResult | null> {
  return findingsOf(app.database.query, hash);
}

async function inputFor(
  app: App,
  { id, edition }: Checked,
  samples: readonly Message[],
): Promise<ChecksInput> {
  const db = app.database.query;
  const snapshots = await editionSnapshots(db, id);
  const { benchmarks, checks } = app.config.settings;
  const definitions = benchmarks.boards.flatMap((reference) => boardDefinition(reference) ?? []);
  const boards = snapshots.map(({ board }) => board);
  return {
    shown: await fittedEdition(edition),
    ...{ edition, samples, limits: checks.limits, severity: checks.severity, tableRows: benchmarks.rows },
    boards: new Map(snapshots.map((snapshot) => [snapshot.id, snapshot.board])),
    history: await pastBoards(db, boards, edition.date),
    cadences: new Map(definitions.map((definition) => [definition.id, definition.cadenceDays])),
    recentSubjects: await recentSubjects(db, edition.date, SUBJECTS),
    recentUrls: await printedLately(db, edition.date, HEADLINE_DAYS),
    audience: {
      now: (await app.subscribers.countByState()).confirmed,
      before: await audienceBefore(db, edition.date),
    },
  };
}

async function probe(app: App, input: ChecksInput, messages: readonly Message[]) {
  const mimes = await Promise.all(messages.map((message) => composeMime(message, app.clock.now())));
  // Loaded when needed: a browser's driver is nothing that drafting should carry.
  const { runProbes } = await import('../checks/probes/index.ts');
  return runProbes({ ...readInput(input), mimes, tools: await toolsOf(app) }, input.severity);
}

async function toolsOf(app: App): Promise<Tools> {
  const { config, database, clock } = app;
  const { browser, links } = config.settings.checks;
  const asks = links && config.newsroom === 'live';
  return {
    chromium: browser ? await findChromium(config.chromiumPath, config.programFolders) : null,
    spamassassin: await findProgram(['spamassassin'], config.programFolders),
    fetch: asks ? app.fetcher([]) : null,
    linkCache: storedLinkStates(database.query, clock),
  };
}
