/** Sending: workers claim, assemble, submit and settle batches until none is open. Any number of processes may run it at once. */
import type { Transaction } from 'kysely';
import type { Database } from '../database/connect.ts';
import { isOutage } from '../database/outage.ts';
import type { Tables } from '../database/schema.ts';
import type { Instant } from '../model/date.ts';
import type { EditionState } from '../model/edition.ts';
import type { SubmitResult, Transport } from '../model/delivery.ts';
import { NewsletterError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyRing } from '../platform/signing.ts';
import type { Breaker } from './breaker.ts';
import { claimBatch, type ClaimDeps, type ClaimResult } from './claim.ts';
import { auditEdition, hasOpen, type Audit } from './ledger.ts';
import { lockEdition } from './lock-edition.ts';
import { loadRecipe, loadVariant, variantNames, type PinnedRecipe } from './recipe.ts';
import { createRestraint, type Restraint } from './restraint.ts';
import { sealer, type Sealer } from './seal-batch.ts';
import { pauseRunning, settle, type Answered, type Settlement } from './settle.ts';

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
  /** When what comes back must stop the run; without one only a person stops it. */
  readonly breaker?: Breaker;
};

export type SendOptions = {
  readonly editionId: number;
  /** Stops claiming; calls under way are finished and settled. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SendProgress) => void;
  /** From here on nothing more is claimed: what is open then waits, paused, for a person. */
  readonly until?: Instant;
  /** The provider's answers tell nothing, call after call: until one does, hardly another batch is begun. Once a run. */
  readonly onDoubt?: (reason: string) => Promise<void>;
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
 * @throws NewsletterError not-allowed when the edition was never prepared, or was prepared for another transport
 */
export async function sendEdition(deps: SendDeps, options: SendOptions): Promise<SendReport> {
  const pinned = await loadRecipe(deps.database.query, options.editionId);
  if (pinned === null)
    throw new NewsletterError(
      'not-allowed',
      `Edition ${options.editionId} is not prepared, so it cannot be sent.`,
    );
  refuseOtherTransport(pinned, deps.transport);
  const run = startRun(deps, options, pinned, await sealersOf(deps, options.editionId, pinned));
  const workers = Array.from({ length: deps.concurrency }, () => work(run));
  // One worker's failure stops the others after the batch in their hands; then it is told.
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  await completeIfDone(deps, options.editionId);
  const { state, reason } = await stateOf(deps.database, options.editionId);
  return { ...(await auditEdition(deps.database, options.editionId)), ...run.progress, state, reason };
}

/** A shell without the settings would put the rest of a real list into a folder and call it submitted. */
function refuseOtherTransport({ recipe }: PinnedRecipe, { name }: Transport): void {
  if (name === recipe.transport) return;
  throw new NewsletterError(
    'not-allowed',
    `The edition of ${recipe.date} was prepared for ${recipe.transport}, and this process would hand it to ${name}.`,
    { hint: `Set TRANSPORT=${recipe.transport} as it was, or end the edition: inference-report cancel.` },
  );
}

type Run = {
  readonly deps: SendDeps;
  readonly claimDeps: ClaimDeps;
  readonly editionId: number;
  readonly restraint: Restraint;
  readonly stop: AbortController;
  readonly signal: AbortSignal;
  readonly tell: (settlement: Settlement) => void;
  readonly tellDoubt: () => Promise<void>;
  progress: SendProgress;
};

function startRun(
  deps: SendDeps,
  { editionId, signal, onProgress, onDoubt, until = Infinity }: SendOptions,
  pinned: PinnedRecipe,
  sealers: ClaimDeps['sealers'],
): Run {
  const stop = new AbortController();
  let told = false;
  const { engine } = deps.database;
  const { idempotencyWindowMs } = deps.transport;
  const run: Run = {
    ...{ deps, editionId, stop },
    restraint: createRestraint({ ...deps, until }),
    claimDeps: { ...deps, engine, idempotencyWindowMs, pinned, sealers },
    signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
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
    tellDoubt: async () => {
      const doubt = told ? null : run.restraint.doubt();
      if (doubt === null) return;
      told = true;
      await onDoubt?.(doubt);
    },
    progress: { calls: 0, submitted: 0, leftDuringAttempt: 0 },
  };
  return run;
}

/** Each variant, read and readied once a run, and before any transaction: nobody could leave meanwhile. */
async function sealersOf(
  { database, transport, keys }: SendDeps,
  editionId: number,
  pinned: PinnedRecipe,
): Promise<ClaimDeps['sealers']> {
  const sealers = new Map<string, Sealer>();
  for (const variant of await variantNames(database.query, editionId)) {
    const compiled = await loadVariant(database.query, editionId, variant);
    sealers.set(variant, sealer(transport, pinned, keys, compiled));
  }
  return sealers;
}

/** How long an idle worker sleeps at most: another sender may have died, or handed a batch back. */
const IDLE_MS = 1000;

async function work(run: Run): Promise<void> {
  const { clock } = run.deps;
  let answered: Answered | null = null;
  try {
    for (;;) {
      const next: ClaimResult = await turnAcrossOutages(run, answered);
      answered = null;
      if (next.kind === 'stopped' || next.kind === 'finished') {
        // The others would see the same, and need not sleep out their time first.
        run.stop.abort();
        return;
      }
      if (next.kind === 'claimed') answered = await call(run, next);
      if (next.kind === 'wait') {
        await run.tellDoubt();
        await clock.sleep(Math.min(IDLE_MS, Math.max(10, next.until - clock.now())), run.signal);
      }
    }
  } catch (error) {
    run.stop.abort();
    throw error;
  }
}

/**
 * A database that restarts does not cost the answer that is in hand, as long as the batch is ours: a mail that was taken
 * where nobody can ask again would end uncertain. What an outage has undone, or not, the fence tells.
 */
async function turnAcrossOutages(run: Run, answered: Answered | null): Promise<ClaimResult> {
  const { clock } = run.deps;
  for (;;) {
    try {
      return await turn(run, answered);
    } catch (error) {
      if (answered === null || !isOutage(error) || clock.now() >= answered.claim.leaseUntil) throw error;
      // Not to be cut short by a stop: that would lose what is waited for.
      await clock.sleep(IDLE_MS);
    }
  }
}

/** One transaction, so one flush to the disk: what the last call brought is settled, and the next batch is claimed. */
async function turn(run: Run, answered: Answered | null): Promise<ClaimResult> {
  const { deps, claimDeps, editionId, restraint, signal } = run;
  const { settled, next } = await deps.database.query.transaction().execute(async (trx) => {
    const settled =
      answered === null ? null : await settle(trx, { ...claimDeps, now: deps.clock.now() }, answered);
    if (answered !== null && settled !== null) restraint.count(answered, settled);
    const stops = signal.aborted || (await mustStop(run, trx));
    const inDoubt = restraint.doubt() !== null;
    return { settled, next: stops ? STOPPED : await claimBatch(trx, claimDeps, { editionId, inDoubt }) };
  });
  if (settled !== null) run.tell(settled);
  return next;
}

const STOPPED = { kind: 'stopped' } as const;

/** @returns whether the edition is paused now */
async function mustStop({ deps, restraint, editionId }: Run, trx: Transaction<Tables>): Promise<boolean> {
  const reason = await restraint.reasonToPause(trx, editionId);
  if (reason !== null) await pauseRunning(trx, editionId, reason, deps.clock.now());
  return reason !== null;
}

/** @returns null when the batch was lost before the call */
async function call(
  { deps }: Run,
  { claim, sealed }: Extract<ClaimResult, { kind: 'claimed' }>,
): Promise<Answered | null> {
  // A machine that slept in between may have lost the batch, and the provider may have forgotten the key.
  const stillOurs = () => deps.clock.now() < claim.leaseUntil;
  if (!stillOurs()) return null;
  // Other bytes, or another account, under a used key would be refused at best, and mailed twice at worst.
  const answer: SubmitResult =
    claim.pinned === null || claim.pinned.hash === sealed.hash
      ? await sealed.submit(AbortSignal.timeout(deps.timeoutMs), stillOurs)
      : {
          kind: 'conflict',
          reason: 'it can no longer be offered as it was: its bytes are others now, or the account is',
        };
  return { claim, answer };
}

async function completeIfDone({ database, clock }: SendDeps, editionId: number): Promise<void> {
  const now = clock.now();
  await database.query.transaction().execute(async (trx) => {
    // First: a person may be retrying what failed, and their new batches are seen only once that is committed.
    const edition = await lockEdition(database.engine, trx, editionId);
    if (edition?.state !== 'sending') return;
    if (await hasOpen(trx, editionId)) return;
    await trx
      .updateTable('edition')
      .set({ state: 'completed', completed_at: now, updated_at: now })
      .where('id', '=', editionId)
      .execute();
  });
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
