/** Who is mailed a confirm notice, who must show some work first, and whom we leave in peace: pure, against list bombing. */
import { DAY_MS, type Instant } from '../src/model/date.ts';

/** Counts of the last hour unless they say otherwise. */
export type JoinFacts = {
  /** Confirm notices to this address since it last confirmed one: ever, and when the last was. */
  readonly noticesToAddress: number;
  readonly lastNoticeAt: Instant;
  /** Requests from this address of the network, and from its /24 or /64. */
  readonly fromIp: number;
  readonly fromNetwork: number;
  /** Confirm notices to this recipient domain. */
  readonly toDomain: number;
  /** Confirm notices of the hour that ended a quarter of an hour ago, and how many of them were confirmed. */
  readonly noticesOfHour: number;
  readonly confirmedOfHour: number;
};

export type JoinLimits = {
  readonly perIpHour: number;
  readonly perNetworkHour: number;
  readonly perDomainHour: number;
  /** Percent; fewer confirmations than that are an anomaly. */
  readonly confirmRate: number;
};

/**
 * - notify: a confirm notice may go out
 * - quiet: nothing goes out, and the page says what it always says
 * - challenge: the browser must show some work first
 */
export type JoinDecision = 'notify' | 'quiet' | 'challenge';

/** A person who hears nothing asks again; a third time is the last. The address is a victim's until it confirms. */
const MOST_NOTICES = 3;

/** How far over its limit a network may go when it shows work each time: a university, not a flood. */
const WORKED = 4;

/** Fewer notices than this say nothing about a rate. */
const ENOUGH_FOR_A_RATE = 20;

export function decideJoin(
  facts: JoinFacts,
  limits: JoinLimits,
  { now, worked }: { readonly now: Instant; readonly worked: boolean },
): JoinDecision {
  const room = worked ? WORKED : 1;
  const crowded =
    facts.fromIp >= limits.perIpHour * room || facts.fromNetwork >= limits.perNetworkHour * room;
  if (crowded) return worked ? 'quiet' : 'challenge';
  if (!worked && (facts.toDomain >= limits.perDomainHour || confirmRateIsLow(facts, limits)))
    return 'challenge';
  // Last, so that who must show work learns nothing of the address.
  if (facts.noticesToAddress >= MOST_NOTICES || now - facts.lastNoticeAt < DAY_MS) return 'quiet';
  return 'notify';
}

/** Whether a new address may be asked to confirm. @param facts.bySubscriber such requests of this subscriber in a day */
export function decideAddressChange(
  facts: { readonly count: number; readonly last: Instant; readonly bySubscriber: number },
  now: Instant,
): boolean {
  return facts.count < MOST_NOTICES && now - facts.last >= DAY_MS && facts.bySubscriber < MOST_NOTICES;
}

export function confirmRateIsLow(
  { noticesOfHour, confirmedOfHour }: Pick<JoinFacts, 'noticesOfHour' | 'confirmedOfHour'>,
  { confirmRate }: Pick<JoinLimits, 'confirmRate'>,
): boolean {
  return noticesOfHour >= ENOUGH_FOR_A_RATE && confirmedOfHour * 100 < noticesOfHour * confirmRate;
}
