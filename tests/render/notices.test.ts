import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { NOTICES, type NoticeKind } from '../../emails/notices/index.ts';
import { compileNotice } from '../../src/render/layout-mjml.ts';
import { personaliser } from '../../src/render/index.ts';
import { PUBLICATION } from '../edition/newsroom.ts';

const KINDS = Object.keys(NOTICES) as NoticeKind[];
const VALUES = {
  address: 'o\'brien+"<b>&news"@readers.example',
  unsubscribeUrl: 'https://report.example/unsubscribe/AbC-1_2?a=1&b=2',
  preferencesUrl: 'https://report.example/preferences/AbC-1_2',
  confirmUrl: 'https://report.example/confirm/Q_-9',
  actionUrl: 'https://report.example/archive/2026-11-24',
  detail: '“Braces {{address}} & <Sons>”: 0 findings block it.',
};

describe.each(KINDS)('the %s notice', (kind) => {
  const linksOf = () => NOTICES[kind].fields.filter((field) => field.endsWith('Url'));

  it('has a subject, an html and a text part, each with the address and every link', async () => {
    const { subject, html, text } = personaliser(await compileNotice(kind, PUBLICATION))(VALUES);
    expect(subject).toContain(PUBLICATION.name);
    expect(text).toContain(VALUES.address);
    for (const field of linksOf()) {
      const url = VALUES[field];
      expect(text).toContain(url);
      expect(hrefsOf(html)).toContain(url);
    }
  });

  it('shows an address as it is typed and never as markup', async () => {
    const { html } = personaliser(await compileNotice(kind, PUBLICATION))(VALUES);
    expect(html).not.toContain('<b>&news');
    expect(html).toContain('&lt;b&gt;&amp;news');
  });

  it('leaves the words of the publication alone, braces and markup included', async () => {
    const name = 'Braces {{address}} & <Sons>';
    const { html, text, subject } = personaliser(await compileNotice(kind, { ...PUBLICATION, name }))(VALUES);
    expect(text).toContain(name);
    expect(subject).toContain(name);
    expect(html).toContain('Braces {{address}} &amp; &lt;Sons&gt;');
  });

  it('asks nobody else for anything: no remote font, picture or style', async () => {
    const { html } = personaliser(await compileNotice(kind, PUBLICATION))(VALUES);
    expect(html).not.toMatch(/<link|@import|<img|url\(/i);
  });
});

function hrefsOf(html: string): string[] {
  const hrefs: string[] = [];
  const parser = new Parser({ onattribute: (name, value) => name === 'href' && hrefs.push(value) });
  parser.end(html);
  return hrefs;
}
