/** What the public server needs from the rest of the house; src/app.ts supplies it. */
import type { EditionReader } from '../archive/editions.ts';
import type { Publication } from '../model/edition.ts';

export type LeaveResult =
  /** The token is ours and its subscriber is off the list now, or was before. */
  | { readonly kind: 'left' }
  /** Not ours, altered, or its subscriber was erased. `reason` is for the log, never for the page. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type WebPorts = {
  readonly publication: Publication;
  readonly editions: EditionReader;
  /** Takes the holder of an unsubscribe token off the list; the same twice. Throws only when the database fails. */
  readonly leave: (token: string) => Promise<LeaveResult>;
  /** One line for the operator; `cause` is what was thrown. */
  readonly log: (line: string, cause?: unknown) => void;
};
