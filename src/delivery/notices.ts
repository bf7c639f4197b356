/** Dispatch of notices: the ledger rules of an edition for mails of one reader each. Any number of processes may run it. */
import type { Database } from '../database/connect.ts';
import type { SubmitResult, Transport } from '../model/delivery.ts';
import type { Message } from '../model/email.ts';
import type { NoticeKind } from '../model/notice.ts';
import type { Publication } from '../model/edition.ts';
import { messageOf as reasonOf } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing } from '../platform/signing.ts';
import { personaliser, type Personalised } from '../render/personalise.ts';
import { compileNotice } from '../render/layout-mjml.ts';
import { messageHash } from './batch.ts';
import { accountHash } from './seal-batch.ts';
import { listHeaders } from './headers.ts';
import { claimNotice, type NoticeClaim, type NoticeEnd } from './notice-claim.ts';
import { pinNotice, settleNotice } from './notice-settle.ts';
import type { Mail } from './recipe.ts';

export type NoticeDeps = {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly publication: Publication;
  /** From, reply-to and list names, as of an edition. */
  readonly mail: Mail;
  readonly sender: string;
  readonly timeoutMs: number;
  /** Longer than a call takes. */
  readonly leaseMs: number;
};

export type NoticeReport = Readonly<Record<NoticeEnd, number>>;

/** Submits every notice that is due now, one after the other; stops early when the signal aborts. */
export async function dispatchNotices(deps: NoticeDeps, signal: AbortSignal): Promise<NoticeReport> {
  const ends = { submitted: 0, failed: 0, skipped: 0, uncertain: 0, waiting: 0 };
  const layouts = new Map<string, Promise<Layout>>();
  while (!signal.aborted) {
    const next = await claimNotice(deps);
    if (next === null) break;
    ends[next.kind === 'ended' ? next.end : await handle(deps, next.claim, layouts)] += 1;
  }
  return ends;
}

type Layout = ReturnType<typeof personaliser>;

async function handle(
  deps: NoticeDeps,
  claim: NoticeClaim,
  layouts: Map<string, Promise<Layout>>,
): Promise<NoticeEnd> {
  const message = await built(deps, claim, layouts);
  // Others may be built: this one is asked for later and later, and in the end failed by the name of the fault.
  if (typeof message === 'string') return settleNotice(deps, claim, { kind: 'deferred', reason: message });
  const hash = accountHash(deps.transport, messageHash(message));
  if (claim.pinned === null && !(await pinNotice(deps, claim, hash))) return 'waiting';
  const stillOurs = () => deps.clock.now() < claim.leaseUntil;
  if (!stillOurs()) return 'waiting';
  // As of a batch: other bytes under a used key are never offered.
  const answer: SubmitResult =
    claim.pinned === null || claim.pinned.hash === hash
      ? await deps.transport.submit(
          { key: claim.key, messages: [message] },
          AbortSignal.timeout(deps.timeoutMs),
          stillOurs,
        )
      : { kind: 'conflict', reason: 'the notice cannot be rebuilt to the bytes that were submitted before' };
  return settleNotice(deps, claim, answer);
}

/** @returns the fault, where it cannot be built */
async function built(
  deps: NoticeDeps,
  claim: NoticeClaim,
  layouts: Map<string, Promise<Layout>>,
): Promise<Message | string> {
  const { kind, letter } = claim;
  const name = `${kind} ${letter.locale}`;
  const layout = layouts.get(name) ?? layOut(deps, kind, letter.locale);
  layouts.set(name, layout);
  try {
    return messageOf(deps, claim, (await layout)(letter.values));
  } catch (error) {
    return `it cannot be built: ${reasonOf(error)}`;
  }
}

async function layOut({ publication }: NoticeDeps, kind: NoticeKind, locale: string): Promise<Layout> {
  return personaliser(await compileNotice(kind, publication, locale));
}

function messageOf({ mail }: NoticeDeps, claim: NoticeClaim, parts: Personalised): Message {
  const { to, values } = claim.letter;
  const { unsubscribeUrl } = values;
  const list =
    unsubscribeUrl === undefined
      ? {}
      : listHeaders({ ...mail, date: claim.kind, editionHash: String(claim.id) }, unsubscribeUrl);
  return {
    ...{ from: mail.from, to, replyTo: mail.replyTo, ...parts },
    // RFC 3834: an answering machine must not answer it.
    headers: { 'Auto-Submitted': 'auto-generated', ...list },
    tags: { notice: String(claim.id), kind: claim.kind },
  };
}
