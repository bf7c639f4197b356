/** Addresses: what is one, and what makes two of them the same mailbox. */
import { domainToASCII } from 'node:url';

/** Why a text is not an address that we can mail. */
export const ADDRESS_PROBLEMS = {
  empty: 'there is no address',
  'no-at-sign': 'an address needs an @ between name and domain',
  'bad-local-part': 'the part before the @ holds a character, space or dot that no mail server would take',
  'international-local-part': 'letters beyond a-z before the @ (SMTPUTF8) cannot be mailed yet',
  'local-part-too-long': 'the part before the @ is longer than 64 characters',
  'bad-domain': 'the part after the @ is not a domain name such as example.org',
  'address-too-long': 'the address is longer than 254 characters',
} as const;
export type AddressProblem = keyof typeof ADDRESS_PROBLEMS;

export type Address = {
  readonly ok: true;
  /** To mail to: the local part as written, the domain in lower case and in ASCII (punycode). */
  readonly email: string;
  /** Equal exactly for the same mailbox: see `parseAddress`. */
  readonly key: string;
};
export type AddressResult = Address | { readonly ok: false; readonly reason: AddressProblem };

/**
 * Reads one address, e.g. `Ada@Bücher.example` -> `Ada@xn--bcher-kva.example`.
 *
 * The key lower-cases the local part: RFC 5321 section 2.4 lets a server tell `Ada` from `ada`, but none in use does,
 * and mailing one person twice is the likelier harm. Nothing else is folded: dots and `+tags` mean something at
 * most servers, and dropping them would merge two people's mailboxes.
 */
export function parseAddress(text: string): AddressResult {
  const trimmed = withoutOuterBlanks(text);
  if (trimmed === '') return refused('empty');
  const at = trimmed.lastIndexOf('@');
  if (at < 0) return refused('no-at-sign');
  const local = trimmed.slice(0, at);
  const problem = localProblem(local);
  if (problem !== null) return refused(problem);
  const domain = asciiDomain(trimmed.slice(at + 1));
  if (domain === null) return refused('bad-domain');
  const email = `${local}@${domain}`;
  // RFC 5321 section 4.5.3.1.3: a path has 256 octets, two of them angle brackets.
  if (email.length > 254) return refused('address-too-long');
  return { ok: true, email, key: `${local.toLowerCase()}@${domain}` };
}

/** As `parseAddress`, but also takes `Ada Lovelace <ada@example.org>`, as lists kept by hand often hold. */
export function parseMailbox(text: string): {
  readonly address: AddressResult;
  readonly name: string | null;
} {
  const parts = /^([^<>]*)<([^<>]*)>\s*$/.exec(text);
  if (parts === null) return { address: parseAddress(text), name: null };
  const name = (parts[1] ?? '').trim().replace(/^"(.*)"$/, '$1');
  return { address: parseAddress(parts[2] ?? ''), name: name === '' ? null : name };
}

/** Spaces, and the invisible characters that come along when an address is copied from a web page. */
const BLANK = /[\s\u200b-\u200d\u2060\ufeff]/;

/** By hand: a regex that looks for blanks at the end tries again from each of a megabyte of them. */
function withoutOuterBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start += 1;
  while (end > start && BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** RFC 5322 dot-atom. Quoted local parts are legal too, but no provider we send through takes them. */
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** Two labels or more of letters, digits and inner hyphens (RFC 1123), the last of them no number. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

const ASCII = /^[\x00-\x7f]*$/;

function localProblem(local: string): AddressProblem | null {
  if (!ASCII.test(local)) return 'international-local-part';
  if (local.length > 64) return 'local-part-too-long';
  return DOT_ATOM.test(local) ? null : 'bad-local-part';
}

function asciiDomain(written: string): string | null {
  const lower = written.toLowerCase();
  // Only where needed: domainToASCII also decodes %41 and rewrites numbers as IP addresses, as browsers do.
  const plain = ASCII.test(written) && !lower.includes('xn--');
  const domain = plain || lower.includes('%') ? lower : domainToASCII(lower);
  return domain.length <= 253 && DOMAIN.test(domain) ? domain : null;
}

function refused(reason: AddressProblem): AddressResult {
  return { ok: false, reason };
}
