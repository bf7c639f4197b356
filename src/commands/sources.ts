/** `sources`: where the news comes from, and how each source is doing. */
import { inspectSources } from './inspect-sources.ts';
import { listSources } from './list-sources.ts';
import type { Register } from './session.ts';

export const registerSources: Register = (program, run) => {
  const sources = program.command('sources').description('where the news comes from');
  sources
    .command('list')
    .description('every source in use and its health: last success, newest item, pace, failures in words')
    .option('--date <YYYY-MM-DD>', 'sources of which day; today by default')
    .action(run(listSources));
  sources
    .command('inspect')
    .description('what would be taken from feeds, one answer each; --json for all of it')
    .argument('<file-or-address...>', 'feed files and http(s) addresses')
    .action(run(inspectSources));
};
