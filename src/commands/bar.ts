/** A progress bar around a piece of work whose size is known only once it has begun. */
import type { Output, Progress } from './output.ts';

/** Shows the bar from the first report on, and takes it away however the work ends. */
export async function withBar<T>(
  output: Output,
  label: string,
  work: (to: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const shown: { bar: Progress | null } = { bar: null };
  try {
    return await work((done, total) => (shown.bar ??= output.progress(label, total)).to(done));
  } finally {
    shown.bar?.stop();
  }
}
