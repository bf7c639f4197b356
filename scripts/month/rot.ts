/** The script of the rot: which source misbehaves on which days, how, and what that must be called. */
import type { SourceFailureKind } from '../../src/model/source.ts';

export const ROT_KINDS = {
  // What a server does.
  hang: 'timeout',
  'slow-drip': 'timeout',
  'fifty-megabytes': 'too-large',
  'gzip-bomb': 'too-large',
  'redirect-loop': 'too-many-redirects',
  'redirect-to-loopback': 'forbidden-address',
  'redirect-to-metadata': 'forbidden-address',
  'web-page': 'not-a-feed',
  'bot-wall': 'not-a-feed',
  'cut-off': 'malformed',
  'entity-bomb': 'malformed',
  'empty-body': 'empty',
  gone: 'http-status',
  broken: 'http-status',
  'rate-limited': 'rate-limited',
  'error-feed': 'feed-error',
  // What a publisher does: it reads well, and must not be believed.
  'new-guids': null,
  redated: null,
  revived: null,
  'whole-archive': null,
  future: null,
  undated: null,
  'no-news': null,
  'built-anew': null,
  'one-guid': null,
  'new-titles': null,
  // What a board does.
  shrunken: null,
  'new-version': null,
} as const satisfies Record<string, SourceFailureKind | null>;
export type RotKind = keyof typeof ROT_KINDS;

type Rot = { readonly source: string; readonly kind: RotKind; readonly from: number; readonly to: number };

const rot = (source: string, kind: RotKind, from: number, to = from): Rot => ({ source, kind, from, to });

/** Days count from 0. */
export const ROT: readonly Rot[] = [
  rot('lab-01', 'hang', 3),
  rot('lab-01', 'hang', 17),
  rot('lab-02', 'slow-drip', 3),
  rot('lab-03', 'cut-off', 4),
  rot('lab-03', 'cut-off', 15, 16),
  rot('lab-04', 'new-guids', 10, 19),
  rot('lab-05', 'redated', 12, 29),
  rot('lab-06', 'no-news', 5, 29),
  rot('lab-07', 'rate-limited', 9),
  rot('lab-08', 'whole-archive', 13, 14),
  rot('lab-09', 'new-titles', 6, 24),
  rot('lab-10', 'gzip-bomb', 21),
  rot('lab-11', 'entity-bomb', 11, 12),
  rot('wire-01', 'fifty-megabytes', 4),
  rot('wire-01', 'fifty-megabytes', 20),
  rot('wire-02', 'gzip-bomb', 7),
  rot('wire-03', 'redirect-loop', 9, 10),
  rot('wire-04', 'redirect-to-loopback', 2),
  rot('wire-04', 'redirect-to-loopback', 11, 13),
  rot('wire-05', 'web-page', 5, 9),
  rot('wire-06', 'redirect-to-metadata', 14),
  rot('wire-11', 'undated', 0, 29),
  rot('wire-13', 'built-anew', 0, 29),
  rot('wire-12', 'future', 0, 29),
  rot('wire-14', 'broken', 8, 12),
  rot('wire-15', 'bot-wall', 0, 29),
  rot('wire-16', 'empty-body', 6),
  rot('wire-17', 'one-guid', 0, 29),
  rot('wire-18', 'gone', 15, 29),
  rot('wire-20', 'redated', 0, 29),
  rot('wire-21', 'new-guids', 0, 29),
  rot('wire-22', 'revived', 5, 29),
  rot('lab-14', 'revived', 12, 20),
  rot('arxiv', 'error-feed', 10),
  rot('arxiv', 'hang', 24),
  rot('arena', 'shrunken', 8),
  rot('arena', 'shrunken', 19, 20),
  rot('arena', 'web-page', 13),
  rot('index', 'new-version', 12, 29),
  rot('league', 'gone', 19, 29),
];

/** What a source does on a day; null: nothing bad. */
export function rotOn(source: string, day: number): RotKind | null {
  return ROT.find((one) => one.source === source && one.from <= day && day <= one.to)?.kind ?? null;
}

/** Who must fail on a day, and by what name. A board's web page is no feed's. */
export function failuresOn(day: number): ReadonlyMap<string, SourceFailureKind> {
  const today = ROT.filter(({ from, to }) => from <= day && day <= to);
  return new Map(
    today.flatMap(({ source, kind }) => {
      const name = source === 'arena' && kind === 'web-page' ? 'malformed' : ROT_KINDS[kind];
      return name === null ? [] : [[source, name] as const];
    }),
  );
}
