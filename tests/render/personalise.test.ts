import { expect, it } from 'vitest';
import { sampleEdition } from '../../emails/samples.ts';
import { NewsletterError } from '../../src/model/errors.ts';
import { compileEdition, personaliser } from '../../src/render/index.ts';

const compiled = await compileEdition(sampleEdition);
const VALUES = {
  address: "o'brien&co@readers.example",
  unsubscribeUrl: 'https://news.example/unsubscribe/token',
  preferencesUrl: 'https://news.example/preferences/token',
};

it("a reader's own values are escaped in html and stand as they are in text", () => {
  const { html, text } = personaliser(compiled)(VALUES);
  expect(html).not.toContain(VALUES.address);
  expect(html).toContain('o&#x27;brien&amp;co@readers.example');
  expect(text).toContain(VALUES.address);
});

it.each(['a@b.example\r\nBcc: all@b.example', 'a\u0000@b.example', 'a@b.example\u007F'])(
  'a value with a control character makes no mail: %j',
  (address) => {
    expect(() => personaliser(compiled)({ ...VALUES, address })).toThrow(NewsletterError);
  },
);

it('a value that is missing makes no mail', () => {
  const { unsubscribeUrl, preferencesUrl } = VALUES;
  const without = { unsubscribeUrl, preferencesUrl };
  expect(() => personaliser(compiled)(without)).toThrow('"address"');
});
