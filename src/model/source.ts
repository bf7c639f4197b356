/** What a source gives when it is asked, and the closed names of how it can fail. */
import type { Board } from './board.ts';
import type { Item } from './item.ts';

export const SOURCE_FAILURE_KINDS = [
  'network',
  'timeout',
  'too-large',
  'http-status',
  'rate-limited',
  'too-many-redirects',
  'forbidden-address',
  'bad-url',
  'not-a-feed',
  'malformed',
  'feed-error',
  'unexpected-shape',
  'empty',
  'missing-key',
  'no-permission',
  'unreadable-file',
  'unexpected',
] as const;
export type SourceFailureKind = (typeof SOURCE_FAILURE_KINDS)[number];

/** `message` completes "NAME: ..." for a person: "did not answer within 20 s". */
export type SourceFailure = { readonly kind: SourceFailureKind; readonly message: string };

export type SourceYield = {
  readonly items: readonly Item[];
  readonly boards: readonly Board[];
  /** True when every request was answered "304 Not Modified": what is stored is still what is there. */
  readonly unchanged: boolean;
  /** Odd but usable: "12 items without a date". */
  readonly warnings: readonly string[];
};

export type SourceResult =
  ({ readonly ok: true } & SourceYield) | { readonly ok: false; readonly failure: SourceFailure };

export function failed(kind: SourceFailureKind, message: string): { ok: false; failure: SourceFailure } {
  return { ok: false, failure: { kind, message } };
}
