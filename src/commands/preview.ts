/** `preview`: the draft of the day in a browser on this machine, made anew with every save. */
import { join } from 'node:path';
import type { App } from '../app.ts';
import { editionOfDate } from '../edition/store.ts';
import { dateIn, type EditionDate } from '../model/date.ts';
import { aborted } from '../platform/clock.ts';
import { collectDay } from '../run/day.ts';
import { lastCollection } from '../run/day-facts.ts';
import { sourceHealth } from '../run/source-health.ts';
import { renderInChild } from '../studio/render.ts';
import { startStudio, type Studio } from '../studio/server.ts';
import type { Action, Register } from './session.ts';

export const registerPreview: Register = (program, run) => {
  program
    .command('preview')
    .description(
      'show the draft of the day in a browser, reloading when essay, templates or config are saved',
    )
    .option('--date <YYYY-MM-DD>', 'which edition; today by default')
    .action(run(preview));
};

const preview: Action<{ date?: string }> = async ({ output, signal, ...session }, options) => {
  const date = await session.date(options.date);
  const app = await session.app();
  const drafted = await editionOfDate(app.database.query, date);
  if (drafted === null && (await lastCollection(app, date)) === null) {
    output.line(`${date} is not collected yet: asking the sources.`);
    const { items, sources } = await collectDay(app, date);
    const silent = sources.filter(({ failure }) => failure !== null).length;
    const trouble = silent === 0 ? '' : `; ${silent} did not answer ("sources list" says why)`;
    output.line(`${items} items from ${sources.length} sources${trouble}.`);
  }
  const studio = await openStudio(app, options.date === undefined ? null : date, { warm: true });
  output.data({ preview: studio.url });
  output.line(`Preview: ${studio.url}  (Ctrl-C ends it)`);
  await aborted(signal);
  await studio.close();
  return 0;
};

/** @param date null: the day it is when a page is asked for */
export function openStudio(app: App, date: EditionDate | null, { warm }: { warm: boolean }): Promise<Studio> {
  const { settings, root, file, studioPort } = app.config;
  const day = () => date ?? dateIn(settings.timeZone, Date.now());
  return startStudio({
    port: studioPort,
    warm,
    render: () => renderInChild(['render', '--redraft', '--json', '--config', file, '--date', day()])(),
    watch: [join(root, settings.essays.folder), join(import.meta.dirname, '../../emails'), file],
    newsletterName: settings.name,
    sources: () => sourceHealth(app, day()),
  });
}
