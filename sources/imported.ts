/** The editor's own feeds, as `sources import` keeps them beside the config: a small JSON file, easy to edit and to review. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { NewsletterError, messageOf } from '../src/model/errors.ts';
import type { FeedDefinition } from './feed.ts';
import { sectionOf, type ListedFeed } from './opml.ts';
import { canonicalUrl } from './text/canonical-url.ts';

/** Where it lies, from the config's folder. */
export const IMPORTED_FEEDS = 'sources/imported.json';

const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const importedSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes'),
    name: z.string().min(1),
    section: z.enum(['labs', 'wire']),
    url: webUrl,
    homepage: webUrl.optional(),
  }),
);
export type ImportedFeed = z.infer<typeof importedSchema>[number];

/**
 * @returns none where there is no such file
 * @throws NewsletterError bad-config naming file, entry and rule
 */
export async function readImported(path: string): Promise<ImportedFeed[]> {
  try {
    return importedSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const problems =
      error instanceof z.ZodError
        ? error.issues.map(({ path: place, message }) => `\n- ${place.join('.')}: ${message}`).join('')
        : ` ${messageOf(error)}`;
    throw new NewsletterError('bad-config', `${path} is not right:${problems}`, {
      hint: 'Correct it, or delete it and import the feeds again.',
    });
  }
}

/** @throws NewsletterError bad-argument when the file cannot be written */
export async function writeImported(path: string, feeds: readonly ImportedFeed[]): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${JSON.stringify(feeds, null, 2)}\n`);
  } catch (error) {
    throw new NewsletterError('bad-argument', `${path} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

export type ImportPlan = {
  readonly added: readonly ImportedFeed[];
  /** In use already, under whatever spelling of the address. */
  readonly known: readonly ListedFeed[];
  readonly refused: readonly { readonly feed: ListedFeed; readonly reason: string }[];
};

/**
 * What an import would add; pure.
 * @param given.inUse every feed that is asked now
 * @param given.catalogue feeds we know: one of them keeps its id, and with it its quirks
 * @param given.section where feeds go whose folder does not say; null: by folder, else the wire
 */
export function planImport(
  listed: readonly ListedFeed[],
  given: {
    readonly inUse: readonly FeedDefinition[];
    readonly catalogue: readonly FeedDefinition[];
    readonly section: 'labs' | 'wire' | null;
  },
): ImportPlan {
  const addresses = new Set(given.inUse.map(({ url }) => canonicalUrl(url)));
  const ids = new Set([...given.inUse, ...given.catalogue].map(({ id }) => id));
  const plan = {
    added: [] as ImportedFeed[],
    known: [] as ListedFeed[],
    refused: [] as ImportPlan['refused'][number][],
  };
  for (const feed of listed) {
    const address = canonicalUrl(feed.url);
    if (address === null) {
      plan.refused.push({ feed, reason: `${feed.url || 'nothing'} is no http or https address` });
    } else if (addresses.has(address)) plan.known.push(feed);
    else {
      addresses.add(address);
      const section = given.section ?? sectionOf(feed) ?? 'wire';
      const ours = given.catalogue.find(({ url }) => canonicalUrl(url) === address);
      const homepage = ours?.homepage ?? canonicalUrl(feed.homepage) ?? undefined;
      const added = {
        id: ours?.id ?? freeId(feed.name, ids),
        ...{ name: ours?.name ?? feed.name, section, url: ours?.url ?? feed.url },
        ...(homepage === undefined ? {} : { homepage }),
      };
      ids.add(added.id);
      plan.added.push(added);
    }
  }
  return plan;
}

/** "The Example Lab" is `the-example-lab`, the second of that name `the-example-lab-2`. */
function freeId(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const slug =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 50) || 'feed';
  let id = slug;
  for (let count = 2; taken.has(id); count++) id = `${slug}-${count}`;
  return id;
}
