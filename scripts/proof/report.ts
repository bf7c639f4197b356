/** What many runs of the proof came to, in figures. */
import type { Outcome } from './world.ts';

export function reportOf(outcomes: readonly Outcome[], ms: number) {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  const kind = (name: string) =>
    sum(({ violations }) => violations.filter((line) => line.startsWith(name)).length);
  const killedAt = outcomes.flatMap((outcome) => outcome.killedAt);
  return {
    seeds: outcomes.length,
    seedsPerHour: Math.round((outcomes.length * 3_600_000) / ms),
    seconds: Math.round(ms / 1000),
    pairs: sum(({ count }) => count.frozen),
    calls: sum(({ calls }) => calls),
    lives: sum(({ lives }) => lives),
    kills: killedAt.length,
    /** Different places a sender was killed at, random moments apart. */
    stepsKilledAt: new Set(killedAt.filter((at) => at !== 'any moment')).size,
    faults: sum(({ faults }) => faults),
    connectionsCut: sum(({ cuts }) => cuts),
    leavers: sum(({ left }) => left),
    submitted: sum(({ count }) => count.submitted),
    skipped: sum(({ count }) => count.skipped),
    failed: sum(({ count }) => count.failed),
    cancelled: sum(({ cancelled }) => Number(cancelled)),
    webhooks: sum(({ events }) => events),
    webhooksRefused: sum(({ refused }) => refused),
    uncertain: sum(({ uncertain }) => uncertain),
    uncertainAfterReconcile: sum(({ count }) => count.uncertain),
    duplicates: kind('duplicates'),
    unexplainedLosses: kind('losses'),
    violations: sum(({ violations }) => violations.length),
  };
}
