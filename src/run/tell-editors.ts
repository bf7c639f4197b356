/** Tells the people who make the newsletter, by mail: a draft waits for them, or something needs a person. */
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';
import { parseAddress } from '../../subscribers/address.ts';
import { orderNotice } from '../../subscribers/notices.ts';

export type News = {
  readonly kind: 'draft-ready' | 'alert';
  readonly date: EditionDate;
  /** What it is about, e.g. a hash or a state: nothing is mailed twice for the same. */
  readonly of: string;
  /** One sentence. */
  readonly detail: string;
};

/** Goes to the address for replies, with the other notices, from wherever they are dispatched. */
export async function tellEditors(
  { config, clock, database, keys }: Pick<App, 'config' | 'clock' | 'database' | 'keys'>,
  news: News,
): Promise<void> {
  const { settings, studioPort } = config;
  const address = parseAddress(settings.replyTo);
  // The config's schema asks for an address; one that our own list refuses gets no mail.
  if (!address.ok) return;
  const { kind, date, of, detail } = news;
  await orderNotice(database.query, keys, {
    ...{ kind, act: `${kind}:${date}:${of}`, subscriberId: null, emailKey: address.key, at: clock.now() },
    letter: {
      to: address.email,
      locale: settings.locale,
      values: {
        address: address.email,
        // The desk is served to the machine it runs on, and to nobody else.
        actionUrl: `http://127.0.0.1:${studioPort}/`,
        detail: oneLine(`${date}: ${detail}`),
      },
    },
  });
}

/** Merge values may hold no line break: a title from an essay or a reason from a provider can. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F\s]+/gu, ' ').trim();
}
