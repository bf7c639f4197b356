/** Notices: one mail caused by one act of one person, or by the newsroom itself. */

export const NOTICE_KINDS = [
  'confirm',
  'welcome',
  'address-change',
  'still-wanted',
  'draft-ready',
  'alert',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Notices to the people who make the newsletter; they need not be on its list. */
export function isForEditors(kind: NoticeKind): boolean {
  return kind === 'draft-ready' || kind === 'alert';
}
