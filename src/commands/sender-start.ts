/** How the sender's process is started. */
import { join } from 'node:path';

/**
 * What Node is given before the words of a command: small generations, so that what a batch leaves behind is collected
 * and not kept; and the launcher, whose compiled files are kept from one start to the next, which saves 25 MB.
 */
export const SENDER_START: readonly string[] = [
  ...['--optimize-for-size', '--max-semi-space-size=2'],
  join(import.meta.dirname, '../launch.cjs'),
];

/**
 * For glibc's allocator (mallopt(3)): one arena, and large pieces given back when they are free. Otherwise a send to a
 * million grows from 150 to 190 MB by what lies between its buffers. Elsewhere it says nothing.
 */
export const SENDER_ENVIRONMENT = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };
