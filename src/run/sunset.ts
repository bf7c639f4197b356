/** Asks silent readers whether they still want the newsletter, by a notice whose button leads to a page. */
import type { App } from '../app.ts';
import { DAY_MS } from '../model/date.ts';
import type { Subscriber } from '../model/subscriber.ts';
import type { Letter } from '../../subscribers/notices.ts';
import type { Sunset } from '../../subscribers/sunset.ts';
import { passingToken, unsubscribeToken } from '../../subscribers/tokens.ts';

export type SunsetDeps = Pick<App, 'clock' | 'config' | 'keys' | 'subscribers'>;

export async function sunsetReaders({ clock, config, keys, subscribers }: SunsetDeps): Promise<Sunset> {
  const { publicUrl, settings } = config;
  const expiresAt = clock.now() + settings.sunset.stopAfterDays * DAY_MS;
  const letter = ({ id, email, locale }: Subscriber): Letter => ({
    to: email,
    locale: locale ?? settings.locale,
    values: {
      address: email,
      confirmUrl: `${publicUrl}/stay/${passingToken(keys, 'stay', id, expiresAt)}`,
      unsubscribeUrl: `${publicUrl}/unsubscribe/${unsubscribeToken(keys, id)}`,
    },
  });
  return subscribers.sunset(settings.sunset, letter);
}
