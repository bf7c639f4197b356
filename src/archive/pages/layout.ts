/** The frame of every public page: head, masthead, landmarks and footer. No script, no cookie, nothing from a third party. */
import { fill, localeFor, type Locale, type Words } from '../../locales/index.ts';
import type { Publication } from '../../model/edition.ts';
import { STYLESHEET_PATH } from '../style.ts';
import { html, type Html } from './html.ts';

export type Page = {
  readonly publication: Publication;
  /** Of the page alone; the newsletter's name is added. */
  readonly title: string;
  /** For search engines and link previews; empty: none. */
  readonly description?: string;
  /** Own path when the page has one lasting address; null: not for search engines. */
  readonly path: string | null;
  /** Tables may use more width than prose. */
  readonly wide?: boolean;
  /** The page's language, where it is not the newsletter's own: pages that speak to one reader. */
  readonly locale?: Locale;
  /** Below the content: the form that subscribes. On every page with a lasting address by default. */
  readonly joinForm?: boolean;
  /** Path of a script of our own; the policy must let it in. */
  readonly script?: string;
  readonly main: Html;
};

export function layout(page: Page): Html {
  const { publication, locale } = page;
  const { words } = locale ?? localeFor(publication.locale);
  const language = locale?.tag ?? publication.locale;
  const direction = locale?.words.direction ?? publication.direction;
  return html`<!doctype html>
    <html lang="${language}" dir="${direction}">
      ${head(page)}
      <body ${page.wide === true ? html`class="wide"` : ''}>
        <a class="skip" href="#content">${words.frame.skip}</a>
        <header class="masthead">
          <div>
            <p class="name"><a href="/">${publication.name}</a></p>
            ${publication.tagline !== '' && html`<p class="tagline">${publication.tagline}</p>`}
          </div>
          <nav aria-label="${words.frame.main}">
            <a href="/archive">${words.frame.all}</a> <a href="/subscribe">${words.join.title}</a>
          </nav>
        </header>
        ${publication.sample && sampleNote(words)}
        <main id="content">${page.main}</main>
        ${(page.joinForm ?? page.path !== null) && joinForm(publication, words)} ${footer(publication, words)}
      </body>
    </html>`;
}

/** Asks for the address alone; what it means to subscribe is said on the page that it leads to. */
function joinForm({ name }: Publication, { join }: Words): Html {
  return html`<form class="join line" method="post" action="/subscribe" aria-labelledby="join-title">
    <label for="join-here" id="join-title">${fill(join.teaser, { newsletter: name })}</label>
    <input
      id="join-here"
      name="email"
      type="email"
      required
      autocomplete="email"
      placeholder="${join.label}"
    />
    <button type="submit" class="second">${join.button}</button>
  </form>`;
}

function sampleNote({ frame }: Words): Html {
  return html`<aside class="sample"><strong>${frame.sampleTitle}</strong> ${frame.sampleText}</aside>`;
}

function head({ publication, title, description = '', path, script }: Page): Html {
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title === publication.name ? title : `${title} · ${publication.name}`}</title>
    ${description !== '' && html`<meta name="description" content="${description}" />`}
    ${
      path === null
        ? html`<meta name="robots" content="noindex" />`
        : html`<link rel="canonical" href="${publication.publicUrl}${path}" />`
    }
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${STYLESHEET_PATH}" />
    ${script !== undefined && html`<script src="${script}" type="module"></script>`}
  </head>`;
}

function footer(publication: Publication, { frame }: Words): Html {
  return html`<footer class="colophon">
    <p>${publication.publisher} · ${publication.postalAddress}</p>
    <nav aria-label="${frame.about}">
      <a href="/">${frame.latest}</a> <a href="/archive">${frame.all}</a>
      <a href="${publication.privacyUrl}">${frame.privacy}</a>
    </nav>
  </footer>`;
}
