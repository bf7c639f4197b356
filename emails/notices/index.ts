/** The notices: for each its layout file, subject, text part and the fields it must hold. */
import type { MergeField } from '../../src/model/email.ts';
import type { Publication } from '../../src/model/edition.ts';

export type Notice = {
  /** MJML beside this file; an operator may edit it. */
  readonly file: string;
  /** Every one of them must survive compilation: MJML drops text between components without a word. */
  readonly fields: readonly MergeField[];
  readonly subject: (publication: Publication) => string;
  readonly text: (publication: Publication, field: (name: MergeField) => string) => string;
};

export const NOTICES = {
  confirm: {
    file: 'confirm.mjml',
    fields: ['address', 'confirmUrl'],
    subject: ({ name }) => `Confirm your subscription to ${name}`,
    text: (
      publication,
      field,
    ) => `Somebody, we hope you, asked for ${publication.name} to be sent to ${field('address')}.

Confirm my subscription:
<${field('confirmUrl')}>

If it was not you, do nothing: without a confirmation nothing is ever sent.

${publication.publisher}, ${publication.postalAddress}
`,
  },
  welcome: {
    file: 'welcome.mjml',
    fields: ['address', 'actionUrl', 'unsubscribeUrl'],
    subject: ({ name }) => `Welcome to ${name}`,
    text: (
      publication,
      field,
    ) => `Welcome. From the next edition on, ${publication.name} comes to ${field('address')}.

Read the latest edition:
<${field('actionUrl')}>

${publication.publisher}, ${publication.postalAddress}
Unsubscribe: <${field('unsubscribeUrl')}>
`,
  },
} as const satisfies Record<string, Notice>;

export type NoticeKind = keyof typeof NOTICES;
