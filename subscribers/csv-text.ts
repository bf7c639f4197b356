/** A file of unknown encoding as text, piece by piece: UTF-8 and UTF-16 with or without a mark, Windows-1252 line by line. */
import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';

const PIECE_BYTES = 65_536;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Pieces of text in order; in everything but UTF-16 each ends with a line.
 * @param onBytes told how many bytes were read so far
 */
export async function* readText(file: string, onBytes: (read: number) => void): AsyncGenerator<string> {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const encoding = encodingOf(head.subarray(0, bytesRead));
    const bytes = counted(
      handle.createReadStream({ start: 0, highWaterMark: PIECE_BYTES, autoClose: false }),
      onBytes,
    );
    let isFirst = true;
    for await (const piece of encoding === 'utf-8' ? decodeLines(bytes) : decodeStream(bytes, encoding)) {
      yield isFirst ? piece.replace(/^\ufeff/, '') : piece;
      isFirst = false;
    }
  } finally {
    await handle.close();
  }
}

/** By the byte order mark, else by where the zero bytes of western text lie. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4) return 'utf-16le';
  return even > head.length / 4 ? 'utf-16be' : 'utf-8';
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  onBytes: (read: number) => void,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of chunks) {
    yield chunk;
    onBytes((read += chunk.length));
  }
}

async function* decodeStream(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* decodeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const end = Math.max(bytes.lastIndexOf(LINE_FEED), bytes.lastIndexOf(CARRIAGE_RETURN)) + 1;
    if (end > 0) yield decode(bytes.subarray(0, end));
    carry = bytes.subarray(end);
  }
  if (carry.length > 0) yield decode(carry);
}

const windows1252 = new TextDecoder('windows-1252');

/** Line by line where needed: lists grow by pasting, and one old line must not spoil the names on all others. */
function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    lines.push(isUtf8(line) ? line.toString('utf8') : windows1252.decode(line));
    start = end;
  }
  return lines.join('');
}
