/** The public server's ports, bound to an open app. */
import type { EditionReader } from '../archive/editions.ts';
import { recordEvent } from '../delivery/events.ts';
import { editionBoards, editionItems } from '../edition/full-page.ts';
import { editionOfDate, listEditions } from '../edition/store.ts';
import { messageOf } from '../model/errors.ts';
import { readToken } from '../../subscribers/tokens.ts';
import type { DeskDeps } from './desk/deps.ts';
import { joinDesk } from './desk/join.ts';
import { leaveDesk } from './desk/leave.ts';
import { preferencesDesk } from './desk/preferences.ts';
import type { ResendEvents, WebPorts } from './ports.ts';

/** @param warn one line for the operator; never holds a token or an address */
export function webPorts(app: DeskDeps, warn: (line: string) => void): WebPorts {
  return {
    publication: app.publication,
    editions: editionReader(app),
    leaving: leaveDesk(app),
    joining: joinDesk(app),
    preferences: preferencesDesk(app),
    stay: async (token) => {
      const read = readToken(app.keys, 'stay', token, app.clock.now());
      return read.ok && app.subscribers.stay(read.subscriberId);
    },
    origins: app.config.settings.joining.origins,
    trustProxy: app.config.trustProxy,
    contact: app.config.settings.replyTo,
    resendEvents: resendEvents(app),
    log: (line, cause) => warn(cause === undefined ? line : `${line}: ${messageOf(cause)}`),
  };
}

function resendEvents(app: DeskDeps): ResendEvents | null {
  const { webhookSecret } = app.config.resend;
  if (webhookSecret === null) return null;
  return async (headers, raw) => {
    const { isFromResend, readResendEvent } = await import('../delivery/transports/resend-events.ts');
    if (!isFromResend(webhookSecret, headers, raw)) return 'refused';
    const event = readResendEvent(headers.id, raw, app.clock.now());
    if (event === null) return 'ignored';
    return recordEvent({ ...app, softBounces: app.config.settings.softBounces }, event);
  };
}

function editionReader({ database }: DeskDeps): EditionReader {
  const db = database.query;
  return {
    list: () => listEditions(db),
    find: (date) => editionOfDate(db, date),
    items: (editionId, section) => editionItems(db, editionId, section),
    boards: (editionId) => editionBoards(db, editionId),
  };
}
