/** Pages that carry a short message: not found, something broke. */
import type { Publication } from '../../model/edition.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';

/** @param text plain paragraphs */
export function messagePage(publication: Publication, title: string, ...text: readonly string[]): Html {
  return layout({
    publication,
    title,
    path: null,
    main: html`<h1>${title}</h1>
      ${text.map((paragraph) => html`<p>${paragraph}</p> `)}
      <p class="all"><a href="/">To the latest edition →</a></p>`,
  });
}

export function notFoundPage(publication: Publication): Html {
  const text = 'There is nothing at this address. An edition appears here once it is approved.';
  return messagePage(publication, 'Page not found', text);
}

export function errorPage(publication: Publication): Html {
  const text = 'This page could not be made. It is our fault, not yours; please try again in a minute.';
  return messagePage(publication, 'Something went wrong', text);
}
