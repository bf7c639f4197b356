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
      guard: 'if (deps.clock.now() >= claim.leaseUntil) return null;',
      without: '',
    },
  ],
  'recheck in the claim': [
    {
      file: 'src/delivery/members.ts',
      guard: "if (row.state !== 'confirmed') return 'unsubscribed';",
      without: '',
    },
    {
      file: 'src/delivery/members.ts',
      guard: "if (suppressed.has(row.email_key)) return 'suppressed';",
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
