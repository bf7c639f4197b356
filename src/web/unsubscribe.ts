/** Leaving: GET shows one button, POST acts, by the button or by a mail program's one click (RFC 8058). */
import { Hono, type HonoRequest } from 'hono';
import { layout } from '../archive/pages/layout.ts';
import { html, type Html } from '../archive/pages/html.ts';
import type { Publication } from '../model/edition.ts';
import { tokenHeaders } from './headers.ts';
import type { WebPorts } from './ports.ts';

/** The button's field: its POST is answered with a page for a person. */
const BUTTON = 'by-button';

export function unsubscribeRoutes({ publication, leave, log }: WebPorts): Hono {
  const app = new Hono();
  app.use('/unsubscribe/*', tokenHeaders);
  // Mail gateways open every link, so this may change nothing and may not tell whether a token is good.
  app.get('/unsubscribe/:token', (c) => c.html(askPage(publication, c.req.path)));
  app.post('/unsubscribe/:token', async (c) => {
    // The address alone says who leaves. Body, cookies and origin are the mail program's affair (RFC 8058 section 3.2).
    const result = await leave(c.req.param('token'));
    if (result.kind === 'unknown') log(`An unsubscribe link was not accepted: ${result.reason}`);
    return (await byButton(c.req)) ? c.html(goodbyePage(publication)) : c.text('Unsubscribed.\n');
  });
  return app;
}

/** A body that cannot be read never keeps someone on the list: it only means that no button sent it. */
async function byButton(request: HonoRequest): Promise<boolean> {
  const type = request.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return false;
  return new URLSearchParams(await request.text()).has(BUTTON);
}

function askPage(publication: Publication, path: string): Html {
  return layout({
    publication,
    title: 'Unsubscribe',
    path: null,
    main: html`<h1>Leave ${publication.name}?</h1>
      <p>One press and you are off the list. Nothing else is asked of you.</p>
      <form method="post" action="${path}">
        <input type="hidden" name="${BUTTON}" value="yes" />
        <button type="submit">Unsubscribe</button>
      </form>`,
  });
}

function goodbyePage(publication: Publication): Html {
  return layout({
    publication,
    title: 'Goodbye',
    path: null,
    main: html`<h1>You are off the list</h1>
      <p>
        ${publication.name} will send you no further edition. One that is leaving this very minute may still
        arrive; it is the last.
      </p>
      <p>Thank you for reading. Every edition stays open to you <a href="/archive">in the archive</a>.</p>`,
  });
}
