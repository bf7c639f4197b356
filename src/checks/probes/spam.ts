/** Probe: what SpamAssassin, where it is installed, thinks of the whole mail. Nothing leaves the machine. */
import { execFile } from 'node:child_process';
import { block, warn } from '../check.ts';
import { ran, skipped, type Probe } from './probe.ts';

const TIMEOUT_MS = 25_000;

export const spam: Probe = {
  name: 'spam',
  run: async ({ mimes, tools, limits: { spamScore } }) => {
    const [bytes] = mimes;
    if (tools.spamassassin === null) return skipped('SpamAssassin is not installed on this machine.');
    if (bytes === undefined) return skipped('there is no mail to look at.');
    const answer = await ask(tools.spamassassin, bytes);
    const score = Number(/^X-Spam-Status:.*?score=(-?[\d.]+)/ims.exec(answer)?.[1] ?? NaN);
    if (Number.isNaN(score)) return skipped('SpamAssassin gave no score.');
    // The header is folded: its rules go on over indented lines (RFC 5322 section 2.2.3).
    const rules = /tests=([\w,]+)/.exec(answer.replace(/,\s+/g, ','))?.[1] ?? '';
    const words = `SpamAssassin gives ${score} points (${rules}): change what its rules name.`;
    if (score >= spamScore.block) return ran([block('mime', words)]);
    return ran(score >= spamScore.warn ? [warn('mime', words)] : []);
  },
};

/** Local tests only: no lists on the network are asked. @returns the mail with SpamAssassin's headers; empty when it failed */
function ask(program: string, mail: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const options = { timeout: TIMEOUT_MS, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile(program, ['--local', '--test-mode'], options, (_error, stdout) => resolve(stdout));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(mail);
  });
}
