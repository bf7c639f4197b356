/** `subscribers import`: a CSV onto the list, every row accounted for, refused ones told with line and reason. */
import { open, type FileHandle } from 'node:fs/promises';
import { NewsletterError, messageOf } from '../model/errors.ts';
import type { Refusal } from '../../subscribers/entries.ts';
import { withBar } from './bar.ts';
import type { Action } from './session.ts';

/** Refused rows shown on the screen; all of them go to --rejects. */
const SHOWN = 20;

export const importReaders: Action<{ consent?: string; rejects?: string }> = async (
  session,
  options,
  file = '',
) => {
  const { output, signal } = session;
  const app = await session.app();
  const rejects = options.rejects === undefined ? null : await openRejects(options.rejects);
  let told = 0;
  const onRefused = async (refusals: readonly Refusal[]) => {
    for (const { line, fields, reason } of refusals) {
      output.data({ refused: { line, fields, reason } });
      if (++told <= SHOWN) output.warn(`line ${line}: ${reason}: ${fields.join(', ')}`);
    }
    const lines = refusals.map(
      ({ line, fields, reason }) => [line, quoted(reason), ...fields.map(quoted)].join(',') + '\n',
    );
    await rejects?.write(lines.join(''));
  };
  try {
    const report = await withBar(output, 'Importing', (to) =>
      app.subscribers.importCsv({
        file,
        consent: options.consent ?? null,
        onRefused,
        onProgress: to,
        signal,
      }),
    );
    if (told > SHOWN)
      output.warn(
        `and ${told - SHOWN} more refused rows${rejects === null ? ' (--rejects FILE keeps them all)' : ''}.`,
      );
    output.data(report);
    const { rows, imported, existing, duplicate, refused, states } = report;
    output.line(
      `${rows} rows: ${imported} imported, ${existing} on the list before, ${duplicate} twice in the file, ${refused} refused.`,
    );
    if (states.pending > 0)
      output.line(
        `${states.pending} are pending and get no mail: say how they agreed with --consent TEXT to make them confirmed.`,
      );
    if (!report.complete) output.warn('Stopped before the end of the file: import it again to complete it.');
    return refused > 0 || !report.complete ? 1 : 0;
  } finally {
    await rejects?.close();
  }
};

async function openRejects(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'w');
    await file.write('line,reason,cells\n');
    return file;
  } catch (error) {
    throw new NewsletterError('bad-argument', `--rejects ${path} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
