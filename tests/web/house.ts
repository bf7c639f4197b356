/** The public server over a real list, with one confirmed reader, for the tests of the readers' pages. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig, type Config } from '../../src/config.ts';
import type { Database } from '../../src/database/connect.ts';
import { localeFor } from '../../src/locales/index.ts';
import { DAY_MS } from '../../src/model/date.ts';
import type { SubscriberState } from '../../src/model/subscriber.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { webPorts } from '../../src/web/app-ports.ts';
import { createWeb, serveWeb } from '../../src/web/server.ts';
import { createSubscribers } from '../../subscribers/index.ts';
import { passingToken, preferencesToken, unsubscribeToken } from '../../subscribers/tokens.ts';
import { editionsOf, publication, storedEdition } from '../archive/sample-edition.ts';
import { testClock } from '../support/clock.ts';
import { openDatabase } from '../support/databases.ts';

export const MORNING = Date.parse('2026-11-24T12:00:00Z');
export const URLENCODED = 'application/x-www-form-urlencoded';

/** The project's own config, one proxy before the server: its clients are named by X-Forwarded-For. */
async function testConfig(settings: object): Promise<Config> {
  const file = join(import.meta.dirname, '../../newsletter.config.ts');
  const { default: own } = (await import(file)) as { default: object };
  const environment = { PUBLIC_URL: publication.publicUrl, TRUST_PROXY: '1' };
  return parseConfig({ ...own, ...settings }, environment, file);
}

/** @param settings of newsletter.config.ts, in place of its own */
export async function openHouse(given?: Database, settings: object = {}, clock = testClock(MORNING)) {
  const database = given ?? (await openDatabase('sqlite'));
  const keys = createKeyRing(['a secret for tests that is long enough']);
  const subscribers = createSubscribers({ database, keys, clock });
  const lines: string[] = [];
  const config = await testConfig(settings);
  const desk = { database, keys, clock, subscribers, publication, config };
  const bound = webPorts(desk, (line) => void lines.push(line));
  const ports = { ...bound, editions: editionsOf(storedEdition()) };
  const web = createWeb(ports);
  const add = async (address: string): Promise<number> => {
    const added = await subscribers.add({ address, consent: 'said so' });
    if (!('subscriber' in added)) throw new Error(`${address} was ${added.kind}`);
    return added.subscriber.id;
  };
  const reader = await add('ada@readers.example');
  return {
    ...{ database, keys, clock, subscribers, config, lines, ports, web, reader, add },
    leaveToken: unsubscribeToken(keys, reader),
    localeOf: localeFor,
    confirmPath: (id: number) => `/confirm/${passingToken(keys, 'confirm', id, clock.now() + DAY_MS)}`,
    choiceToken: preferencesToken(keys, reader),
    /** A form as a browser sends it. */
    post: async (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      web.request(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': URLENCODED, ...headers },
      }),
    get: async (path: string, headers: Record<string, string> = {}) => web.request(path, { headers }),
    stateOf: async (id: number): Promise<SubscriberState | null> =>
      (await subscribers.findById(id))?.state ?? null,
    /** Over a real socket. */
    serve: async () => {
      const listener = await serveWeb(web, { host: '127.0.0.1', port: 0 });
      onTestFinished(() => listener.close());
      return listener.url;
    },
  };
}

/** The action of the form with this button, as a page holds it. */
export function actionOf(page: string, button: string): string {
  const forms = page.split('<form').slice(1);
  const form = forms.find((one) => one.split('</form>')[0]?.includes(`>${button}</button>`));
  return /action="([^"]+)"/.exec(form ?? '')?.[1] ?? `no form with the button ${button}`;
}
