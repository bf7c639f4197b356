/** Emails: laid out once with merge fields open (CompiledEmail), then personalised for one address (Message). */

/** The per-reader values. A closed list: a template that names another does not compile. */
export const MERGE_FIELDS = [
  'address',
  'unsubscribeUrl',
  'preferencesUrl',
  'confirmUrl',
  'actionUrl',
  'actionLabel',
  'detail',
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];
export type MergeValues = Partial<Record<MergeField, string>>;

/**
 * Where a layout places a merge field: private-use characters around its name.
 * Content never holds these two (compilation strips them), so content can never become a field.
 */
export const MARK_OPEN = '\uE000';
export const MARK_CLOSE = '\uE001';

/** @param field a merge field, or what else differs from reader to reader in a whole message */
export function mergeMark(field: string): string {
  return `${MARK_OPEN}${field}${MARK_CLOSE}`;
}

/** A rendering split at its merge fields: `literals.length === fields.length + 1`; literals are data, never template source. */
export type Sealed = { readonly literals: readonly string[]; readonly fields: readonly MergeField[] };

export type CompiledEmail = {
  readonly subject: Sealed;
  readonly html: Sealed;
  readonly text: Sealed;
  /** SHA-256 (hex) over the three sealed parts. */
  readonly hash: string;
};

/** What differs from reader to reader in an edition's message; `batch` and `delivery` are the tags of our rows. */
export type ReaderValues = Readonly<
  Record<'address' | 'unsubscribeUrl' | 'preferencesUrl' | 'batch' | 'delivery', string>
>;

export type MailAddress = { readonly name: string; readonly address: string };

/** A mail for one address, as any transport takes it. Never stored. */
export type Message = {
  readonly from: MailAddress;
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** In sending order; names as RFC 2369/8058/2919 write them. */
  readonly headers: Readonly<Record<string, string>>;
  /** ASCII letters, digits, `_` and `-` only: our own ids, never addresses. */
  readonly tags: Readonly<Record<string, string>>;
};
