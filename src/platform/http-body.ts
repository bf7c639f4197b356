/** Reads an answer's body: decompressed on the way, and given up the moment it exceeds its cap. */
import { pipeline, type Readable, type Transform } from 'node:stream';
import { promisify } from 'node:util';
import { createBrotliDecompress, createGunzip, createInflate, gunzip } from 'node:zlib';

/** More is no server but an attack on our memory: each coding opens a decoder. */
const MAX_CODINGS = 3;

export class TooLargeError extends Error {}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/** The content codings we ask for (RFC 9110 section 8.4.1); of `deflate` servers disagree what it means. */
export const ACCEPT_ENCODING = 'gzip, br';

/**
 * @param encoding the Content-Encoding header; codings are undone last first
 * @param maxBytes cap on the decompressed size, so that a small bomb stops as early as a large file
 * @returns the bytes, unpacked too where they are gzip though no header says so (`feed.xml.gz` on a plain server)
 * @throws TooLargeError; an Error of zlib or the socket when the body is damaged or ends early
 */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by a throw destroys the stream, and with it the connection.
  for await (const chunk of decoded(body, encoding) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new TooLargeError(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks, size);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes, maxBytes) : bytes;
}

async function unpacked(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const tooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw tooLarge ? new TooLargeError(`more than ${maxBytes} bytes`) : error;
  }
}

function decoded(body: Readable, encoding = ''): Readable {
  const codings = encoding.toLowerCase().split(',');
  if (codings.length > MAX_CODINGS) throw new Error(`is packed ${codings.length} times`);
  return codings.toReversed().reduce<Readable>((stream, coding) => {
    const decoder = DECODERS[coding.trim()];
    if (decoder === undefined) return stream;
    // An error of one stream destroys the others; the reader of the last one sees it.
    return pipeline(stream, decoder(), () => undefined);
  }, body);
}
