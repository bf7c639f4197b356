/** The transports by name: a new one is one file and one line here. */
import { join } from 'node:path';
import { packageVersion, type Config } from '../../config.ts';
import { NewsletterError } from '../../model/errors.ts';
import type { Transport, TransportName } from '../../model/delivery.ts';
import type { Clock } from '../../platform/clock.ts';
import { createPacer, type Pacer } from '../pace.ts';

type Settings = Pick<Config, 'transport' | 'resend' | 'smtpUrl' | 'dataDir'>;

/** Each is loaded when it is chosen, with the library it needs. */
const TRANSPORTS = {
  outbox: async ({ dataDir }, clock) => {
    const { outboxTransport } = await import('./outbox.ts');
    return outboxTransport({ folder: join(dataDir, 'outbox'), clock });
  },
  resend: async ({ resend }, _clock, pacer) => {
    if (resend.apiKey === null)
      throw new NewsletterError('bad-environment', 'RESEND_API_KEY is needed when TRANSPORT is resend.');
    const { resendTransport } = await import('./resend.ts');
    return resendTransport({
      ...{ apiKey: resend.apiKey, baseUrl: resend.baseUrl, pacer },
      userAgent: `inference-report/${packageVersion()}`,
    });
  },
  smtp: async ({ smtpUrl }, clock) => {
    if (smtpUrl === null)
      throw new NewsletterError('bad-environment', 'SMTP_URL is needed when TRANSPORT is smtp.');
    const { smtpTransport } = await import('./smtp.ts');
    return smtpTransport({ url: smtpUrl, clock });
  },
} satisfies Record<TransportName, (settings: Settings, clock: Clock, pacer: Pacer) => Promise<Transport>>;

/**
 * @param pacer shared with whoever else calls the same provider; one of its own by default
 * @throws NewsletterError bad-environment when the chosen transport lacks a setting
 */
export function createTransport(
  settings: Settings,
  clock: Clock,
  pacer: Pacer = createPacer(clock),
): Promise<Transport> {
  return TRANSPORTS[settings.transport](settings, clock, pacer);
}
