/** Bytes to text: by byte order mark, HTTP charset, the document's own declaration, or what fits. */

/**
 * The first charset that decodes without an error wins: a wrong label is common, and a strict decoder notices.
 * @param contentType the Content-Type header
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const labels = candidates(bytes, contentType);
  for (const label of labels) {
    const text = decoded(bytes, label, true);
    if (text !== null) return text;
  }
  const [legacy] = labels.filter((label) => label !== 'utf-8');
  return (legacy === undefined ? null : decoded(bytes, legacy, false)) ?? decodeMixed(bytes);
}

function candidates(bytes: Uint8Array, contentType: string | null): string[] {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return [mark];
  const fromHeader = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1];
  // UTF-16 is known by its bytes: a label alone is a lie, and any bytes would be text of it.
  const named = [fromHeader, declaredCharset(bytes)]
    .flatMap((label) => label?.toLowerCase() ?? [])
    .map((label) => (/^(?:utf-?16|ucs-?2|unicode)/.test(label) ? 'utf-8' : label));
  // Any bytes are text of a single-byte charset, and servers state one by default: what is also UTF-8 is UTF-8.
  const [first] = named;
  return first === undefined || SINGLE_BYTE.test(first) ? ['utf-8', ...named] : named;
}

const SINGLE_BYTE = /^(?:(?:x-)?(?:iso-?8859|latin|windows|cp|koi8|mac)[\w-]*|ibm866|(?:us-)?ascii|l\d)$/;

/** WHATWG Encoding section 6: a mark outranks every label. An unmarked `<`, `{` or line end tells UTF-16 as well. */
function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (b === 0 && d === 0 && startsText(a))) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && c === 0 && startsText(b))) return 'utf-16be';
  return null;
}

function startsText(byte: number | undefined): boolean {
  return byte !== undefined && '<{ \t\r\n'.includes(String.fromCharCode(byte));
}

/** `<?xml encoding="...">`, which is ASCII in every charset that can hold it. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  return /^[^<]*<\?\w*xml[^>]*?encoding\s*=\s*["']([\w:.-]+)["']/i.exec(head)?.[1];
}

/** null: there is no such charset, or (strictly) the bytes are not of it. */
function decoded(bytes: Uint8Array, label: string, strict: boolean): string | null {
  try {
    return new TextDecoder(label, { fatal: strict }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

/** UTF-8, with what is not UTF-8 read as windows-1252: one stray byte must not spoil a feed, nor all of them. */
function decodeMixed(bytes: Uint8Array): string {
  const out = new Uint8Array(bytes.length * 3);
  let end = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    const piece = length === 0 ? WINDOWS_1252[bytes[at] ?? 0] : bytes.subarray(at, at + length);
    out.set(piece ?? [], end);
    end += piece?.length ?? 0;
    at += Math.max(1, length);
  }
  return new TextDecoder().decode(out.subarray(0, end));
}

/** Bytes of the UTF-8 sequence that starts here; 0 where none does (RFC 3629 section 4). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let next = at + 1; next < at + length; next++) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** The UTF-8 bytes of each character of windows-1252. */
const WINDOWS_1252 = Array.from({ length: 256 }, (_, byte) =>
  new TextEncoder().encode(new TextDecoder('windows-1252').decode(Uint8Array.of(byte))),
);
