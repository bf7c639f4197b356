/** `subscribers import`: a CSV onto the list, every row accounted for, refused ones told with line and reason. */
import type { ImportReport } from '../../subscribers/index.ts';
import type { Mapping } from '../../subscribers/columns.ts';
import type { Refusal } from '../../subscribers/entries.ts';
import { consentOf } from './arguments.ts';
import { withBar } from './bar.ts';
import type { Output } from './output.ts';
import { rejectsFile } from './rejects-file.ts';
import type { Action } from './session.ts';

/** Refused rows shown on the screen; all of them go to --rejects. */
const SHOWN = 20;

type Options = { consent?: string; rejects?: string; dryRun?: boolean };

export const importReaders: Action<Options> = async (session, options, file = '') => {
  const { output, signal } = session;
  const { dryRun = false } = options;
  const consent = consentOf(options.consent);
  const rejects = options.rejects === undefined ? null : rejectsFile(options.rejects, file);
  const app = await session.app();
  const told = { refused: 0 };
  const began = performance.now();
  try {
    const report = await withBar(output, dryRun ? 'Reading, bytes' : 'Importing, bytes', (to) =>
      app.subscribers.importCsv({
        ...{ file, consent, dryRun, signal, onProgress: to },
        onMapping: (mapping) => {
          tellMapping(output, mapping);
          rejects?.begin(mapping.columns.map(({ name }) => name));
        },
        onRefused: async (refusals) => {
          tellRefusals(output, refusals, told);
          await rejects?.add(refusals);
        },
        onDuplicate: async (duplicates) => {
          for (const { line, fields, reason } of duplicates)
            output.data({ duplicate: { line, fields, reason } });
          await rejects?.add(duplicates);
        },
      }),
    );
    if (told.refused > SHOWN)
      output.warn(
        `and ${told.refused - SHOWN} more refused rows${rejects === null ? ' (--rejects FILE keeps them all)' : ''}.`,
      );
    const seconds = Math.round(performance.now() - began) / 1000;
    tellReport(output, { ...report, seconds, dryRun });
    return report.refused > 0 || !report.complete ? 1 : 0;
  } finally {
    await rejects?.close();
  }
};

/** What each column was taken for, so that a wrong guess is seen before it matters. */
function tellMapping(output: Output, mapping: Mapping): void {
  const { peer, note, columns } = mapping;
  output.data({ mapping });
  output.line(peer === null ? 'Columns, by their names:' : `An export of ${peer}:`);
  const used = columns.filter(({ use }) => use !== 'not used');
  const others = columns.filter(({ use }) => use === 'not used');
  output.table(
    ['column', 'taken as'],
    used.map(({ name, use }) => [name, use]),
  );
  if (others.length > 0) output.line(`Not used: ${others.map(({ name }) => name).join(', ')}`);
  if (note !== null) output.warn(note);
}

function tellRefusals(output: Output, refusals: readonly Refusal[], told: { refused: number }): void {
  for (const { line, fields, reason } of refusals) {
    output.data({ refused: { line, fields, reason } });
    if (++told.refused <= SHOWN) output.warn(`line ${line}: ${reason}: ${fields.join(', ')}`);
  }
}

function tellReport(output: Output, report: ImportReport & { seconds: number; dryRun: boolean }): void {
  output.data(report);
  const { rows, imported, existing, duplicate, refused, states, dryRun } = report;
  const counts = `${existing} on the list before, ${duplicate} twice in the file, ${refused} refused`;
  output.line(`${rows} rows: ${imported} ${dryRun ? 'to import' : 'imported'}, ${counts}.`);
  if (states.unsubscribed > 0)
    output.line(`${states.unsubscribed} of them left elsewhere: they are kept so that nobody mails them.`);
  if (states.pending > 0)
    output.line(
      `${states.pending} ${dryRun ? 'would be' : 'are'} pending and get no mail: say how they agreed with --consent TEXT to make them confirmed.`,
    );
  if (!report.complete) output.warn('Stopped before the end of the file: import it again to complete it.');
  if (dryRun) output.line('Nothing was changed. Run it again without --dry-run to import.');
}
