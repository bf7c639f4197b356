/** What the public server needs from the rest of the house; src/web/app-ports.ts binds it to an open app. */
import type { EditionReader } from '../archive/editions.ts';
import type { Publication } from '../model/edition.ts';
import type { JoinDesk } from './desk/join.ts';
import type { LeaveDesk } from './desk/leave.ts';
import type { PreferencesDesk } from './desk/preferences.ts';

/**
 * @param raw the body exactly as it came
 * @returns `refused`: not signed by Resend, or too old; `ignored`: signed, and nothing we know
 */
export type ResendEvents = (
  headers: { readonly id: string; readonly timestamp: string; readonly signature: string },
  raw: string,
) => Promise<'recorded' | 'already' | 'ignored' | 'refused'>;

export type WebPorts = {
  readonly publication: Publication;
  readonly editions: EditionReader;
  readonly leaving: LeaveDesk;
  readonly joining: JoinDesk;
  readonly preferences: PreferencesDesk;
  /** Keeps the subscription of who was asked whether they still want it; false for every token that is not good. */
  readonly stay: (token: string) => Promise<boolean>;
  /** Sites whose pages may hold a form for ours. */
  readonly origins: readonly string[];
  /** Reverse proxies of our own before this server. */
  readonly trustProxy: number;
  /** Where a person answers. */
  readonly contact: string;
  /** Takes what Resend reports; null: no webhook is set up. */
  readonly resendEvents: ResendEvents | null;
  /** One line for the operator; `cause` is what was thrown. */
  readonly log: (line: string, cause?: unknown) => void;
};
