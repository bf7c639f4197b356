/** Joining: the form, what other sites' forms send, and the confirm page whose button acts (scanners open links). */
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { HttpBindings } from '@hono/node-server';
import { messagePage } from '../archive/pages/messages.ts';
import { fill, type Locale } from '../locales/index.ts';
import { askingAddress } from '../platform/network.ts';
import type { JoinAnswer, JoinAsk } from './desk/join.ts';
import { challengePage, confirmPage, confirmedPage, joinPage, SOLVER, SOLVER_PATH } from './join-pages.ts';
import { allowOwnScript, tokenHeaders } from './headers.ts';
import { localeOf } from './locale.ts';
import type { WebPorts } from './ports.ts';

export function joinRoutes(ports: WebPorts): Hono {
  const { publication, joining, origins } = ports;
  const app = new Hono();
  app.use('/subscribe', cors({ origin: [...origins], allowMethods: ['POST'], maxAge: 86_400 }));
  app.get('/subscribe', (c) => {
    c.header('Cache-Control', 'no-store');
    return c.html(joinPage(publication, localeOf(c, publication), { stamp: joining.stamp() }));
  });
  app.post('/subscribe', async (c) => {
    const locale = localeOf(c, publication);
    const fields = await fieldsOf(c);
    const ask = askOf(c, fields, { locale, ports });
    const answer = await joining.ask(ask);
    c.header('Cache-Control', 'no-store');
    if (wantsJson(c)) return jsonAnswer(c, answer);
    const { address, source } = ask;
    const again = { stamp: joining.stamp(), address, source };
    const { join, addressProblems } = locale.words;
    switch (answer.kind) {
      case 'heard': {
        const text = [fill(join.sentText, { address })];
        return c.html(messagePage(publication, { title: join.sentTitle, text, locale }));
      }
      case 'refused':
        return c.html(
          joinPage(publication, locale, { ...again, problem: addressProblems[answer.reason] }),
          422,
        );
      case 'again':
        return c.html(joinPage(publication, locale, { ...again, note: join.again }));
      case 'challenge':
        allowOwnScript(c);
        return c.html(challengePage(publication, locale, { ...again, ...answer, contact: ports.contact }));
    }
  });
  app.get(SOLVER_PATH, (c) => c.body(SOLVER, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));

  app.use('/confirm/*', tokenHeaders);
  app.get('/confirm/:token', (c) => c.html(confirmPage(publication, localeOf(c, publication), c.req.path)));
  app.post('/confirm/:token', async (c) => {
    const locale = localeOf(c, publication);
    const confirmed = await joining.confirm(c.req.param('token'));
    if (confirmed !== null) return c.html(confirmedPage(publication, locale, confirmed.preferencesToken));
    return c.html(deadPage(ports, locale), 410);
  });
  return app;
}

type Fields = Readonly<Record<string, string>>;

/** A form, urlencoded or multipart, or JSON of the same names; only texts count. */
async function fieldsOf(c: Context): Promise<Fields> {
  const json = (c.req.header('content-type') ?? '').startsWith('application/json');
  const body: unknown = json ? await c.req.json().catch(() => null) : await c.req.parseBody();
  const entries = Object.entries(typeof body === 'object' && body !== null ? body : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function askOf(c: Context, fields: Fields, { locale, ports }: { locale: Locale; ports: WebPorts }): JoinAsk {
  const origin = c.req.header('origin') ?? '';
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return {
    address: (fields['email'] ?? '').slice(0, 400),
    stamp: fields['stamp'] ?? null,
    answer: fields['answer'] ?? null,
    trapped: (fields['website'] ?? '') !== '',
    fromKnownSite: ports.origins.includes(origin),
    source: fields['source'] ?? sourceOf(c.req.header('referer') ?? origin, ports.publication.publicUrl),
    locale: locale.tag,
    ip: askingAddress(incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), ports.trustProxy),
  };
}

/** The page that held the form, without what follows a "?" (it may hold anything); own pages as a path. */
function sourceOf(referrer: string, publicUrl: string): string {
  return (referrer.split(/[?#]/)[0] ?? '').replace(publicUrl, '');
}

function wantsJson(c: Context): boolean {
  const accept = c.req.header('accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}

/** `{ answer, reason?, challenge? }`; who solves the challenge as our own script does sends it again with its answer. */
function jsonAnswer(c: Context, { kind, ...more }: JoinAnswer) {
  return c.json({ answer: kind, ...more }, kind === 'refused' ? 422 : 200);
}

function deadPage({ publication }: WebPorts, locale: Locale) {
  const { deadTitle: title, deadText } = locale.words.trouble;
  return messagePage(publication, { title, text: [deadText], locale });
}
