/** /healthz: whether the database answers, and how far the newsletter has come; for monitors, so in JSON. */
import { Hono } from 'hono';
import { isPublic } from '../archive/editions.ts';
import type { WebPorts } from './ports.ts';

export function healthRoute({ editions, log }: WebPorts): Hono {
  const app = new Hono();
  app.get('/healthz', async (c) => {
    c.header('Cache-Control', 'no-store');
    try {
      const latest = (await editions.list()).find(isPublic);
      return c.json({ ok: true, database: 'reachable', latestEdition: latest?.date ?? null });
    } catch (error) {
      log('The database did not answer the health check', error);
      return c.json({ ok: false, database: 'unreachable', latestEdition: null }, 503);
    }
  });
  return app;
}
