/** The editor's desk answers this machine only: a foreign name that resolves to 127.0.0.1 (DNS rebinding) is refused. */
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';

const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

export const localHostOnly: MiddlewareHandler = createMiddleware(async (c, next) => {
  if (!LOCAL.test(c.req.header('host') ?? '')) {
    return c.text('The preview is for this machine only: open it as 127.0.0.1 or localhost.', 403);
  }
  await next();
});
