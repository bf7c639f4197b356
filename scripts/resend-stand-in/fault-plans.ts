/** When a fault is met: by the number of the call, by chance, or by the label of a recipient. */
import { FAULTS, type FaultName } from './faults.ts';

/** Which fault a sending call meets; `call` counts from 1, `to` are its recipients. */
export type FaultPlan = (call: number, to: readonly string[]) => FaultName | undefined;

/** The Nth call meets the Nth name. @public */
export function inOrder(...names: readonly (FaultName | undefined)[]): FaultPlan {
  return (call) => names[call - 1];
}

/** Each call meets a fault with the given chance, always the same for the same seed. */
export function byChance(seed: number, chance: number, names: readonly FaultName[]): FaultPlan {
  const random = seeded(seed);
  return () => (random() < chance ? names[Math.floor(random() * names.length)] : undefined);
}

/** A call to `anyone+LABEL@...` meets the fault of that label. @public */
export function byLabel(labels: Readonly<Record<string, FaultName>>): FaultPlan {
  return (_, to) =>
    to.map((address) => labels[/\+([^@]*)@/.exec(address)?.[1] ?? '']).find((name) => name !== undefined);
}

/** The first plan that has a fault for a call. */
export function firstOf(plans: readonly FaultPlan[]): FaultPlan {
  return (call, to) => {
    for (const plan of plans) {
      const name = plan(call, to);
      if (name !== undefined) return name;
    }
    return undefined;
  };
}

/**
 * A plan in words: `server-error=0.05` (a share of the calls), `daily-quota=#200-` (from the 200th call on), `reset=#7`
 * (the seventh alone), `item-invalid=+poison` (calls with a recipient `anyone+poison@...`).
 * @returns null where it cannot be read
 */
export function planIn(words: string, seed: number): FaultPlan | null {
  const [name = '', when = ''] = words.split('=');
  if (!isFault(name)) return null;
  const share = Number(when);
  if (when !== '' && share >= 0 && share <= 1) return byChance(seed, share, [name]);
  if (/^\+[\w-]+$/.test(when)) return byLabel({ [when.slice(1)]: name });
  const [, first, onward] = /^#(\d+)(-?)$/.exec(when) ?? [];
  if (first === undefined) return null;
  return (call) => (call === Number(first) || (onward === '-' && call > Number(first)) ? name : undefined);
}

function isFault(name: string): name is FaultName {
  return name in FAULTS;
}

/** Mulberry32: small, fast, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
