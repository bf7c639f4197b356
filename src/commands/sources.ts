/** `sources`: where the news comes from, and how each source is doing. */
import { checkSources } from './check-sources.ts';
import { exportSources } from './export-sources.ts';
import { importSources } from './import-sources.ts';
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
    .command('check')
    .description('ask sources now, and note in the catalogue which ones work')
    .argument('[id...]', 'sources in use or of the catalogue; all in use without any')
    .option('--catalogue', 'every feed the catalogue knows, too')
    .option('--dry-run', 'leave the dates in the catalogue as they are')
    .action(run(checkSources));
  sources
    .command('inspect')
    .description('what would be taken from feeds, one answer each; --json for all of it')
    .argument('<file-or-address...>', 'feed files and http(s) addresses')
    .action(run(inspectSources));
  sources
    .command('import')
    .description('add the feeds of an OPML list to those that are read')
    .argument('<file>', 'OPML file')
    .option('--section <name>', 'labs or wire; by the list’s folders, else wire, without it')
    .option('--dry-run', 'say what would be added, and change nothing')
    .action(run(importSources));
  sources
    .command('export')
    .description('the feeds in use as an OPML list, to standard output or a file')
    .option('--out <file>', 'file to write')
    .option('--catalogue', 'every feed the catalogue knows, in use or not')
    .action(run(exportSources));
};
