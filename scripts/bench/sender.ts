/** The sender's process as `start` runs it, handing its edition to a stand-in. */
import { SENDER_ENVIRONMENT, SENDER_START } from '../../src/commands/sender-start.ts';
import { DATE, SECRET } from './bulk-newsroom.ts';
import { startChild, type Child } from './process.ts';

export const SEND: readonly string[] = ['send', '--date', DATE, '--json'];

/** @param standIn its address @param environment what the command needs more, e.g. DATA_DIR */
export function startSender(
  words: readonly string[],
  standIn: string,
  environment: Readonly<Record<string, string>>,
): Child {
  return startChild([...SENDER_START, ...words], {
    ...{ TRANSPORT: 'resend', RESEND_API_KEY: 're_bench', RESEND_BASE_URL: standIn, SIGNING_SECRET: SECRET },
    ...SENDER_ENVIRONMENT,
    ...environment,
  });
}
