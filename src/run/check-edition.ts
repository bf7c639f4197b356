/** Checking an edition: the mails three sample readers would get, run through every check, the answer kept under its hash. */
import type { App } from '../app.ts';
import { runChecks } from '../checks/index.ts';
import { findingsOf, saveFindings } from '../checks/store.ts';
import { pastBoards } from '../edition/past-boards.ts';
import { editionSnapshots } from '../edition/full-page.ts';
import { recentSubjects } from '../edition/store.ts';
import type { Edition } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';
import { fittedEdition } from '../render/index.ts';
import { sampleMessages } from './sample-readers.ts';

/** How many earlier subjects a new one must differ from. */
const SUBJECTS = 30;

/** What is checked: an edition as stored. */
type Checked = { readonly id: number; readonly edition: Edition; readonly hash: string };

export async function checkEdition(app: App, checked: Checked): Promise<readonly Finding[]> {
  const findings = await findingsIn(app, checked);
  await saveFindings(app.database.query, checked.hash, { checkedAt: app.clock.now(), findings });
  return findings;
}

/** The checks alone, over an edition or one of its variants; nothing is kept. */
export async function findingsIn(app: App, { id, edition, hash }: Checked): Promise<readonly Finding[]> {
  const db = app.database.query;
  const snapshots = await editionSnapshots(db, id);
  const boards = snapshots.map(({ board }) => board);
  return runChecks({
    edition,
    shown: await fittedEdition(edition),
    samples: await sampleMessages(app, { edition, hash }),
    boards: new Map(snapshots.map((snapshot) => [snapshot.id, snapshot.board])),
    history: await pastBoards(db, boards, edition.date),
    recentSubjects: await recentSubjects(db, edition.date, SUBJECTS),
    limits: { tableRows: app.config.settings.benchmarks.rows },
  });
}

/** What the checks said of a hash; null: it was never checked. */
export async function checkedFindings(app: App, hash: string): Promise<readonly Finding[] | null> {
  return (await findingsOf(app.database.query, hash))?.findings ?? null;
}
