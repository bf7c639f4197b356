/** What a reader's own page can do: choose, pause, move to another address, take their data along, be erased. */
import { isPublic } from '../../archive/editions.ts';
import { editionOfDate, listEditions } from '../../edition/store.ts';
import {
  addDays,
  dateIn,
  editionDateSchema,
  instantOf,
  type EditionDate,
  type Instant,
} from '../../model/date.ts';
import type { SectionId } from '../../model/edition.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { categoryName } from '../../../sources/papers/categories.ts';
import { focusCategories } from '../../../sources/index.ts';
import { parseAddress, type AddressProblem } from '../../../subscribers/address.ts';
import { passingToken, readToken, unsubscribeToken } from '../../../subscribers/tokens.ts';
import type { DeskDeps } from './deps.ts';
import { inEvenTime } from './even-time.ts';

export type ReaderChoices = {
  readonly subscriber: Subscriber;
  /** What there is to choose among, in the order of the mail. */
  readonly sections: readonly SectionId[];
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  /** The first and the last day on which a pause may end. */
  readonly earliest: EditionDate;
  readonly latest: EditionDate;
  /** The day on which a pause ends; null: not paused. */
  readonly pausedUntil: EditionDate | null;
  readonly leaveToken: string;
};

export type PreferencesDesk = {
  /** null for every token that is not good. */
  open(token: string): Promise<ReaderChoices | null>;
  /** @returns false when no section of the edition would be left */
  choose(reader: ReaderChoices, sections: readonly string[], categories: readonly string[]): Promise<boolean>;
  /** @param until `YYYY-MM-DD`, or empty for no pause; false: no such day, or too far away */
  pause(reader: ReaderChoices, until: string): Promise<boolean>;
  /** @returns why no such address can exist; null: it is asked, if it can be */
  askForAddress(reader: ReaderChoices, address: string, locale: string): Promise<AddressProblem | null>;
  /** @param token of the notice to the new address */
  moveTo(token: string): Promise<boolean>;
  data(reader: ReaderChoices): Promise<object | null>;
  erase(reader: ReaderChoices): Promise<void>;
};

export function preferencesDesk(deps: DeskDeps): PreferencesDesk {
  const { keys, clock, config, subscribers, publication } = deps;
  return {
    open: (token) => open(deps, token),
    choose: async ({ subscriber, sections, categories }, wanted, wantedCategories) => {
      const kept = sections.filter((id) => wanted.includes(id));
      if (kept.length === 0) return false;
      const chosen = categories.map(({ id }) => id).filter((id) => wantedCategories.includes(id));
      const all = chosen.length === 0 || chosen.length === categories.length;
      await subscribers.choose(subscriber.id, {
        sections: kept.length === sections.length ? null : kept,
        paperCategories: all ? null : chosen,
      });
      return true;
    },
    pause: async ({ subscriber, earliest, latest }, until) => {
      const day = editionDateSchema.safeParse(until);
      if (until !== '' && (!day.success || day.data < earliest || day.data > latest)) return false;
      const at = day.success ? instantOf(publication.timeZone, day.data, '00:00') : null;
      await subscribers.pause(subscriber.id, at);
      return true;
    },
    askForAddress: async ({ subscriber }, text, locale) => {
      const address = parseAddress(text);
      if (!address.ok) return address.reason;
      const letter = (expiresAt: Instant) => {
        const token = passingToken(keys, 'address', subscriber.id, expiresAt);
        const values = { address: address.email, confirmUrl: `${config.publicUrl}/address/${token}` };
        return { to: address.email, locale, values };
      };
      await inEvenTime(clock, () => subscribers.askForAddress(subscriber.id, address, letter));
      return null;
    },
    moveTo: async (token) => {
      const read = readToken(keys, 'address', token, clock.now());
      return read.ok && subscribers.moveTo(read.subscriberId, read.expiresAt);
    },
    data: ({ subscriber }) => subscribers.dataOf(subscriber.id),
    erase: async ({ subscriber }) => {
      await subscribers.erase(subscriber.emailKey);
    },
  };
}

async function open(deps: DeskDeps, token: string): Promise<ReaderChoices | null> {
  const { keys, clock, config, subscribers, publication } = deps;
  const now = clock.now();
  const read = readToken(keys, 'preferences', token, now);
  const subscriber = await subscribers.findById(read.ok ? read.subscriberId : 0);
  if (subscriber === null) return null;
  const today = dateIn(publication.timeZone, now);
  const { pausedUntil } = subscriber;
  const paused = pausedUntil !== null && pausedUntil > now;
  return {
    ...{ subscriber, sections: config.settings.sections, categories: await categoriesOf(deps, subscriber) },
    ...{ earliest: addDays(today, 1), latest: addDays(today, 366) },
    pausedUntil: paused ? dateIn(publication.timeZone, pausedUntil) : null,
    leaveToken: unsubscribeToken(keys, subscriber.id),
  };
}

/** Those the newsletter asks for, those of the latest edition's papers, and those this reader chose before. */
async function categoriesOf(
  { config, database }: DeskDeps,
  { paperCategories }: Subscriber,
): Promise<{ id: string; name: string }[]> {
  const latest = (await listEditions(database.query)).find(isPublic);
  const stored = latest === undefined ? null : await editionOfDate(database.query, latest.date);
  const printed = (stored?.edition.sections ?? []).flatMap((section) =>
    section.kind === 'papers' ? section.entries.map(({ category }) => category) : [],
  );
  const ids = new Set([...focusCategories(config.settings), ...printed, ...(paperCategories ?? [])]);
  return [...ids].toSorted().map((id) => ({ id, name: categoryName(id) }));
}
