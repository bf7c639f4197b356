/** Pages that carry a short message: not found, something broke. */
import type { Locale } from '../../locales/index.ts';
import type { Publication } from '../../model/edition.ts';
import { html, type Html } from './html.ts';
import { layout } from './layout.ts';

/** @param message.text plain paragraphs */
export function messagePage(
  publication: Publication,
  { title, text, locale }: { title: string; text: readonly string[]; locale: Locale },
): Html {
  const { words } = locale;
  return layout({
    ...{ publication, locale, title, path: null },
    main: html`<h1>${title}</h1>
      ${text.map((paragraph) => html`<p>${paragraph}</p> `)}
      <p class="all"><a href="/">${words.frame.toLatest}</a></p>`,
  });
}

export function notFoundPage(publication: Publication, locale: Locale): Html {
  const { missingTitle: title, missingText } = locale.words.trouble;
  return messagePage(publication, { title, text: [missingText], locale });
}

export function errorPage(publication: Publication, locale: Locale): Html {
  const { brokenTitle: title, brokenText } = locale.words.trouble;
  return messagePage(publication, { title, text: [brokenText], locale });
}

export function badRequestPage(publication: Publication, locale: Locale): Html {
  const { badTitle: title, badText } = locale.words.trouble;
  return messagePage(publication, { title, text: [badText], locale });
}
