/** Bytes to text: by byte order mark, HTTP charset, the document's own declaration, or what fits. */

/**
 * The first charset that decodes without an error wins: a wrong header is common, and a strict decoder notices.
 * @param contentType the Content-Type header
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  for (const label of candidates(bytes, contentType)) {
    const text = decodeStrictly(bytes, label);
    if (text !== null) return text;
  }
  return new TextDecoder('utf-8').decode(bytes);
}

function candidates(bytes: Uint8Array, contentType: string | null): string[] {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return [mark];
  const fromHeader = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1];
  const fromDeclaration = declaredCharset(bytes);
  const named = [fromHeader, fromDeclaration].filter((label) => label !== undefined);
  // Latin-1 accepts any bytes, and servers state it by default: a document that says UTF-8 and is UTF-8 knows better.
  const latin = /^(?:iso-8859-1|latin1|windows-1252|us-ascii)$/i.test(fromHeader ?? '');
  return [...(latin && isUtf8(fromDeclaration) ? named.toReversed() : named), 'utf-8', 'windows-1252'];
}

/** WHATWG Encoding section 6: a mark outranks every label. Two bytes of an unmarked `<` tell UTF-16 as well. */
function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return null;
}

/** `<?xml encoding="...">`, which is ASCII in every charset that can hold it. UTF-16 there is a lie: we have read it. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const label = /^[^<]*<\?\w*xml[^>]*?encoding\s*=\s*["']([\w:.-]+)["']/i.exec(head)?.[1];
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function isUtf8(label: string | undefined): boolean {
  return label !== undefined && /^utf-?8$/i.test(label);
}

function decodeStrictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    // RangeError: no such charset. TypeError: the bytes are not of it.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}
