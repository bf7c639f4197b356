/** Resend's own records of the mails it accepted: `GET /emails`, and `GET /emails/ID` for the tags, which the list omits. */
import { Resend } from 'resend';
import { z } from 'zod';
import { NewsletterError } from '../../model/errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProviderRecords } from '../reconcile.ts';
import { kindOf } from './resend-events.ts';

const PAGE = 100;
const TRIES = 5;

const listSchema = z.object({
  has_more: z.boolean(),
  data: z.array(
    z.object({
      id: z.string(),
      to: z.array(z.string()),
      // "2026-11-24 07:00:00.123+00" as well as ISO 8601.
      created_at: z.string().transform((text) => Date.parse(text.replace(/\+00$/, 'Z')) || 0),
      last_event: z.string().nullable().catch(null),
    }),
  ),
});
const mailSchema = z.object({
  tags: z
    .array(z.object({ name: z.string(), value: z.string() }))
    .nullish()
    .catch([]),
});

export function resendRecords(options: { apiKey: string; baseUrl: string; clock: Clock }): ProviderRecords {
  const resend = new Resend(options.apiKey, { baseUrl: options.baseUrl });
  const ask = async <T>(schema: z.ZodType<T>, call: () => Promise<{ data: unknown; error: unknown }>) => {
    for (let attempt = 1; ; attempt += 1) {
      const { data, error } = await call();
      const parsed = schema.safeParse(data);
      if (parsed.success) return parsed.data;
      if (attempt === TRIES)
        throw new NewsletterError('provider-unreachable', `Resend does not answer: ${describe(error)}`, {
          hint: 'Nothing was changed that cannot be asked again: try later.',
        });
      await options.clock.sleep(1000 * attempt);
    }
  };
  return {
    pages: async function* () {
      for (let after: string | undefined; ;) {
        const cursor = after === undefined ? {} : { after };
        const page = await ask(listSchema, async () => resend.emails.list({ limit: PAGE, ...cursor }));
        yield page.data.map(({ id, to, created_at: at, last_event }) => {
          const kind = kindOf(`email.${last_event ?? 'sent'}`, '', '');
          // Whatever it says: that it is listed proves that it was accepted.
          const proven = kind === 'noted' || kind === 'clicked' ? 'accepted' : kind;
          return { id, address: to[0] ?? '', at, kind: proven };
        });
        after = page.data.at(-1)?.id;
        if (!page.has_more || after === undefined) return;
      }
    },
    tags: async (id) => {
      const { tags } = await ask(mailSchema, async () => resend.emails.get(id));
      return Object.fromEntries((tags ?? []).map(({ name, value }) => [name, value]));
    },
  };
}

function describe(error: unknown): string {
  const known = z.object({ name: z.string(), message: z.string() }).safeParse(error);
  return known.success ? `${known.data.name}: ${known.data.message}` : 'its answer cannot be read';
}
