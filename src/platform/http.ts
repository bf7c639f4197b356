/** The door to the web: what a fetch may ask and what it answers. Failures are values. */
import type { SourceFailure } from '../model/source.ts';

export type FetchRequest = {
  readonly url: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** From the last good answer: makes the request conditional (RFC 9110 section 13). */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Total time for the request and all its redirects, ms. */
  readonly timeoutMs?: number;
  /** Bytes of body after decompression. */
  readonly maxBytes?: number;
};

export type FetchAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  /** After redirects. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type FetchResult =
  | FetchAnswer
  | { readonly kind: 'not-modified'; readonly url: string }
  | { readonly kind: 'failed'; readonly failure: SourceFailure };

/** Never rejects. A status of 400 or more is an `http-status` failure, unless `headers`-reading callers ask otherwise. */
export type Fetcher = (request: FetchRequest) => Promise<FetchResult>;
