/** Sending: workers claim, assemble, submit and settle batches until none is open. Any number of processes may run it at once. */
import type { Database } from '../database/connect.ts';
import type { EditionState } from '../model/edition.ts';
import type { SubmitResult, Transport } from '../model/delivery.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing } from '../platform/signing.ts';
import type { Claim } from './batch.ts';
import { claimBatch, pinPayload, type ClaimDeps } from './claim.ts';
import { auditEdition, type Audit } from './ledger.ts';
import { loadRecipe, loadVariant, type PinnedRecipe } from './recipe.ts';
import { sealer, type Sealer } from './seal-batch.ts';
import { settle, type Settlement } from './settle.ts';

export type SendDeps = {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly transport: Transport;
  /** Names this process in the ledger, e.g. host and process id. */
  readonly sender: string;
  /** Calls under way at once. */
  readonly concurrency: number;
  /** How long a call may take. */
  readonly timeoutMs: number;
  /** How long a batch stays ours without a sign; longer than a call takes. */
  readonly leaseMs: number;
};

export type SendOptions = {
  readonly editionId: number;
  /** Stops claiming; calls under way are finished and settled. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SendProgress) => void;
};

/** Of this run. */
export type SendProgress = {
  readonly calls: number;
  readonly submitted: number;
  /** Mailed although they left while the call was under way. */
  readonly leftDuringAttempt: number;
};

/** `problems` is empty when the ledger's law holds. */
export type SendReport = Audit &
  SendProgress & { readonly state: EditionState; readonly reason: string | null };

/**
 * Sends what is open of a prepared edition. Calling it again, after a crash or beside another sender, mails nobody twice.
 * @throws NewsletterError not-allowed when the edition was never prepared
 */
export async function sendEdition(deps: SendDeps, options: SendOptions): Promise<SendReport> {
  const pinned = await loadRecipe(deps.database.query, options.editionId);
  if (pinned === null)
    throw new NewsletterError(
      'not-allowed',
      `Edition ${options.editionId} is not prepared, so it cannot be sent.`,
    );
  const run = startRun(deps, options, pinned);
  const workers = Array.from({ length: deps.concurrency }, () => work(run));
  // One worker's failure stops the others after the batch in their hands; then it is told.
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  await completeIfDone(deps, options.editionId);
  const { state, reason } = await stateOf(deps.database, options.editionId);
  return { ...(await auditEdition(deps.database, options.editionId)), ...run.progress, state, reason };
}

type Run = {
  readonly deps: SendDeps;
  readonly claimDeps: ClaimDeps;
  readonly editionId: number;
  readonly pinned: PinnedRecipe;
  readonly stop: AbortController;
  readonly signal: AbortSignal;
  readonly sealer: (variant: string) => Promise<Sealer>;
  readonly tell: (settlement: Settlement) => void;
  progress: SendProgress;
};

function startRun(deps: SendDeps, { editionId, signal, onProgress }: SendOptions, pinned: PinnedRecipe): Run {
  const stop = new AbortController();
  const sealers = new Map<string, Promise<Sealer>>();
  const run: Run = {
    ...{ deps, editionId, pinned, stop },
    claimDeps: { ...deps, idempotencyWindowMs: deps.transport.idempotencyWindowMs },
    signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    sealer: (variant) => {
      const known = sealers.get(variant) ?? loadSealer(deps, editionId, pinned, variant);
      sealers.set(variant, known);
      return known;
    },
    tell: (settlement) => {
      const { calls, submitted, leftDuringAttempt } = run.progress;
      run.progress =
        settlement.kind === 'lost'
          ? { calls: calls + 1, submitted, leftDuringAttempt }
          : {
              calls: calls + 1,
              submitted: submitted + settlement.submitted,
              leftDuringAttempt: leftDuringAttempt + settlement.leftDuringAttempt,
            };
      onProgress?.(run.progress);
    },
    progress: { calls: 0, submitted: 0, leftDuringAttempt: 0 },
  };
  return run;
}

async function loadSealer(
  { database, keys, transport }: SendDeps,
  editionId: number,
  pinned: PinnedRecipe,
  variant: string,
): Promise<Sealer> {
  return sealer(transport, pinned, keys, await loadVariant(database.query, editionId, variant));
}

/** How long an idle worker sleeps at most: another sender may have died, or handed a batch back. */
const IDLE_MS = 1000;

async function work(run: Run): Promise<void> {
  const { deps, claimDeps, editionId, pinned, signal } = run;
  try {
    while (!signal.aborted) {
      const next = await claimBatch(claimDeps, editionId, pinned);
      if (next.kind === 'stopped' || next.kind === 'finished') return;
      if (next.kind === 'claimed') await handle(run, next.claim);
      if (next.kind === 'wait') {
        const ms = Math.min(IDLE_MS, Math.max(10, next.until - deps.clock.now()));
        await deps.clock.sleep(ms, signal);
      }
    }
  } catch (error) {
    run.stop.abort();
    throw error;
  }
}

async function handle(run: Run, claim: Claim): Promise<void> {
  const { deps, claimDeps } = run;
  const sealed = (await run.sealer(claim.variant))(claim);
  if (claim.pinned === null && !(await pinPayload(claimDeps, claim, sealed.hash))) return;
  // A machine that slept in between may have lost the batch, and the provider may have forgotten the key.
  if (deps.clock.now() >= claim.leaseUntil) return;
  // Other bytes under a used key would be refused at best, and mailed twice at worst: they are never offered.
  const answer: SubmitResult =
    claim.pinned === null || claim.pinned.hash === sealed.hash
      ? await sealed.submit(AbortSignal.timeout(deps.timeoutMs))
      : { kind: 'conflict', reason: 'the batch cannot be rebuilt to the bytes that were submitted before' };
  const { idempotencyWindowMs } = claimDeps;
  const settled = await settle(
    { database: deps.database, idempotencyWindowMs, now: deps.clock.now() },
    claim,
    answer,
  );
  run.tell(settled);
}

async function completeIfDone({ database, clock }: SendDeps, editionId: number): Promise<void> {
  const now = clock.now();
  await database.query
    .updateTable('edition')
    .set({ state: 'completed', completed_at: now, updated_at: now })
    .where('id', '=', editionId)
    .where('state', '=', 'sending')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('batch')
            .select('batch.id')
            .where('batch.edition_id', '=', editionId)
            .where('batch.state', 'in', ['pending', 'claimed']),
        ),
      ),
    )
    .execute();
}

async function stateOf(
  { query }: Database,
  editionId: number,
): Promise<{ state: EditionState; reason: string | null }> {
  const { state, state_reason } = await query
    .selectFrom('edition')
    .select(['state', 'state_reason'])
    .where('id', '=', editionId)
    .executeTakeFirstOrThrow();
  return { state, reason: state_reason };
}
