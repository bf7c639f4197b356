/** Leaving: GET shows buttons, POST acts, by a button or by a mail program's one click (RFC 8058). */
import { Hono, type HonoRequest } from 'hono';
import { layout } from '../archive/pages/layout.ts';
import { html, type Html } from '../archive/pages/html.ts';
import { messagePage } from '../archive/pages/messages.ts';
import { fill, type Locale } from '../locales/index.ts';
import { longDate } from '../model/date.ts';
import type { Publication } from '../model/edition.ts';
import { tokenHeaders } from './headers.ts';
import { localeOf } from './locale.ts';
import type { WebPorts } from './ports.ts';

/** The button's field: its POST is answered with a page for a person. */
const BUTTON = 'by-button';

/** Weeks that a break can last. */
const BREAKS = [1, 2, 4, 8];

export function leaveRoutes({ publication, leaving, contact, log }: WebPorts): Hono {
  const app = new Hono();
  for (const path of ['/unsubscribe/*', '/back/*']) app.use(path, tokenHeaders);
  // Mail gateways open every link, so this may change nothing and may not tell whether a token is good.
  app.get('/unsubscribe/:token', (c) => c.html(askPage(publication, c.req.path, localeOf(c, publication))));
  app.post('/unsubscribe/:token', async (c) => {
    // The address alone says who leaves. Body, cookies and origin are the mail program's affair (RFC 8058 section 3.2).
    const result = await leaving.leave(c.req.param('token'));
    if (result.kind === 'unknown') log(`An unsubscribe link was not accepted: ${result.reason}`);
    return (await byButton(c.req))
      ? c.html(goodbyePage(publication, localeOf(c, publication), { ...result, contact }))
      : c.text('Unsubscribed.\n');
  });
  app.post('/unsubscribe/:token/pause', async (c) => {
    const weeks = Number((await c.req.parseBody())['weeks']);
    const day = await leaving.rest(c.req.param('token'), BREAKS.includes(weeks) ? weeks : 1);
    const locale = localeOf(c, publication);
    const { title, text } = locale.words.pause;
    const until = fill(text, { date: longDate(day, locale.tag) });
    return c.html(messagePage(publication, { title, text: [until], locale }));
  });
  app.post('/back/:token', async (c) => {
    const locale = localeOf(c, publication);
    const { title, text, lateTitle, lateText } = locale.words.back;
    const back = (await leaving.undo(c.req.param('token'))) === 'back';
    const said = back ? { title, text: [text] } : { title: lateTitle, text: [lateText] };
    return c.html(messagePage(publication, { ...said, locale }));
  });
  return app;
}

/** A body that cannot be read never keeps someone on the list: it only means that no button sent it. */
async function byButton(request: HonoRequest): Promise<boolean> {
  const type = request.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return false;
  return new URLSearchParams(await request.text()).has(BUTTON);
}

function askPage(publication: Publication, path: string, locale: Locale): Html {
  const { leave } = locale.words;
  const option = (weeks: number) =>
    html`<option value="${weeks}">
      ${weeks === 1 ? leave.week : fill(leave.weeks, { count: weeks })}
    </option> `;
  return layout({
    ...{ publication, locale, title: leave.title, path: null },
    main: html`<h1>${fill(leave.heading, { newsletter: publication.name })}</h1>
      <p>${leave.text}</p>
      <form method="post" action="${path}">
        <input type="hidden" name="${BUTTON}" value="yes" />
        <button type="submit">${leave.button}</button>
      </form>
      <h2>${leave.pauseHeading}</h2>
      <p>${leave.pauseText}</p>
      <form method="post" action="${path}/pause" class="line">
        <label for="weeks">${leave.pauseLabel}</label>
        <select id="weeks" name="weeks">
          ${BREAKS.map(option)}
        </select>
        <button type="submit" class="second">${leave.pauseButton}</button>
      </form>`,
  });
}

/** The same for every token: who was told a broken link learns here where to turn. */
function goodbyePage(
  publication: Publication,
  locale: Locale,
  { undoToken, contact }: { undoToken: string; contact: string },
): Html {
  const { goodbye } = locale.words;
  return layout({
    ...{ publication, locale, title: goodbye.title, path: null },
    main: html`<h1>${goodbye.heading}</h1>
      <p>${fill(goodbye.text, { newsletter: publication.name })}</p>
      <p>${goodbye.thanks} <a href="/archive">${goodbye.archive}</a></p>
      <p class="note">${fill(goodbye.still, { contact })}</p>
      <form method="post" action="/back/${undoToken}">
        <p>${goodbye.undoText}</p>
        <button type="submit" class="second">${goodbye.undoButton}</button>
      </form>`,
  });
}
