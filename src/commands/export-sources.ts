/** `sources export`: the feeds in use, or all we know, as an OPML list for other programs. */
import { writeFile } from 'node:fs/promises';
import { IMPORTED_FEEDS, readImported } from '../../sources/imported.ts';
import { feedsInUse, KNOWN_FEEDS } from '../../sources/index.ts';
import { writeOpml } from '../../sources/opml.ts';
import { pathIn } from '../config.ts';
import { NewsletterError, messageOf } from '../model/errors.ts';
import type { Action } from './session.ts';

export const exportSources: Action<{ out?: string; catalogue?: boolean }> = async (
  { output, ...session },
  { out, catalogue },
) => {
  const config = await session.config();
  const imported = await readImported(pathIn(config, IMPORTED_FEEDS));
  const feeds = catalogue === true ? KNOWN_FEEDS : feedsInUse(config.settings, imported);
  const opml = writeOpml(config.settings.name, feeds);
  if (out === undefined) await output.raw(opml);
  else {
    await writeFile(out, opml).catch((error: unknown) => {
      throw new NewsletterError('bad-argument', `--out ${out} cannot be written: ${messageOf(error)}`, {
        cause: error,
      });
    });
    output.data({ file: out, feeds: feeds.length });
    output.line(`${feeds.length} feeds written to ${out}.`);
  }
  return 0;
};
