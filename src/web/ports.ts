/** What the public server needs from the rest of the house; src/web/app-ports.ts binds it to an open app. */
import type { EditionReader } from '../archive/editions.ts';
import type { Publication } from '../model/edition.ts';
import type { LeaveDesk } from './desk/leave.ts';

export type WebPorts = {
  readonly publication: Publication;
  readonly editions: EditionReader;
  readonly leaving: LeaveDesk;
  /** One line for the operator; `cause` is what was thrown. */
  readonly log: (line: string, cause?: unknown) => void;
};
