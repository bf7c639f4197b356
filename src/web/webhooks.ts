/** `POST /webhooks/resend`: what became of our messages, signed by Resend. Nothing of a body is ever logged. */
import { Hono } from 'hono';
import type { WebPorts } from './ports.ts';

export function webhookRoute({ resendEvents, log }: WebPorts): Hono {
  const app = new Hono();
  if (resendEvents === null) return app;
  app.post('/webhooks/resend', async (c) => {
    const header = (name: string) => c.req.header(name) ?? '';
    const headers = {
      ...{ id: header('svix-id'), timestamp: header('svix-timestamp') },
      signature: header('svix-signature'),
    };
    const result = await resendEvents(headers, await c.req.text());
    if (result === 'refused') {
      log('A webhook was refused: it is not signed by Resend, or it is older than five minutes.');
      return c.text('Refused.', 401);
    }
    // Anything but a 2xx is sent again for a day and more: what we do not know is no reason for that.
    return c.json({ result });
  });
  return app;
}
