/** The reader's own page: every form posts to an address below it and is answered with the page as it is then. */
import { Hono, type Context } from 'hono';
import { messagePage } from '../archive/pages/messages.ts';
import { fill, type Locale } from '../locales/index.ts';
import { longDate } from '../model/date.ts';
import type { ReaderChoices } from './desk/preferences.ts';
import { tokenHeaders } from './headers.ts';
import { localeOf } from './locale.ts';
import type { WebPorts } from './ports.ts';
import { addressPage, choicesPage, type FormName, type Said } from './preferences-page.ts';

type Act = (c: Context, reader: ReaderChoices, locale: Locale) => Promise<Said | null | Response>;

export function preferencesRoutes(ports: WebPorts): Hono {
  const { publication, preferences } = ports;
  const app = new Hono();
  for (const path of ['/preferences/*', '/address/*']) app.use(path, tokenHeaders);

  /** Every good token leads to its reader's page, every other to the one page for dead links. */
  const withReader = (act: Act) => async (c: Context) => {
    const locale = localeOf(c, publication);
    const token = c.req.param('token') ?? '';
    const reader = await preferences.open(token);
    if (reader === null) return deadPage(c, ports, locale);
    const said = await act(c, reader, locale);
    if (said instanceof Response) return said;
    const now = await preferences.open(token);
    if (now === null) return deadPage(c, ports, locale);
    return c.html(
      choicesPage(publication, locale, { token, reader: now, said }),
      said?.kind === 'wrong' ? 422 : 200,
    );
  };

  app.get(
    '/preferences/:token',
    withReader(async () => null),
  );
  app.post(
    '/preferences/:token',
    withReader(async (c, reader, { words }) => {
      const fields = await c.req.parseBody({ all: true });
      const chosen = await preferences.choose(reader, texts(fields['section']), texts(fields['category']));
      return chosen ? done(words.preferences.saved) : wrong('choices', words.preferences.nothingLeft);
    }),
  );
  app.post(
    '/preferences/:token/pause',
    withReader(async (c, reader, { tag, words }) => {
      const [until = ''] = texts((await c.req.parseBody())['until']);
      if (!(await preferences.pause(reader, until))) return wrong('pause', words.preferences.badDay);
      const date = until === '' ? null : (await preferences.open(c.req.param('token') ?? ''))?.pausedUntil;
      if (date === null || date === undefined) return done(words.preferences.resumed);
      return done(fill(words.pause.text, { date: longDate(date, tag) }));
    }),
  );
  app.post(
    '/preferences/:token/address',
    withReader(async (c, reader, { tag, words }) => {
      const [address = ''] = texts((await c.req.parseBody())['email']);
      const problem = await preferences.askForAddress(reader, address.slice(0, 400), tag);
      if (problem !== null) return wrong('address', words.addressProblems[problem], address);
      return done(fill(words.preferences.addressAsked, { address }));
    }),
  );
  app.get(
    '/preferences/:token/data',
    withReader(async (c, reader) => {
      c.header('Content-Disposition', 'attachment; filename="my-data.json"');
      return c.body(`${JSON.stringify(await preferences.data(reader), null, 2)}\n`, 200, {
        'Content-Type': 'application/json; charset=utf-8',
      });
    }),
  );
  app.post(
    '/preferences/:token/erase',
    withReader(async (c, reader, locale) => {
      const { erasedTitle: title, erasedText, notSure } = locale.words.preferences;
      if ((await c.req.parseBody())['sure'] !== 'yes') return wrong('erase', notSure);
      await preferences.erase(reader);
      return c.html(messagePage(publication, { title, text: [erasedText], locale }));
    }),
  );

  app.get('/address/:token', (c) => c.html(addressPage(publication, localeOf(c, publication), c.req.path)));
  app.post('/address/:token', async (c) => {
    const locale = localeOf(c, publication);
    if (!(await preferences.moveTo(c.req.param('token')))) return deadPage(c, ports, locale);
    const { doneTitle: title, doneText } = locale.words.address;
    return c.html(messagePage(publication, { title, text: [doneText], locale }));
  });
  return app;
}

function done(text: string): Said {
  return { kind: 'done', text };
}

function wrong(form: FormName, text: string, written = ''): Said {
  return { kind: 'wrong', form, text, written };
}

/** What a form sent under one name: nothing, a text, or several. */
function texts(value: unknown): string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

function deadPage(c: Context, { publication }: WebPorts, locale: Locale) {
  const { deadTitle: title, deadText } = locale.words.trouble;
  return c.html(messagePage(publication, { title, text: [deadText], locale }), 410);
}
