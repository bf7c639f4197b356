/** The reader's own page, and the button that moves a subscription to another address. */
import { html, type Content, type Html } from '../archive/pages/html.ts';
import { layout } from '../archive/pages/layout.ts';
import { fill, type Locale, type Words } from '../locales/index.ts';
import type { Publication } from '../model/edition.ts';
import type { ReaderChoices } from './desk/preferences.ts';

/** What became of the last form; null: nothing was sent. */
export type Said = { readonly text: string | null; readonly wrong: boolean };

type Shown = { readonly token: string; readonly reader: ReaderChoices; readonly said: Said };

export function choicesPage(publication: Publication, locale: Locale, shown: Shown): Html {
  const { preferences } = locale.words;
  const { reader, said, token } = shown;
  const path = `/preferences/${token}`;
  const listed = reader.subscriber.state === 'confirmed';
  return layout({
    ...{ publication, locale, title: preferences.title, path: null },
    main: html`<h1>${fill(preferences.heading, { newsletter: publication.name })}</h1>
      ${said.text !== null && html`<p class="${said.wrong ? 'problem' : 'done'}" role="${said.wrong ? 'alert' : 'status'}">${said.text}</p>`}
      <p>
        ${fill(listed ? preferences.sentTo : preferences.offTheList, { address: masked(reader.subscriber.email) })}
      </p>
      ${listed && forms(locale.words, path, reader)} ${ownData(locale.words, path)}`,
  });
}

function forms(words: Words, path: string, reader: ReaderChoices): Html {
  const { preferences, leave } = words;
  const { pausedUntil, earliest, latest, leaveToken } = reader;
  return html`${choicesForm(words, path, reader)}
    <h2 id="pause">${leave.pauseHeading}</h2>
    <form method="post" action="${path}/pause" class="line">
      <label for="until">${preferences.pauseUntil}</label>
      <input
        id="until"
        name="until"
        type="date"
        min="${earliest}"
        max="${latest}"
        value="${pausedUntil ?? ''}"
      />
      <button type="submit" class="second">${leave.pauseButton}</button>
    </form>
    ${
      pausedUntil !== null &&
      html`<form method="post" action="${path}/pause">
        <button type="submit" class="second">${preferences.resume}</button>
      </form>`
    }
    <h2>${preferences.addressHeading}</h2>
    <p>${preferences.addressText}</p>
    <form method="post" action="${path}/address" class="line">
      <label for="new-address">${preferences.addressLabel}</label>
      <input id="new-address" name="email" type="email" required autocomplete="email" />
      <button type="submit" class="second">${preferences.addressButton}</button>
    </form>
    <h2>${leave.title}</h2>
    <p><a href="/unsubscribe/${leaveToken}">${preferences.leave}</a></p>`;
}

function choicesForm({ preferences, sections }: Words, path: string, reader: ReaderChoices): Html {
  const { subscriber } = reader;
  const chosen = subscriber.sections ?? reader.sections;
  const categories = subscriber.paperCategories ?? reader.categories.map(({ id }) => id);
  return html`<form method="post" action="${path}">
    <fieldset>
      <legend>${preferences.sections}</legend>
      ${reader.sections.map((id) => tick('section', id, sections[id], chosen.includes(id)))}
    </fieldset>
    ${
      reader.categories.length > 1 &&
      html`<fieldset>
        <legend>${preferences.categories}</legend>
        ${reader.categories.map(({ id, name }) => tick('category', id, `${name} (${id})`, categories.includes(id)))}
      </fieldset>`
    }
    <button type="submit">${preferences.save}</button>
  </form>`;
}

function tick(name: string, value: string, label: Content, checked: boolean): Html {
  const id = `${name}-${value}`;
  return html`<p class="tick">
    <input type="checkbox" id="${id}" name="${name}" value="${value}" ${checked && html`checked`} />
    <label for="${id}">${label}</label>
  </p> `;
}

function ownData({ preferences }: Words, path: string): Html {
  return html`<h2>${preferences.dataHeading}</h2>
    <p><a href="${path}/data" download>${preferences.dataLink}</a></p>
    <form method="post" action="${path}/erase">
      <p>${preferences.eraseText}</p>
      ${tick('sure', 'yes', preferences.eraseSure, false)}
      <button type="submit" class="second">${preferences.eraseButton}</button>
    </form>`;
}

/** The same for every token. */
export function addressPage(publication: Publication, locale: Locale, path: string): Html {
  const { address } = locale.words;
  return layout({
    ...{ publication, locale, title: address.title, path: null },
    main: html`<h1>${address.title}</h1>
      <p>${fill(address.text, { newsletter: publication.name })}</p>
      <form method="post" action="${path}">
        <button type="submit">${address.button}</button>
      </form>`,
  });
}

/** A mail that was passed on tells its links too: the page shows as much of the address as its owner needs. */
function masked(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
