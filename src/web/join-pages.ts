/** The pages of joining: the form, the challenge, the confirm button, and being on the list. */
import { readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { html, type Html } from '../archive/pages/html.ts';
import { layout } from '../archive/pages/layout.ts';
import { fill, type Locale } from '../locales/index.ts';
import type { Publication } from '../model/edition.ts';

/** The one script of the public pages, sent with a challenge only. */
export const SOLVER = readFileSync(joinPath(import.meta.dirname, 'solver.js'), 'utf8');
export const SOLVER_PATH = '/solver.js';

type Form = {
  readonly stamp: string;
  readonly address?: string;
  readonly source?: string;
};

/** @param form.problem what is wrong with the address; @param form.note what is still to do */
export function joinPage(
  publication: Publication,
  locale: Locale,
  form: Form & { problem?: string; note?: string },
): Html {
  const { join } = locale.words;
  const { problem, note } = form;
  const newsletter = publication.name;
  const described = problem === undefined ? 'join-consent' : 'join-problem join-consent';
  return layout({
    ...{ publication, locale, title: join.title, path: '/subscribe', joinForm: false },
    main: html`<h1>${fill(join.heading, { newsletter })}</h1>
      <p>${join.text}</p>
      ${note !== undefined && html`<p class="done" role="status">${note}</p>`}
      <form method="post" action="/subscribe">
        <p>
          <label for="join-address">${join.label}</label>
          <input
            id="join-address"
            name="email"
            type="email"
            required
            autocomplete="email"
            value="${form.address ?? ''}"
            aria-describedby="${described}"
            ${problem !== undefined && html`aria-invalid="true" autofocus`}
          />
        </p>
        ${problem !== undefined && html`<p id="join-problem" class="problem" role="alert">${problem}</p>`}
        <p class="unseen" aria-hidden="true">
          <label for="join-website">${join.trap}</label>
          <input id="join-website" name="website" tabindex="-1" autocomplete="off" />
        </p>
        ${hidden({ stamp: form.stamp, source: form.source })}
        <p id="join-consent" class="meta">${fill(join.consent, { newsletter })}</p>
        <button type="submit">${join.button}</button>
      </form>`,
  });
}

/** The button stays shut until the script has found the answer; it takes away the line that says what to do without it. */
export function challengePage(
  publication: Publication,
  locale: Locale,
  form: Form & { challenge: string; contact: string },
): Html {
  const { join } = locale.words;
  return layout({
    ...{ publication, locale, title: join.busyTitle, path: null, script: SOLVER_PATH },
    main: html`<h1>${join.busyTitle}</h1>
      <p>${join.busyText}</p>
      <p class="problem" id="without-script">${fill(join.busyWithout, { contact: form.contact })}</p>
      <form method="post" action="/subscribe" id="challenge" data-challenge="${form.challenge}">
        ${hidden({ stamp: form.stamp, source: form.source, email: form.address })}
        <input type="hidden" name="answer" value="" />
        <button type="submit" disabled>${join.busyButton}</button>
      </form>`,
  });
}

/** The same for every token: this page may not tell whether one is good. */
export function confirmPage(publication: Publication, locale: Locale, path: string): Html {
  const { confirm } = locale.words;
  return layout({
    ...{ publication, locale, title: confirm.title, path: null },
    main: html`<h1>${confirm.heading}</h1>
      <p>${fill(confirm.text, { newsletter: publication.name })}</p>
      <form method="post" action="${path}">
        <button type="submit">${confirm.button}</button>
      </form>`,
  });
}

export function confirmedPage(publication: Publication, locale: Locale, preferencesToken: string): Html {
  const { confirm } = locale.words;
  return layout({
    ...{ publication, locale, title: confirm.doneTitle, path: null },
    main: html`<h1>${confirm.doneTitle}</h1>
      <p>${fill(confirm.doneText, { newsletter: publication.name })}</p>
      <p><a href="/preferences/${preferencesToken}">${confirm.choose}</a></p>`,
  });
}

function hidden(fields: Readonly<Record<string, string | undefined>>): Html[] {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return given.map(([name, value = '']) => html`<input type="hidden" name="${name}" value="${value}" />`);
}
