/** The list's door: every verb and every way of reading it, bound to one database, key ring and clock. */
import type { Kysely } from 'kysely';
import type { Database } from '../src/database/connect.ts';
import type { Tables } from '../src/database/schema.ts';
import type { Instant } from '../src/model/date.ts';
import type { SunsetRules } from '../src/model/list-policies.ts';
import type { Subscriber, SuppressionReason } from '../src/model/subscriber.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { KeyRing } from '../src/platform/signing.ts';
import type { Address } from './address.ts';
import * as choices from './choices.ts';
import { dataOf } from './data.ts';
import { exportCsv } from './export.ts';
import { importCsv, type ImportRequest } from './import.ts';
import * as joining from './joining.ts';
import { confirmRate } from './join-facts.ts';
import { confirmRateIsLow, type JoinLimits } from './join-limits.ts';
import * as list from './list.ts';
import type { Letter } from './notices.ts';
import * as resting from './resting.ts';
import * as store from './store.ts';
import * as suppressions from './suppressions.ts';
import { stay, sunset } from './sunset.ts';
import { tidyJoining } from './tidy.ts';

export type { Refusal } from './entries.ts';
export type { ImportReport, ImportRequest } from './import.ts';
export type { AddRequest, AddResult } from './list.ts';
export type { SubscriberFilter } from './store.ts';

export type Subscribers = ReturnType<typeof createSubscribers>;

export function createSubscribers(options: { database: Database; keys: KeyRing; clock: Clock }) {
  const { database, keys, clock } = options;
  const { query } = database;
  const inTransaction = <T>(act: (db: Kysely<Tables>) => Promise<T>) => query.transaction().execute(act);
  return {
    add: (request: list.AddRequest) => inTransaction((db) => list.add(db, keys, request, clock.now())),
    /** @param letter what the confirm notice says, for the subscriber with this id */
    join: (request: joining.JoinRequest, limits: JoinLimits, letter: (subscriberId: number) => Letter) =>
      inTransaction((db) => joining.join(db, keys, request, { limits, now: clock.now(), letter })),
    /** @param asked when the confirm notice was ordered */
    confirmJoin: (id: number, asked: Instant, welcome: (subscriber: Subscriber) => Letter) =>
      inTransaction((db) => joining.confirmJoin(db, keys, id, { asked, now: clock.now(), welcome })),
    /** Of the last hour's confirm notices, and whether so few confirmations are an anomaly. */
    confirmRate: async (limits: JoinLimits) => {
      const rate = await confirmRate(query, clock.now());
      const { noticesOfHour: notices, confirmedOfHour: confirmed } = rate;
      return { notices, confirmed, low: confirmRateIsLow(rate, limits) };
    },
    /** Deletes what nobody confirmed in a week. */
    tidyJoining: () => inTransaction((db) => tidyJoining(db, clock.now())),
    /** @param consent how they agreed, in words kept as evidence */
    confirm: (id: number, consent: string) => list.confirm(query, id, consent, clock.now()),
    unsubscribe: (id: number) => list.unsubscribe(query, id, clock.now()),
    /** Many who leave at the same moment: one write. An id that is not in the answer is unknown. */
    unsubscribeAll: (ids: readonly number[]) => list.unsubscribeAll(query, ids, clock.now()),
    undoLeave: (id: number, left: Parameters<typeof resting.undoLeave>[3]) =>
      inTransaction((db) => resting.undoLeave(db, keys, id, left)),
    choose: (id: number, made: choices.Choices) => choices.choose(query, id, made, clock.now()),
    askForAddress: (id: number, address: Address, letter: (expiresAt: Instant) => Letter) =>
      inTransaction((db) => choices.askForAddress(db, keys, { id, address, now: clock.now(), letter })),
    /** @param expiresAt of the link */
    moveTo: (id: number, expiresAt: Instant) =>
      inTransaction((db) => choices.moveTo(db, keys, id, { expiresAt, now: clock.now() })),
    /** Asks who is silent, and takes off who was asked in vain. */
    sunset: (rules: SunsetRules, letter: (subscriber: Subscriber) => Letter) =>
      inTransaction((db) => sunset(db, keys, { rules, now: clock.now(), letter })),
    /** The answer to that question. */
    stay: (id: number) => stay(query, id, clock.now()),
    /** Everything that is stored about one person. */
    dataOf: (id: number) => dataOf(query, id),
    /** @param until null: not paused any more */
    pause: (id: number, until: Instant | null) => resting.pause(query, id, until, clock.now()),
    /** @param emailKey from `parseAddress` */
    erase: (emailKey: string) => inTransaction((db) => list.erase(db, keys, emailKey, clock.now())),

    findById: (id: number) => store.findById(query, id),
    findByKey: (emailKey: string) => store.findByKey(query, emailKey),
    countByChoice: () => store.countByChoice(query),
    countByState: () => store.countByState(query),
    /** Ordered by id. */
    pages: (filter: store.SubscriberFilter, size = 1000) => store.pages(query, filter, size),
    /** Confirmed, not paused, not suppressed. Inside a transaction give its handle. */
    audience: (size = 1000, db: Kysely<Tables> = query) =>
      store.audience(db, keys, { now: clock.now(), size }),

    importCsv: (request: ImportRequest) => importCsv({ database, keys, now: clock.now() }, request),
    exportCsv: (filter: store.SubscriberFilter) => exportCsv(query, filter),

    suppress: (emailKey: string, reason: SuppressionReason, note: string | null = null) =>
      inTransaction((db) => suppressions.suppress(db, keys, { emailKey, reason, note, at: clock.now() })),
    lift: (emailKey: string) => suppressions.lift(query, keys, emailKey),
    isSuppressed: (emailKey: string) => suppressions.isSuppressed(query, keys, emailKey),
    suppressionPages: (size = 1000) => suppressions.suppressionPages(query, size),
  };
}
