/** What the newsletter knows of a reader, said plainly; an installation may point `privacyUrl` at its own notice instead. */
import { Hono } from 'hono';
import { html, type Html } from '../archive/pages/html.ts';
import { layout } from '../archive/pages/layout.ts';
import { fill, type Locale } from '../locales/index.ts';
import type { Publication } from '../model/edition.ts';
import { localeOf } from './locale.ts';
import type { WebPorts } from './ports.ts';

export function privacyRoute({ publication }: WebPorts): Hono {
  const app = new Hono();
  app.get('/privacy', (c) => c.html(privacyPage(publication, localeOf(c, publication))));
  return app;
}

function privacyPage(publication: Publication, locale: Locale): Html {
  const { privacy } = locale.words;
  const { name: newsletter, publisher, postalAddress } = publication;
  return layout({
    ...{ publication, locale, title: privacy.title, path: '/privacy' },
    main: html`<h1>${privacy.title}</h1>
      <p>${fill(privacy.publisher, { newsletter, publisher, postalAddress })}</p>
      <h2>${privacy.keptTitle}</h2>
      <p>${privacy.kept}</p>
      <p>${privacy.joining}</p>
      <h2>${privacy.notDoneTitle}</h2>
      <p>${privacy.notDone}</p>
      <h2>${privacy.othersTitle}</h2>
      <p>${privacy.others}</p>
      <h2>${privacy.rightsTitle}</h2>
      <p>${privacy.rights}</p>`,
  });
}
