/** The public server: edition pages, full pages, leaving, health. GET and HEAD never change anything. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { badRequestPage, errorPage, notFoundPage } from '../archive/pages/messages.ts';
import { isOutage } from '../database/outage.ts';
import { listen, type Listener } from '../platform/listen.ts';
import { archiveRoutes } from './archive.ts';
import { publicHeaders } from './headers.ts';
import { healthRoute } from './health.ts';
import { joinRoutes } from './join.ts';
import { leaveRoutes } from './leave.ts';
import { localeOf } from './locale.ts';
import type { WebPorts } from './ports.ts';
import { preferencesRoutes } from './preferences.ts';
import { privacyRoute } from './privacy.ts';
import { stayRoutes } from './stay.ts';
import { webhookRoute } from './webhooks.ts';

/** Every form this server takes fits easily; RFC 8058's body is 26 bytes. */
const MAX_BODY = 64 * 1024;

/** When to come back, where the database is away. */
const RETRY_SECONDS = '10';

export function createWeb(ports: WebPorts): Hono {
  const { publication } = ports;
  const app = new Hono();
  app.use(publicHeaders(publication));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => c.text('Method not allowed.', 405, { Allow: methods.join(', ') }),
    }),
  );
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.text('That is too large.', 413) }));
  app.route('/', archiveRoutes(ports));
  app.route('/', leaveRoutes(ports));
  app.route('/', joinRoutes(ports));
  app.route('/', preferencesRoutes(ports));
  app.route('/', stayRoutes(ports));
  app.route('/', privacyRoute(ports));
  app.route('/', healthRoute(ports));
  app.route('/', webhookRoute(ports));
  app.notFound((c) => c.html(notFoundPage(publication, localeOf(c, publication)), 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) {
      return c.html(badRequestPage(publication, localeOf(c, publication)), error.status);
    }
    ports.log(`${c.req.method} ${routeOf(c.req.path)} failed`, error);
    const page = errorPage(publication, localeOf(c, publication));
    // It passes: a mail program that sent a one-click POST, or Resend with an event, may try again by itself.
    if (isOutage(error)) return c.html(page, 503, { 'Retry-After': RETRY_SECONDS });
    return c.html(page, 500);
  });
  return app;
}

/** @throws NewsletterError port-in-use, naming the port and PORT */
export function serveWeb(app: Hono, place: { host: string; port: number }): Promise<Listener> {
  return listen(app.fetch, { ...place, variable: 'PORT' });
}

/** A path without its token: logs must not hold what lets someone act for a reader. */
function routeOf(path: string): string {
  return path.replace(/^(\/(?:unsubscribe|preferences|confirm|back|address|stay))\/.*/, '$1/…');
}
