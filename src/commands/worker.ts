/** `worker`: helps to send editions that leave from a Postgres database, on as many machines as wanted. */
import { workOn } from '../run/work.ts';
import type { Action, Register } from './session.ts';

export const registerWorker: Register = (program, run) => {
  program
    .command('worker')
    .description(
      'help to send, from a Postgres database (DATABASE_URL), until stopped; ends with 2 where its settings cannot',
    )
    .action(run(worker));
};

const worker: Action<object> = async ({ output, signal, ...session }) => {
  const app = await session.app();
  const report = (line: string) => {
    output.data({ worker: line });
    output.line(line);
  };
  await workOn(app, { signal, report });
  return 0;
};
