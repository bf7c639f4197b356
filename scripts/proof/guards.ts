/** The guards of the sending engine, each named by the code that is it, so that the proof can run without one. */

/** Text of a source file, once for each time it occurs, and what stands there when the guard is gone. */
export type Removal = { readonly file: string; readonly guard: string; readonly without: string };

/** No switch in the product: the code is cut out of the copy that is bundled for a test. */
export const GUARDS = {
  'unique pair': [
    {
      file: 'src/database/migrations/0001-tables.ts',
      guard: ".addUniqueConstraint('delivery_subscriber', ['edition_id', 'subscriber_id'])",
      without: '',
    },
    {
      file: 'src/database/migrations/0001-tables.ts',
      guard: ".addUniqueConstraint('delivery_address', ['edition_id', 'address_hash'])",
      without: '',
    },
  ],
  fence: [{ file: 'src/delivery/settle.ts', guard: ".where('fence', '=', claim.fence)", without: '' }],
  'key before call': [
    {
      file: 'src/delivery/claim.ts',
      guard: '...(cut.pinned === null ? pin : {}),',
      without: '',
    },
  ],
  'hash pin': [
    {
      file: 'src/delivery/send.ts',
      guard: 'claim.pinned === null || claim.pinned.hash === sealed.hash',
      without: 'true',
    },
  ],
  'lease at the claim': [
    {
      file: 'src/delivery/claim.ts',
      guard: ".where(state === 'claimed' ? 'lease_until' : 'not_before', '<=', now)",
      without: '',
    },
  ],
  'lease before the call': [
    {
      file: 'src/delivery/send.ts',
      guard: 'const stillOurs = () => deps.clock.now() < claim.leaseUntil;',
      without: 'const stillOurs = () => true;',
    },
  ],
  'recheck of leavers': [
    {
      file: 'src/delivery/members.ts',
      guard: "if (row.state !== 'confirmed') return 'unsubscribed';",
      without: '',
    },
  ],
  'recheck of suppressions': [
    {
      file: 'src/delivery/members.ts',
      guard: "if (suppressed.has(row.email_key)) return 'suppressed';",
      without: '',
    },
  ],
  'recheck of addresses': [
    {
      file: 'src/delivery/members.ts',
      guard: "frozenAddress(key, row.email_key) === row.address_hash ? null : 'address-changed'",
      without: 'null',
    },
  ],
  'no new key while unproven': [
    {
      file: 'src/delivery/decide.ts',
      guard: `if (situation.resubmission)
    return askAgain(`,
      without: `if (false)
    return askAgain(`,
    },
  ],
  'no smaller batch while unproven': [
    {
      file: 'src/delivery/decide.ts',
      guard: "if (situation.resubmission) return { kind: 'uncertain', reason };",
      without: '',
    },
  ],
  'same account': [
    {
      file: 'src/delivery/seal-batch.ts',
      guard: 'hash: accountHash(transport, sealed.hash)',
      without: 'hash: sealed.hash',
    },
  ],
  'clock set back': [
    { file: 'src/delivery/claim.ts', guard: 'elapsed > -WINDOW_MARGIN_MS && ', without: '' },
  ],
  'uncertain without keys': [
    {
      file: 'src/delivery/decide.ts',
      guard: "if (situation.idempotencyWindowMs === 0) return { kind: 'uncertain', reason };",
      without: '',
    },
    {
      // Else the claim would find the window of no length over, and be a second guard of the same.
      file: 'src/delivery/claim.ts',
      guard: 'elapsed < deps.idempotencyWindowMs - WINDOW_MARGIN_MS',
      without: 'true',
    },
  ],
  'one copy only': [
    {
      file: 'src/delivery/events.ts',
      guard: 'delivery.provider_id !== null && delivery.provider_id !== providerId',
      without: 'false',
    },
  ],
  'pause is seen': [
    {
      file: 'src/delivery/claim.ts',
      guard: "if (edition.state !== 'sending') return { kind: 'stopped' };",
      without: '',
    },
  ],
  'window margin': [
    {
      file: 'src/delivery/claim.ts',
      guard: 'deps.idempotencyWindowMs - WINDOW_MARGIN_MS',
      without: 'deps.idempotencyWindowMs',
    },
  ],
  'per-id settle': [
    {
      file: 'src/delivery/settle.ts',
      guard: 'accepted: accepted(claim, results) }',
      without: "accepted: claim.members.map(({ delivery }) => ({ delivery, providerId: 'any' })) }",
    },
    { file: 'src/delivery/settle.ts', guard: "result.kind === 'rejected' && ", without: 'false && ' },
  ],
  'ids counted': [
    { file: 'src/delivery/decide.ts', guard: 'result.results.length === situation.size', without: 'true' },
  ],
} as const satisfies Record<string, readonly Removal[]>;

export type GuardName = keyof typeof GUARDS;
