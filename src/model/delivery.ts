/** Deliveries and batches: the ledger's words, its states, and what a transport may answer. */
import type { Message, ReaderValues } from './email.ts';

export const DELIVERY_STATES = ['pending', 'claimed', 'submitted', 'skipped', 'failed', 'uncertain'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DELIVERY_OUTCOMES = [
  'none',
  'delayed',
  'delivered',
  'bounced',
  'complained',
  'suppressed',
  'failed',
] as const;
/** Fed by events after submission; a ladder, never last-write-wins. */
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

export const SKIP_REASONS = [
  'unsubscribed',
  'suppressed',
  'paused',
  'erased',
  'address-changed',
  'cancelled',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export const BATCH_STATES = ['pending', 'claimed', 'settled', 'split', 'uncertain'] as const;
/**
 * - pending: waiting, or proven unaccepted and waiting again
 * - claimed: one sender holds it, under a fence and a lease
 * - settled: every member has an end state
 * - split: members were moved to smaller batches under new keys
 * - uncertain: the outcome is unknown and the window for asking again has passed
 */
export type BatchState = (typeof BATCH_STATES)[number];

/** Batch limits that no setting can exceed (Resend: 100 messages a call, 256 characters a key). */
export const MAX_BATCH = 100;
export const MAX_KEY_LENGTH = 256;

export type PreparedBatch = {
  /** Idempotency key: edition, hash and batch. */
  readonly key: string;
  readonly messages: readonly Message[];
};

/** What happened to one message of an answered batch. */
export type MessageResult =
  | { readonly kind: 'submitted'; readonly providerId: string }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * A transport's answer for a batch.
 * - settled: one result per message, in order
 * - unaccepted: proven that nothing was accepted, and this batch can never pass as it is (`index`: the message at fault, if named)
 * - later: proven that nothing was accepted, try again after `afterMs`
 * - deferred: proven that nothing was accepted, and it is this reader's server that will not take it for now
 * - pause: proven that nothing was accepted, and no batch can pass until a person acts (key, domain, quota)
 * - too-large: proven that nothing was accepted; smaller batches may pass
 * - unknown: it may have been accepted (timeout, reset, empty answer)
 * - conflict: the key was used with other bytes; it was probably accepted
 */
export type SubmitResult =
  | { readonly kind: 'settled'; readonly results: readonly MessageResult[] }
  | { readonly kind: 'unaccepted'; readonly reason: string; readonly index: number | null }
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs: number }
  | { readonly kind: 'deferred'; readonly reason: string }
  | { readonly kind: 'pause'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'conflict'; readonly reason: string };

/** A batch whose bytes are fixed and named by `hash`, and how to offer it. */
export type SealedBatch = {
  /** SHA-256 (hex): equal only where the bytes are. */
  readonly hash: string;
  /** As Transport.submit. */
  submit(signal: AbortSignal, stillOurs?: () => boolean): Promise<SubmitResult>;
};

/** Takes the message with its marks open, once; then seals batches of it: the bytes that `submit` would have sent. */
export type Bulk = (open: Message) => (key: string, readers: readonly ReaderValues[]) => SealedBatch;

export const TRANSPORT_NAMES = ['outbox', 'resend', 'smtp'] as const;
export type TransportName = (typeof TRANSPORT_NAMES)[number];

/** What accepts messages. */
export type Transport = {
  readonly name: TransportName;
  /** Messages a call may hold. */
  readonly batchSize: number;
  /** How long the same key and bytes can be offered again without a second mail, in ms; 0: never. */
  readonly idempotencyWindowMs: number;
  /** Where a person looks, in words: a folder, a host. */
  readonly destination: string;
  /** Names the account whose books a key stands in; elsewhere the same key is a new one. Never the secret itself. */
  readonly account: string;
  /**
   * Never throws for what a provider or network can do; `signal` aborts (then `unknown`).
   * @param stillOurs asked after any waiting, right before the call: a machine may have slept in it (timers do not count that)
   */
  submit(batch: PreparedBatch, signal: AbortSignal, stillOurs?: () => boolean): Promise<SubmitResult>;
  /** A faster way for many messages that differ in reader values alone, where there is one. */
  readonly bulk?: Bulk;
  close(): Promise<void>;
};

/** Ledger totals of one edition. The law: frozen = the sum over states. */
export type LedgerCount = { readonly frozen: number } & Readonly<Record<DeliveryState, number>>;
