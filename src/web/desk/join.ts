/** What the join form and the confirm link can do. */
import { isPublic } from '../../archive/editions.ts';
import { listEditions } from '../../edition/store.ts';
import { editionPath } from '../../model/edition.ts';
import { parseAddress, type AddressProblem } from '../../../subscribers/address.ts';
import { CONFIRM_MS } from '../../../subscribers/joining.ts';
import { passingToken, preferencesToken, readToken, unsubscribeToken } from '../../../subscribers/tokens.ts';
import type { DeskDeps } from './deps.ts';
import { inEvenTime } from './even-time.ts';
import { challengeFor, formStamp, isSolved, readStamp } from './stamps.ts';

/** Which wording of the form a consent was given to: raise it whenever the words of the form change. */
const FORM_VERSION = '2026-11-28';

export type JoinAsk = {
  readonly address: string;
  /** null: the form carried none. */
  readonly stamp: string | null;
  /** The answer to a challenge. */
  readonly answer: string | null;
  /** The field that people do not see was filled in. */
  readonly trapped: boolean;
  /** It came from a site of the config, whose forms carry no stamp. */
  readonly fromKnownSite: boolean;
  readonly source: string;
  readonly locale: string;
  readonly ip: string | null;
};

/**
 * - heard: the one answer for known, unknown, suppressed and limited addresses alike
 * - again: show the form once more; nothing happened
 * - refused: no such address can exist
 */
export type JoinAnswer =
  | { readonly kind: 'heard' | 'again' }
  | { readonly kind: 'refused'; readonly reason: AddressProblem }
  | { readonly kind: 'challenge'; readonly challenge: string };

export type JoinDesk = {
  stamp(): string;
  ask(ask: JoinAsk): Promise<JoinAnswer>;
  /** @returns a token for the reader's choices, or null for every link that does not work */
  confirm(token: string): Promise<{ readonly preferencesToken: string } | null>;
};

export function joinDesk(deps: DeskDeps): JoinDesk {
  return {
    stamp: () => formStamp(deps.keys, deps.clock.now()),
    ask: (ask) => inEvenTime(deps.clock, () => handle(deps, ask)),
    confirm: (token) => confirm(deps, token),
  };
}

async function handle(deps: DeskDeps, ask: JoinAsk): Promise<JoinAnswer> {
  const { keys, clock, config, subscribers } = deps;
  const now = clock.now();
  // A machine that fills in every field learns nothing from it.
  if (ask.trapped) return { kind: 'heard' };
  const address = parseAddress(ask.address);
  if (!address.ok) return { kind: 'refused', reason: address.reason };
  const worked = ask.answer !== null && isSolved(keys, address.key, ask.answer, now);
  const stamp = ask.stamp === null ? 'bad' : readStamp(keys, ask.stamp, now);
  // The page of a challenge is sent by its script, and lucky ones solve it at once.
  const isInTime = stamp === 'good' || (stamp === 'too-fast' && worked);
  if (!isInTime && !ask.fromKnownSite) return { kind: 'again' };
  const { source, locale, ip } = ask;
  const heard = await subscribers.join(
    { ...{ address, source, locale, ip, form: FORM_VERSION }, worked },
    config.settings.joining,
    (id) => ({
      to: address.email,
      locale,
      values: {
        address: address.email,
        confirmUrl: `${config.publicUrl}/confirm/${passingToken(keys, 'confirm', id, now + CONFIRM_MS)}`,
      },
    }),
  );
  if (heard === 'heard') return { kind: 'heard' };
  return { kind: 'challenge', challenge: challengeFor(keys, address.key, now) };
}

async function confirm(
  { keys, clock, config, subscribers, database }: DeskDeps,
  token: string,
): Promise<{ preferencesToken: string } | null> {
  const read = readToken(keys, 'confirm', token, clock.now());
  if (!read.ok) return null;
  const latest = (await listEditions(database.query)).find(isPublic);
  const { publicUrl } = config;
  const id = read.subscriberId;
  const choices = preferencesToken(keys, id);
  const confirmed = await subscribers.confirmJoin(id, read.expiresAt - CONFIRM_MS, ({ email, locale }) => ({
    to: email,
    locale: locale ?? config.settings.locale,
    values: {
      address: email,
      actionUrl: publicUrl + (latest === undefined ? '/' : editionPath(latest.date)),
      unsubscribeUrl: `${publicUrl}/unsubscribe/${unsubscribeToken(keys, id)}`,
      preferencesUrl: `${publicUrl}/preferences/${choices}`,
    },
  }));
  return confirmed ? { preferencesToken: choices } : null;
}
