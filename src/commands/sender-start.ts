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
