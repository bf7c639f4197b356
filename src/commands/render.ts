/** `render`: the edition of a day as files (html, text, eml) or as one JSON line. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NewsletterError, messageOf } from '../model/errors.ts';
import { makeFolder } from '../platform/data-folder.ts';
import { renderDay, type RenderedDay } from '../run/render-day.ts';
import type { Action, Register } from './session.ts';

export const registerRender: Register = (program, run) => {
  program
    .command('render')
    .description('write the edition of a day to files, as a reader would get it')
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .option('--out <folder>', 'where to write edition.html, edition.txt and edition.eml')
    .option('--redraft', 'compose it anew first, unless it is approved')
    .action(run(render));
};

const render: Action<{ date?: string; out?: string; redraft?: boolean }> = async (
  { output, ...session },
  options,
) => {
  if (options.out === undefined && !output.json)
    throw new NewsletterError('bad-argument', 'render needs --out FOLDER (or --json).');
  const date = await session.date(options.date);
  const rendered = await renderDay(await session.app(), date, { redraft: options.redraft ?? false });
  const { eml, ...draft } = rendered;
  output.data(draft);
  if (options.out !== undefined) {
    const folder = resolve(options.out);
    await write(folder, rendered);
    output.line(`Written: ${join(folder, 'edition.html')}, edition.txt, edition.eml (${eml.length} bytes).`);
  }
  return rendered.findings.some((finding) => finding.severity === 'block') ? 1 : 0;
};

async function write(folder: string, { html, text, eml }: RenderedDay): Promise<void> {
  try {
    makeFolder(folder);
    await writeFile(join(folder, 'edition.html'), html);
    await writeFile(join(folder, 'edition.txt'), text);
    await writeFile(join(folder, 'edition.eml'), eml);
  } catch (error) {
    throw new NewsletterError('bad-argument', `--out ${folder} cannot be written: ${messageOf(error)}`, {
      hint: 'Name a folder that this user may write to.',
      cause: error,
    });
  }
}
