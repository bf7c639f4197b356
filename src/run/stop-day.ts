/** A day stopped by the newsroom itself: before it leaves or while it does; either way the editors are told why. */
import type { App } from '../app.ts';
import { changeState, headOfDate, holdEdition } from '../edition/store.ts';
import type { EditionDate } from '../model/date.ts';
import { needHead } from './need-edition.ts';
import { tellEditors } from './tell-editors.ts';

const UNTIL = 'nothing more leaves until a person decides';

/** @returns false, and nobody is told, when it is leaving already or has its end */
export async function holdDay(app: App, date: EditionDate, reason: string): Promise<boolean> {
  const { id, state, updatedAt } = await needHead(app, date);
  const held = await holdEdition(app.database.query, { id, reason, at: app.clock.now() });
  // Told once of a draft, and once of each approval that was overruled.
  const of = state === 'approved' ? `held:${updatedAt}` : 'held';
  if (held) await tellEditors(app, { kind: 'alert', date, of, detail: `held, ${UNTIL}. ${reason}` });
  return held;
}

/** @returns false when it was not leaving any more */
export async function pauseLateDay(app: App, date: EditionDate, reason: string): Promise<boolean> {
  const { id } = await needHead(app, date);
  const paused = await changeState(app.database.query, { id, to: 'paused', reason, at: app.clock.now() });
  if (paused) await tellPaused(app, date);
  return paused;
}

/** Each pause is told once, whoever sees it first: the scheduler, a sender, or several of them. */
export async function tellPaused(app: App, date: EditionDate): Promise<void> {
  const stored = await headOfDate(app.database.query, date);
  if (stored?.state !== 'paused') return;
  const detail = `paused, ${UNTIL}. ${stored.stateReason ?? ''}`;
  await tellEditors(app, { kind: 'alert', date, of: `paused:${stored.updatedAt}`, detail });
}
