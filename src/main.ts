/** The program: arguments in, exit code out. The only file that touches the process itself. */
import { runCommandLine } from './commands/index.ts';

const GRACE_MS = 15_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stopping.abort();
    // Stopping is bounded: what has not ended by then is ended, and the ledger makes that safe.
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  });
// A reader of our output that goes away ("| head") is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  signal: stopping.signal,
});
