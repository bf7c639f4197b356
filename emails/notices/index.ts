/** The notices: for each its layout file, its words in every language, its text part and the fields it must hold. */
import type { Words } from '../../src/locales/index.ts';
import type { MergeField } from '../../src/model/email.ts';
import type { NoticeKind } from '../../src/model/notice.ts';

export type { NoticeKind };

export type Notice = {
  /** MJML beside this file; an operator may edit it. `{{word}}` is one of `words`, or a merge field. */
  readonly file: string;
  /** Every one of them must survive compilation: MJML drops text between components without a word. */
  readonly fields: readonly MergeField[];
  /** Sentences by name, from src/locales: `subject`, `preview` and what the layout and the text name. */
  readonly words: (words: Words) => Readonly<Record<string, string>>;
  /** The text part: names of sentences or fields, and of labels with the address they lead to. */
  readonly text: readonly (string | { readonly label: string; readonly url: MergeField })[];
};

export const NOTICES = {
  confirm: {
    file: 'confirm.mjml',
    fields: ['address', 'confirmUrl'],
    words: ({ notices }) => notices.confirm,
    text: ['intro', { label: 'button', url: 'confirmUrl' }, 'ignore'],
  },
  welcome: {
    file: 'welcome.mjml',
    fields: ['address', 'actionUrl', 'preferencesUrl', 'unsubscribeUrl'],
    words: ({ notices }) => notices.welcome,
    text: [
      'intro',
      { label: 'button', url: 'actionUrl' },
      { label: 'choose', url: 'preferencesUrl' },
      { label: 'leave', url: 'unsubscribeUrl' },
    ],
  },
  'address-change': {
    file: 'address-change.mjml',
    fields: ['address', 'confirmUrl'],
    words: ({ notices }) => notices.addressChange,
    text: ['intro', { label: 'button', url: 'confirmUrl' }, 'ignore'],
  },
  'still-wanted': {
    file: 'still-wanted.mjml',
    fields: ['address', 'confirmUrl', 'unsubscribeUrl'],
    words: ({ notices }) => notices.stillWanted,
    text: [
      'intro',
      { label: 'button', url: 'confirmUrl' },
      'silence',
      { label: 'leave', url: 'unsubscribeUrl' },
    ],
  },
  'draft-ready': {
    file: 'draft-ready.mjml',
    fields: ['address', 'actionUrl', 'detail'],
    words: ({ notices }) => notices.draftReady,
    text: ['intro', 'detail', { label: 'button', url: 'actionUrl' }, 'next', 'reason'],
  },
  alert: {
    file: 'alert.mjml',
    fields: ['address', 'actionUrl', 'detail'],
    words: ({ notices }) => notices.alert,
    text: ['intro', 'detail', { label: 'button', url: 'actionUrl' }, 'next', 'reason'],
  },
} as const satisfies Record<NoticeKind, Notice>;
