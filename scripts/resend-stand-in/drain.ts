/** Counting messages as their bytes pass, and keeping nothing: for measuring how fast they come. */
import type { IncomingMessage } from 'node:http';

const MESSAGE = Buffer.from('{"from":"');

/**
 * Each message begins with `{"from":"`, which cannot stand inside another: quotes are escaped there.
 * @returns how many the body of the request held
 */
export async function countMessages(request: IncomingMessage): Promise<number> {
  let count = 0;
  let tail = Buffer.alloc(0);
  for await (const piece of request) {
    const chunk = piece as Buffer;
    // A message may begin in one chunk and go on in the next.
    const seam = Buffer.concat([tail, chunk.subarray(0, MESSAGE.length - 1)]);
    count += occurrences(seam) + occurrences(chunk);
    tail = Buffer.from(chunk.subarray(-(MESSAGE.length - 1)));
  }
  return count;
}

function occurrences(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(MESSAGE); at >= 0; at = bytes.indexOf(MESSAGE, at + MESSAGE.length)) count += 1;
  return count;
}
