/** The answer to "do you still want it?": GET shows the button, POST keeps the subscription. */
import { Hono } from 'hono';
import { html, type Html } from '../archive/pages/html.ts';
import { layout } from '../archive/pages/layout.ts';
import { messagePage } from '../archive/pages/messages.ts';
import { fill, type Locale } from '../locales/index.ts';
import type { Publication } from '../model/edition.ts';
import { tokenHeaders } from './headers.ts';
import { localeOf } from './locale.ts';
import type { WebPorts } from './ports.ts';

export function stayRoutes({ publication, stay }: WebPorts): Hono {
  const app = new Hono();
  app.use('/stay/*', tokenHeaders);
  app.get('/stay/:token', (c) => c.html(stayPage(publication, localeOf(c, publication), c.req.path)));
  app.post('/stay/:token', async (c) => {
    const locale = localeOf(c, publication);
    const { stay: words, trouble } = locale.words;
    if (await stay(c.req.param('token')))
      return c.html(messagePage(publication, { title: words.doneTitle, text: [words.doneText], locale }));
    return c.html(
      messagePage(publication, { title: trouble.deadTitle, text: [trouble.deadText], locale }),
      410,
    );
  });
  return app;
}

/** The same for every token. */
function stayPage(publication: Publication, locale: Locale, path: string): Html {
  const { stay } = locale.words;
  return layout({
    ...{ publication, locale, title: stay.title, path: null },
    main: html`<h1>${fill(stay.heading, { newsletter: publication.name })}</h1>
      <p>${stay.text}</p>
      <form method="post" action="${path}">
        <button type="submit">${stay.button}</button>
      </form>`,
  });
}
