/** The preview's listener: the draft of the day in a browser on this machine, rendered again with every save. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono, type Context } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import type { SourceHealth } from '../edition/health.ts';
import { listen } from '../platform/listen.ts';
import { CLIENT_SCRIPT } from './client.ts';
import { createDesk, type Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { localHostOnly } from './host-guard.ts';
import { studioPage, type Scheme } from './page.ts';
import { sourcesPage } from './sources-page.ts';
import { watchPaths } from './watch.ts';

export type StudioOptions = {
  /** 0: any free port. */
  readonly port: number;
  /** Fresh at every call, e.g. `renderInChild()`. */
  readonly render: () => Promise<Draft>;
  /** Rendered before anybody asks, where somebody is about to. */
  readonly warm: boolean;
  /** Absolute paths of what a draft is made from: essay folder, templates, config. */
  readonly watch: readonly string[];
  readonly newsletterName: string;
  /** How the sources of the day are doing. */
  readonly sources: () => Promise<readonly SourceHealth[]>;
};

/** A page that was just reloaded by a rendering does not ask for the next one. */
const FRESH_MS = 5_000;

export type Studio = { readonly url: string; close(): Promise<void> };

/** @throws NewsletterError port-in-use, naming the port and STUDIO_PORT */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const desk = createDesk(options.render);
  const app = createStudio(desk, options.newsletterName, options.sources);
  // An open event stream never ends by itself: no grace.
  const place = { host: '127.0.0.1', port: options.port, variable: 'STUDIO_PORT', graceMs: 0 };
  const listener = await listen(app.fetch, place);
  const watch = watchPaths(options.watch, () => void desk.refresh());
  if (options.warm) void desk.refresh();
  return {
    url: listener.url,
    close: async () => {
      watch.close();
      await listener.close();
    },
  };
}

/** The routes; the public server never mounts them. */
export function createStudio(desk: Desk, newsletterName: string, sources: StudioOptions['sources']): Hono {
  const app = new Hono();
  app.use(localHostOnly);
  app.use(studioHeaders);
  app.get('/', (c) => {
    const page = studioPage({
      newsletterName,
      sheet: desk.sheet(),
      revision: desk.revision(),
      scheme: schemeOf(c),
    });
    // Another command may have changed the draft; if so, the open page is told.
    if (desk.age() > FRESH_MS) void desk.refresh();
    return c.html(page);
  });
  app.get('/sources', async (c) => c.html(sourcesPage(newsletterName, await sources())));
  app.get('/draft.html', (c) => {
    const { draft } = desk.sheet();
    return draft === null ? c.notFound() : c.html(inScheme(draft.html, schemeOf(c)));
  });
  app.get('/draft.txt', (c) => c.text(desk.sheet().draft?.text ?? ''));
  app.get('/events', (c) => events(c, desk));
  app.get('/studio.js', (c) =>
    c.body(CLIENT_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/studio.css', (c) => c.body(STYLESHEET, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  return app;
}

const STYLESHEET = readFileSync(join(import.meta.dirname, 'studio.css'), 'utf8');

/** The mail styles itself inline and may show pictures; nothing here runs but our own script. */
const studioHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ['https:', 'http:', 'data:'],
    frameSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'self'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
});

/** The revision is told at once too: a browser that reconnects may have missed one. */
function events(c: Context, desk: Desk): Response {
  return streamSSE(
    c,
    (stream) =>
      new Promise((resolve) => {
        const tell = (revision: string) => void stream.writeSSE({ event: 'revision', data: revision });
        const stop = desk.listen(tell);
        stream.onAbort(() => {
          stop();
          resolve();
        });
        tell(desk.revision());
      }),
  );
}

function schemeOf(c: Context): Scheme {
  return c.req.query('scheme') === 'dark' ? 'dark' : 'light';
}

/** Forces one colour scheme, whatever the browser prefers: the query becomes one that is always, or never, true. */
function inScheme(mail: string, scheme: Scheme): string {
  return mail.replaceAll(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g, (_, asked: string) =>
    asked === scheme ? '(min-width: 0)' : '(max-width: 0)',
  );
}
