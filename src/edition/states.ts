/** The life of an edition: which state may follow which. A closed table; everything not in it is refused. */
import type { EditionState } from '../model/edition.ts';

const NEXT = {
  draft: ['held', 'approved', 'cancelled'],
  held: ['draft', 'approved', 'cancelled'],
  // An approval can be taken back until sending starts: a late edition is held again.
  approved: ['held', 'sending', 'cancelled'],
  sending: ['paused', 'completed', 'cancelled'],
  paused: ['sending', 'cancelled'],
  completed: [],
  cancelled: [],
} as const satisfies Record<EditionState, readonly EditionState[]>;

/** States in which content may still change. */
export const OPEN_STATES = ['draft', 'held'] as const satisfies readonly EditionState[];

export function isOpen(state: EditionState): boolean {
  return OPEN_STATES.some((open) => open === state);
}

/** The states from which `to` may be reached. */
export function statesBefore(to: EditionState): EditionState[] {
  const entries = Object.entries(NEXT) as [EditionState, readonly EditionState[]][];
  return entries.filter(([, next]) => next.includes(to)).map(([from]) => from);
}
