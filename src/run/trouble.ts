/** Says once that something is in the way, and once that it is over, however often it is met: a database may be away for hours. */
import { messageOf } from '../model/errors.ts';

export function createTrouble(report: (line: string) => void) {
  let open = false;
  return {
    tell: (error: unknown) => {
      if (!open) report(`Stopped for now, and goes on by itself: ${messageOf(error)}`);
      open = true;
    },
    over: () => {
      if (open) report('Going on.');
      open = false;
    },
    /** Anything else it has to say says that too. */
    report: (line: string) => {
      open = false;
      report(line);
    },
  };
}
