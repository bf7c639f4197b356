import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, parseMailbox } from '../../subscribers/address.ts';

describe('an address', () => {
  it.each([
    ['ada@example.org', 'ada@example.org'],
    ['  Ada@Example.ORG\t', 'Ada@example.org'],
    ['\u200bada@example.org\ufeff', 'ada@example.org'],
    ["o'brien+daily&news@sub.example.org", "o'brien+daily&news@sub.example.org"],
    ['ada@b\u00fccher.example', 'ada@xn--bcher-kva.example'],
    ['ada@bu\u0308cher.example', 'ada@xn--bcher-kva.example'],
    ['ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
    ['ada@\u4f8b\u3048.\u30c6\u30b9\u30c8', 'ada@xn--r8jz45g.xn--zckzah'],
    ['ada@fa\u00df.example', 'ada@xn--fa-hia.example'],
  ])('%j is mailed as %s', (text, email) => {
    expect(parseAddress(text)).toMatchObject({ ok: true, email });
  });

  it.each([
    ['', 'empty'],
    [' \u200b ', 'empty'],
    ['ada.example.org', 'no-at-sign'],
    ['@example.org', 'bad-local-part'],
    ['ada..byron@example.org', 'bad-local-part'],
    ['.ada@example.org', 'bad-local-part'],
    ['ada byron@example.org', 'bad-local-part'],
    ['"ada byron"@example.org', 'bad-local-part'],
    ['ada@example.org,bo@example.org', 'bad-local-part'],
    ['j\u00f6rg@example.org', 'international-local-part'],
    [`${'a'.repeat(65)}@example.org`, 'local-part-too-long'],
    ['ada@localhost', 'bad-domain'],
    ['ada@127.0.0.1', 'bad-domain'],
    ['ada@[127.0.0.1]', 'bad-domain'],
    ['ada@-example.org', 'bad-domain'],
    ['ada@example..org', 'bad-domain'],
    ['ada@example.org.', 'bad-domain'],
    ['ada@exa%6dple.org', 'bad-domain'],
    ['ada@xn--.example', 'bad-domain'],
    [`${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}example.org`, 'address-too-long'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parseAddress(text)).toEqual({ ok: false, reason });
  });

  it('is one mailbox whatever the case, and another with other dots or tags', () => {
    const keyOf = (text: string) => {
      const address = parseAddress(text);
      return address.ok ? address.key : null;
    };
    expect(keyOf('Ada@EXAMPLE.org')).toBe(keyOf('ada@example.org'));
    const different = ['a.da@example.org', 'ada+news@example.org', 'ada@example.com', 'ada@sub.example.org'];
    expect(new Set(['ada@example.org', ...different].map(keyOf)).size).toBe(5);
  });

  it('parses what it gave back to the same address', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.string(), fc.domain()).map(([local, domain]) => `${local}@${domain}`),
      fc.emailAddress(),
    );
    fc.assert(
      fc.property(text, (given) => {
        const first = parseAddress(given);
        if (first.ok) expect(parseAddress(first.email)).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it('holds no character that could open a header of its own', () => {
    const hostile = ['\r', '\n', '\0', '<', '>', ',', ';', '"', ' ', '(', '\\'];
    for (const char of hostile)
      for (const text of [`a${char}b@example.org`, `ada@exa${char}mple.org`])
        expect(parseAddress(text).ok, JSON.stringify(text)).toBe(false);
  });
});

it('amid a megabyte of blanks is found or refused as fast as any other', () => {
  const blanks = ' '.repeat(500_000);
  expect(parseAddress(`${blanks}ada@example.org${blanks}`)).toMatchObject({ email: 'ada@example.org' });
  expect(parseAddress(`ada${blanks}@example.org`)).toMatchObject({ ok: false });
});

it('takes the name beside an address in angle brackets', () => {
  expect(parseMailbox('"Lovelace, Ada" <ada@example.org>')).toMatchObject({
    address: { email: 'ada@example.org' },
    name: 'Lovelace, Ada',
  });
  expect(parseMailbox('<ada@example.org>')).toMatchObject({ address: { ok: true }, name: null });
  expect(parseMailbox('ada@example.org')).toMatchObject({ address: { ok: true }, name: null });
  expect(parseMailbox('Ada <ada@example.org> <bo@example.org>').address.ok).toBe(false);
});
