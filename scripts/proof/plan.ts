/** What happens in one run of the proof, decided by its seed alone; only the timing of processes is not. */
import { seeded } from '../resend-stand-in/fault-plans.ts';
import { FAULTS, type FaultName } from '../resend-stand-in/faults.ts';

export type Plan = {
  readonly seed: number;
  readonly readers: number;
  readonly maxBatch: number;
  /** Processes that send at once, and calls each has under way. */
  readonly senders: number;
  readonly concurrency: number;
  /** Share of calls that meet a fault, and which they may meet. */
  readonly chance: number;
  readonly faults: readonly FaultName[];
  /** Senders to kill. */
  readonly kills: number;
  /** Readers who leave or whose address is suppressed while the edition is under way. */
  readonly leavers: number;
  /** All senders at once lose power, and come back so many hours later. */
  readonly outages: readonly number[];
  /** Times a person presses pause. */
  readonly pauses: number;
  /** Times every connection to the database is cut (Postgres). */
  readonly cuts: number;
  /** Whether the first batches leave alone, and the rest waits. */
  readonly canary: boolean;
  /** Times a person cancels the edition: once, or not at all. */
  readonly cancels: number;
};

export function planOf(seed: number): Plan {
  const random = seeded(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const names = Object.keys(FAULTS) as FaultName[];
  return {
    seed,
    readers: 24 + upTo(30),
    maxBatch: 3 + upTo(6),
    senders: 1 + upTo(3),
    concurrency: 1 + upTo(1),
    chance: [0, 0.1, 0.25, 0.5][upTo(3)] ?? 0,
    // A few kinds at a time, so that each is met often enough to matter.
    faults: names.filter(() => random() < 0.4),
    kills: 2 + upTo(3),
    leavers: upTo(10),
    outages: random() < 0.25 ? [[1, 22.5, 23.5, 30][upTo(3)] ?? 1] : [],
    pauses: random() < 0.2 ? 1 : 0,
    cuts: upTo(2),
    canary: random() < 0.3,
    cancels: random() < 0.15 ? 1 : 0,
  };
}
