/** `sources import`: the feeds of an OPML list beside those of the config, each accounted for. */
import { readFile } from 'node:fs/promises';
import { readOpml, type ListedFeed } from '../../sources/opml.ts';
import { IMPORTED_FEEDS, planImport, readImported, writeImported } from '../../sources/imported.ts';
import { feedsInUse, KNOWN_FEEDS } from '../../sources/index.ts';
import { pathIn } from '../config.ts';
import { NewsletterError, messageOf } from '../model/errors.ts';
import type { Action } from './session.ts';

export const importSources: Action<{ section?: string; dryRun?: boolean }> = async (
  { output, ...session },
  options,
  file = '',
) => {
  const section = sectionNamed(options.section);
  const config = await session.config();
  const path = pathIn(config, IMPORTED_FEEDS);
  const imported = await readImported(path);
  const listed = await listIn(file);
  const inUse = feedsInUse(config.settings, imported);
  const plan = planImport(listed, { inUse, catalogue: KNOWN_FEEDS, section });
  const dryRun = options.dryRun === true;
  if (!dryRun && plan.added.length > 0) await writeImported(path, [...imported, ...plan.added]);

  for (const feed of plan.added) output.data({ added: feed });
  for (const { name, url } of plan.known) output.data({ known: { name, url } });
  for (const { feed, reason } of plan.refused) {
    output.data({ refused: { name: feed.name, url: feed.url, reason } });
    output.warn(`${feed.name}: ${reason}`);
  }
  output.table(
    ['section', 'id', 'name', 'address'],
    plan.added.map((feed) => [feed.section, feed.id, feed.name, feed.url]),
  );
  const counts = `${plan.added.length} ${dryRun ? 'would be added' : 'added'}, ${plan.known.length} in use before, ${plan.refused.length} refused`;
  output.line(`${listed.length} feeds in ${file}: ${counts}.${dryRun ? '' : ` They are kept in ${path}.`}`);
  if (config.newsroom === 'sample')
    output.warn('The sample newsroom invents its news: NEWSROOM=live reads feeds.');
  return plan.refused.length > 0 ? 1 : 0;
};

function sectionNamed(name: string | undefined): 'labs' | 'wire' | null {
  if (name === undefined || name === 'labs' || name === 'wire') return name ?? null;
  throw new NewsletterError('bad-argument', `--section ${name}: there are labs and wire.`);
}

async function listIn(file: string): Promise<ListedFeed[]> {
  const body = await readFile(file).catch((error: unknown) => {
    throw new NewsletterError('bad-input', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  const list = readOpml(body);
  if (!list.ok) throw new NewsletterError('bad-input', `${file} ${list.failure.message}.`);
  if (list.feeds.length > 0) return list.feeds;
  throw new NewsletterError('bad-input', `${file} holds no feed: no outline of it has an xmlUrl.`);
}
