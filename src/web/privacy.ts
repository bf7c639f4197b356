/** What the newsletter knows of a reader, said plainly; an installation may point `privacyUrl` at its own notice instead. */
import { Hono } from 'hono';
import { html, type Html } from '../archive/pages/html.ts';
import { layout } from '../archive/pages/layout.ts';
import type { Publication } from '../model/edition.ts';
import type { WebPorts } from './ports.ts';

export function privacyRoute({ publication }: WebPorts): Hono {
  const app = new Hono();
  app.get('/privacy', (c) => c.html(privacyPage(publication)));
  return app;
}

function privacyPage(publication: Publication): Html {
  return layout({
    publication,
    title: 'Privacy',
    path: '/privacy',
    main: html`<h1>Privacy</h1>
      <p>${publication.name} is published by ${publication.publisher}, ${publication.postalAddress}.</p>
      <h2>What is kept</h2>
      <p>
        Your email address; your name, if you gave one; which sections you chose; when and how you agreed to
        be mailed; and which editions were submitted to your mailbox provider, with what it answered.
      </p>
      <h2>What is not done</h2>
      <p>These pages set no cookie, run no script and load nothing from anyone else.</p>
      <h2>Who else sees it</h2>
      <p>The service that carries the mail is given your address and the mail itself. Nobody else is.</p>
      <h2>Leaving</h2>
      <p>
        Every mail ends in a link that takes you off the list with one press. An address that must not be
        mailed again is remembered only as a code that cannot be turned back into the address.
      </p>`,
  });
}
