/** The reader's own page, and the button that moves a subscription to another address. */
import { html, type Content, type Html } from '../archive/pages/html.ts';
import { layout } from '../archive/pages/layout.ts';
import { fill, type Locale, type Words } from '../locales/index.ts';
import { longDate } from '../model/date.ts';
import type { Publication } from '../model/edition.ts';
import type { ReaderChoices } from './desk/preferences.ts';

export type FormName = 'choices' | 'pause' | 'address' | 'erase';

/** What became of the last form. */
export type Said =
  | { readonly kind: 'done'; readonly text: string }
  /** Shown beside the field that is wrong, with what was written into it. */
  | { readonly kind: 'wrong'; readonly form: FormName; readonly text: string; readonly written: string };

/** `said` null: nothing was sent. */
type Shown = { readonly token: string; readonly reader: ReaderChoices; readonly said: Said | null };

export function choicesPage(publication: Publication, locale: Locale, shown: Shown): Html {
  const { preferences } = locale.words;
  const { reader, said, token } = shown;
  const path = `/preferences/${token}`;
  const listed = reader.subscriber.state === 'confirmed';
  const problemIn = (form: FormName) => problemOf(form, said);
  return layout({
    ...{ publication, locale, title: preferences.title, path: null },
    main: html`<h1>${fill(preferences.heading, { newsletter: publication.name })}</h1>
      ${said?.kind === 'done' && html`<p class="done" role="status">${said.text}</p>`}
      <p>
        ${fill(listed ? preferences.sentTo : preferences.offTheList, { address: masked(reader.subscriber.email) })}
      </p>
      ${listed && forms(locale, path, reader, problemIn)} ${ownData(locale.words, path, problemIn('erase'))}`,
  });
}

/** What is wrong in one form: the line that says so, and what its field says of it to who cannot see it. */
type Problem = { readonly line: Html; readonly field: Html; readonly written: string };

const NO_PROBLEM: Problem = { line: html``, field: html``, written: '' };

function problemOf(form: FormName, said: Said | null): Problem {
  if (said?.kind !== 'wrong' || said.form !== form) return NO_PROBLEM;
  const id = `${form}-problem`;
  return {
    line: html`<p class="problem" id="${id}" role="alert">${said.text}</p>`,
    // The page is made anew: without a script only this brings its reader to the place.
    field: html`aria-invalid="true" aria-describedby="${id}" autofocus`,
    written: said.written,
  };
}

function forms(
  { words, tag }: Locale,
  path: string,
  reader: ReaderChoices,
  problemIn: (form: FormName) => Problem,
): Html {
  const { preferences, leave } = words;
  const address = problemIn('address');
  return html`${choicesForm(words, path, reader, problemIn('choices'))}
    <h2 id="pause">${preferences.pauseHeading}</h2>
    ${reader.pausedUntil !== null && pausedNote(words, path, longDate(reader.pausedUntil, tag))}
    ${pauseForm(words, path, reader, problemIn('pause'))}
    <h2>${preferences.addressHeading}</h2>
    <p>${preferences.addressText}</p>
    <form method="post" action="${path}/address">
      <p>
        <label for="new-address">${preferences.addressLabel}</label>
        <input
          id="new-address"
          name="email"
          type="email"
          required
          autocomplete="email"
          value="${address.written}"
          ${address.field}
        />
      </p>
      ${address.line}
      <button type="submit" class="second">${preferences.addressButton}</button>
    </form>
    <h2>${leave.title}</h2>
    <p><a href="/unsubscribe/${reader.leaveToken}">${preferences.leave}</a></p>`;
}

function pausedNote({ preferences, pause }: Words, path: string, date: string): Html {
  return html`<p>${fill(pause.text, { date })}</p>
    <form method="post" action="${path}/pause">
      <p><button type="submit" class="second">${preferences.resume}</button></p>
    </form>`;
}

function pauseForm(
  { preferences, leave }: Words,
  path: string,
  { earliest, latest, pausedUntil }: ReaderChoices,
  problem: Problem,
): Html {
  return html`<form method="post" action="${path}/pause">
    <p class="line">
      <label for="until">${preferences.pauseUntil}</label>
      <input
        id="until"
        name="until"
        type="date"
        required
        min="${earliest}"
        max="${latest}"
        value="${pausedUntil ?? ''}"
        ${problem.field}
      />
      <button type="submit" class="second">${leave.pauseButton}</button>
    </p>
    ${problem.line}
  </form>`;
}

function choicesForm(
  { preferences, edition }: Words,
  path: string,
  reader: ReaderChoices,
  problem: Problem,
): Html {
  const { subscriber } = reader;
  const chosen = subscriber.sections ?? reader.sections;
  const categories = subscriber.paperCategories ?? reader.categories.map(({ id }) => id);
  return html`<form method="post" action="${path}">
    <fieldset>
      <legend>${preferences.sections}</legend>
      ${problem.line}
      ${reader.sections.map((id, at) =>
        tick('section', id, edition.headings[id], {
          checked: chosen.includes(id),
          field: at === 0 && problem.field,
        }),
      )}
    </fieldset>
    ${
      reader.categories.length > 1 &&
      html`<fieldset>
        <legend>${preferences.categories}</legend>
        ${reader.categories.map(({ id, name }) =>
          tick('category', id, `${name} (${id})`, { checked: categories.includes(id), field: false }),
        )}
      </fieldset>`
    }
    <button type="submit">${preferences.save}</button>
  </form>`;
}

function tick(
  name: string,
  value: string,
  label: Content,
  { checked, field }: { checked: boolean; field: Html | false },
): Html {
  const id = `${name}-${value}`;
  return html`<p class="tick">
    <input type="checkbox" id="${id}" name="${name}" value="${value}" ${checked && html`checked`} ${field} />
    <label for="${id}">${label}</label>
  </p> `;
}

function ownData({ preferences }: Words, path: string, problem: Problem): Html {
  return html`<h2>${preferences.dataHeading}</h2>
    <p><a href="${path}/data" download>${preferences.dataLink}</a></p>
    <form method="post" action="${path}/erase">
      <p>${preferences.eraseText}</p>
      ${tick('sure', 'yes', preferences.eraseSure, { checked: false, field: problem.field })} ${problem.line}
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

/** The page shows as much of the address as its owner needs, for who looks on; the link itself is the key to all of it. */
function masked(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}
