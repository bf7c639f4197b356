/** What a probe is: a check that needs more than the bytes, and says why where it cannot run. */
import type { Fetcher } from '../../platform/http.ts';
import type { CHECK_NAMES, Finding, Skipped } from '../../model/finding.ts';
import type { CheckInput, Found } from '../check.ts';

export type ProbeInput = CheckInput & {
  /** The samples as whole mails (RFC 5322), in the same order. */
  readonly mimes: readonly Uint8Array[];
  readonly tools: Tools;
};

/** What this machine has; null: it has it not, or may not use it. */
export type Tools = {
  /** Path of a Chromium. */
  readonly chromium: string | null;
  /** Path of SpamAssassin. */
  readonly spamassassin: string | null;
  readonly fetch: Fetcher | null;
  /** Answers kept from before, and a place for new ones. */
  readonly linkCache: LinkCache;
};

/** What an address answered, in a word: "ok", "refused", "gone", "unreachable". */
export type LinkState = 'ok' | 'refused' | 'gone' | 'unreachable';
export type LinkCache = {
  /** null: not asked lately. */
  find(url: string): Promise<LinkState | null>;
  keep(url: string, state: LinkState): Promise<void>;
};

export type ProbeResult =
  | { readonly kind: 'ran'; readonly found: readonly Found[] }
  | { readonly kind: 'skipped'; readonly reason: string };

export type Probe = {
  readonly name: (typeof CHECK_NAMES)[number];
  /** Rejects never: a tool that fails is a skipped probe. */
  readonly run: (input: ProbeInput) => Promise<ProbeResult>;
};

export type Probed = { readonly findings: readonly Finding[]; readonly skipped: readonly Skipped[] };

export function ran(found: readonly Found[]): ProbeResult {
  return { kind: 'ran', found };
}

export function skipped(reason: string): ProbeResult {
  return { kind: 'skipped', reason };
}
