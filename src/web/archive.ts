/** Routes of the editions and their full pages; what is not public answers like what is not there. */
import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { isPublic, type EditionSummary, type StoredEdition } from '../archive/editions.ts';
import { editionPage, frontPage } from '../archive/pages/edition.ts';
import { benchmarksPage, itemsPage } from '../archive/pages/full.ts';
import type { Html } from '../archive/pages/html.ts';
import { archivePage, emptyFrontPage } from '../archive/pages/lists.ts';
import { STYLESHEET } from '../archive/style.ts';
import { editionDateSchema } from '../model/date.ts';
import type { Section, SectionId } from '../model/edition.ts';
import type { WebPorts } from './ports.ts';

const FULL_PAGES = { '/labs': 'labs', '/feeds': 'wire', '/papers': 'papers' } as const;

export function archiveRoutes(ports: WebPorts): Hono {
  const { publication, editions } = ports;
  const app = new Hono();
  for (const path of ['/', '/archive/*', '/labs/*', '/feeds/*', '/papers/*', '/benchmarks/*', '/style.css']) {
    app.use(path, compress());
  }

  app.get('/style.css', (c) => {
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    return c.body(STYLESHEET, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.get('/', async (c) => {
    const published = await publicEditions(ports);
    const latest = published[0] === undefined ? null : await editions.find(published[0].date);
    return page(c, latest === null ? emptyFrontPage(publication) : frontPage(latest.edition, published));
  });
  app.get('/archive', async (c) => page(c, archivePage(publication, await publicEditions(ports))));
  app.get('/archive/:date', async (c) => {
    const found = await publicEdition(ports, c.req.param('date'));
    if (found === null) return c.notFound();
    return page(c, editionPage(found.edition, await publicEditions(ports)));
  });
  for (const [path, id] of Object.entries(FULL_PAGES)) {
    app.get(`${path}/:date`, async (c) => {
      const found = await sectionOf(ports, c.req.param('date'), id);
      if (found === null) return c.notFound();
      const { stored, section } = found;
      return page(c, itemsPage(stored.edition, section, await editions.items(stored.id, id)));
    });
  }
  app.get('/benchmarks/:date', async (c) => {
    const found = await sectionOf(ports, c.req.param('date'), 'benchmarks');
    if (found === null) return c.notFound();
    const { stored, section } = found;
    return page(c, benchmarksPage(stored.edition, section, await editions.boards(stored.id)));
  });
  return app;
}

function page(c: Context, content: Html): Response | Promise<Response> {
  // Short, because the list of neighbours grows; long enough to carry the morning's readers.
  c.header('Cache-Control', 'public, max-age=300');
  return c.html(content);
}

async function publicEditions({ editions }: WebPorts): Promise<EditionSummary[]> {
  return (await editions.list()).filter(isPublic);
}

async function publicEdition({ editions }: WebPorts, text: string): Promise<StoredEdition | null> {
  const date = editionDateSchema.safeParse(text);
  const found = date.success ? await editions.find(date.data) : null;
  return found !== null && isPublic(found) ? found : null;
}

async function sectionOf(
  ports: WebPorts,
  date: string,
  id: SectionId,
): Promise<{ stored: StoredEdition; section: Section } | null> {
  const stored = await publicEdition(ports, date);
  const section = stored?.edition.sections.find((candidate) => candidate.id === id);
  return stored === null || section === undefined ? null : { stored, section };
}
