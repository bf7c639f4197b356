/** What a leave link can do: leave, come back within a day, take a break. */
import { DAY_MS, addDays, dateIn, instantOf, type EditionDate } from '../../model/date.ts';
import { passingToken, readToken } from '../../../subscribers/tokens.ts';
import type { DeskDeps } from './deps.ts';
import { gather } from './gather.ts';

export type LeaveResult =
  /** The token is ours and its subscriber is off the list now, or was before. */
  | { readonly kind: 'left' }
  /** Not ours, altered, or its subscriber was erased. `reason` is for the log, never for the page. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type LeaveDesk = {
  /** Takes the holder of an unsubscribe token off the list; the same twice. Throws only when the database fails. */
  leave(token: string): Promise<LeaveResult & { readonly undoToken: string }>;
  /** @param token the `undoToken` of a leaving, good for a day */
  undo(token: string): Promise<'back' | 'too-late'>;
  /** No edition before the day that is told; every token gets the same answer. */
  rest(token: string, weeks: number): Promise<EditionDate>;
};

/** How long a slip can be taken back. */
const UNDO_MS = DAY_MS;

/** No subscriber has the id 0: who is unknown gets a token too, so that the page tells nothing. */
const NOBODY = 0;

export function leaveDesk({ clock, keys, subscribers, publication }: DeskDeps): LeaveDesk {
  const unsubscribe = gather((ids) => subscribers.unsubscribeAll(ids));
  return {
    leave: async (token) => {
      const read = readToken(keys, 'unsubscribe', token, clock.now());
      const id = read.ok ? read.subscriberId : NOBODY;
      const found = (await unsubscribe(id)) !== undefined;
      const undoToken = passingToken(keys, 'undo', id, clock.now() + UNDO_MS);
      if (found) return { kind: 'left', undoToken };
      const reason = read.ok ? 'the subscriber is no longer stored' : `the token is ${read.reason}`;
      return { kind: 'unknown', reason, undoToken };
    },
    undo: async (token) => {
      const now = clock.now();
      const read = readToken(keys, 'undo', token, now);
      if (!read.ok) return 'too-late';
      const left = { after: now - UNDO_MS, until: read.expiresAt - UNDO_MS };
      return subscribers.undoLeave(read.subscriberId, left);
    },
    rest: async (token, weeks) => {
      const { timeZone } = publication;
      const day = addDays(dateIn(timeZone, clock.now()), weeks * 7);
      const read = readToken(keys, 'unsubscribe', token, clock.now());
      await subscribers.pause(read.ok ? read.subscriberId : NOBODY, instantOf(timeZone, day, '00:00'));
      return day;
    },
  };
}
