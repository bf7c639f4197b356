/** Notices: one mail caused by one act of one person. */

export const NOTICE_KINDS = ['confirm', 'welcome', 'address-change'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
