/** The public server's ports, bound to an open app. */
import type { App } from '../app.ts';
import type { EditionReader } from '../archive/editions.ts';
import { editionBoards, editionItems } from '../edition/full-page.ts';
import { editionOfDate, listEditions } from '../edition/store.ts';
import { messageOf } from '../model/errors.ts';
import { readToken } from '../../subscribers/tokens.ts';
import type { LeaveResult, WebPorts } from './ports.ts';

/** @param warn one line for the operator; never holds a token or an address */
export function webPorts(app: App, warn: (line: string) => void): WebPorts {
  return {
    publication: app.publication,
    editions: editionReader(app),
    leave: (token) => leave(app, token),
    log: (line, cause) => warn(cause === undefined ? line : `${line}: ${messageOf(cause)}`),
  };
}

function editionReader({ database }: App): EditionReader {
  const db = database.query;
  return {
    list: () => listEditions(db),
    find: (date) => editionOfDate(db, date),
    items: (editionId, section) => editionItems(db, editionId, section),
    boards: (editionId) => editionBoards(db, editionId),
  };
}

async function leave({ keys, clock, subscribers }: App, token: string): Promise<LeaveResult> {
  const read = readToken(keys, 'unsubscribe', token, clock.now());
  if (!read.ok) return { kind: 'unknown', reason: `the token is ${read.reason}` };
  const result = await subscribers.unsubscribe(read.subscriberId);
  return result === 'unknown'
    ? { kind: 'unknown', reason: 'the subscriber is no longer stored' }
    : { kind: 'left' };
}
