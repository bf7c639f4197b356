/** What newsletter.config.ts may say: every setting with its default, and the words that refuse a wrong one. */
import { z } from 'zod';
import { WEEKDAYS } from '../model/date.ts';
import { SECTION_IDS, sectionIdSchema } from '../model/edition.ts';
import { CHECK_NAMES } from '../model/finding.ts';
import { limitsSchema } from '../model/limits.ts';
import { softBouncesSchema, sunsetSchema } from '../model/list-policies.ts';
import { boardReference, feedReference, webUrl } from './references.ts';

const email = z.email('must be an email address such as editor@example.org');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time written HH:MM');

const links = (items: number, perSource: number) =>
  z
    .strictObject({
      sources: z.array(feedReference),
      /** Entries in the mail; the full page has them all. */
      items: z.number().int().min(0).max(60).default(items),
      perSource: z.number().int().min(1).default(perSource),
      /** How old an item may be, in hours. */
      windowHours: z.number().min(1).default(48),
    })
    .prefault({ sources: [] });

export const settingsSchema = z.strictObject({
  name: z.string().min(1),
  tagline: z.string().default(''),
  publisher: z.string().min(1),
  postalAddress: z.string().min(1),
  privacyUrl: z.string().default('/privacy'),
  from: z.strictObject({ name: z.string().min(1), address: email }),
  replyTo: email,
  listId: z.string().regex(/^[a-z0-9.-]+$/i, 'must look like daily.example.org (RFC 2919)'),
  locale: z.string().default('en'),
  direction: z.enum(['ltr', 'rtl']).default('ltr'),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as Europe/Berlin'),
  schedule: z
    .strictObject({ collect: clock, draft: clock, send: clock })
    .default({ collect: '05:00', draft: '05:30', send: '07:00' })
    .refine(
      ({ collect, draft, send }) => collect <= draft && draft <= send,
      'must be in the order collect, draft, send',
    ),
  catchUpHours: z.number().min(0).default(6),
  approval: z.enum(['required', 'automatic']).default('required'),
  sections: z
    .array(sectionIdSchema)
    .min(1)
    .default([...SECTION_IDS])
    .refine((ids) => new Set(ids).size === ids.length, 'must name each section once'),
  essays: z
    .strictObject({ folder: z.string().default('sources/essays'), byline: z.string().default('The editors') })
    .prefault({}),
  labs: links(12, 2),
  wire: links(15, 2),
  papers: z
    .strictObject({
      items: z.number().int().min(0).max(30).default(6),
      abstracts: z.enum(['full', 'lead']).default('full'),
      /** Focus category by weekday, e.g. `{ monday: 'cs.CL' }`; `default` for the rest. */
      focus: z.partialRecord(z.enum([...WEEKDAYS, 'default']), z.string()).default({ default: 'cs.AI' }),
      /** Base address of arXiv's feeds. */
      feedUrl: webUrl.default('https://rss.arxiv.org/rss'),
      keywords: z.array(z.string()).default([]),
      authors: z.array(z.string()).default([]),
      /** On a day without announcements: say so, or take the best unsent of the week. */
      quietDays: z.enum(['say-so', 'best-of-week']).default('say-so'),
    })
    .prefault({}),
  benchmarks: z
    .strictObject({
      boards: z.array(boardReference).default([]),
      rows: z.number().int().min(1).max(20).default(5),
      /** How many days an older snapshot may stand in for a board that failed. */
      staleDays: z.number().int().min(0).default(7),
      /** Set to true only with Artificial Analysis' consent to print its figures. */
      artificialAnalysisPermission: z.boolean().default(false),
    })
    .prefault({}),
  joining: z
    .strictObject({
      /**
       * Other sites whose pages may hold a form for ours, e.g. `https://blog.example`. A script there that is answered
       * `{ answer: 'challenge', challenge }` finds a number for which the SHA-256 of `CHALLENGE~NUMBER` begins with 16
       * zero bits, and sends the form again with that text as its `answer`.
       */
      origins: z.array(webUrl.transform((url) => new URL(url).origin)).default([]),
      /** Requests an hour from one address of the internet, from its /24 or /64, and confirm notices to one mail domain. */
      perIpHour: z.number().int().min(1).default(5),
      perNetworkHour: z.number().int().min(1).default(20),
      perDomainHour: z.number().int().min(1).default(200),
      /** Percent of an hour's confirm notices that must be confirmed, or sign-ups are challenged and an alert goes out. */
      confirmRate: z.number().min(0).max(100).default(30),
    })
    .prefault({}),
  softBounces: softBouncesSchema.prefault({}),
  sunset: sunsetSchema.prefault({}),
  checks: z
    .strictObject({
      limits: limitsSchema.prefault({}),
      /** How much a check weighs, by its name, where it is not as built: `{ 'essay-claims': 'warn' }`. */
      severity: z.partialRecord(z.enum(CHECK_NAMES), z.enum(['block', 'warn', 'off'])).default({}),
      /** Look at the mail in a Chromium, where one is found. */
      browser: z.boolean().default(true),
      /** Ask where the links lead; in the live newsroom only. */
      links: z.boolean().default(true),
    })
    .prefault({}),
  network: z
    .strictObject({
      /** `host:port` pairs that may be fetched although they are private or loopback. */
      allow: z.array(z.string()).default([]),
      timeoutSeconds: z.number().min(1).default(20),
      maxMegabytes: z.number().min(0.1).default(10),
      concurrency: z.number().int().min(1).default(8),
      /** Named in the User-Agent, so that a publisher can reach us. */
      contact: z.string().default(''),
    })
    .prefault({}),
  sending: z
    .strictObject({
      /** Messages a batch holds, 100 at most. */
      batch: z.number().int().min(1).max(100).default(100),
      maxBatchBytes: z.number().int().min(100_000).default(8_000_000),
      concurrency: z.number().int().min(1).max(16).default(2),
      timeoutSeconds: z.number().min(1).default(60),
      /** How long a batch stays with the sender that claimed it. */
      leaseSeconds: z.number().min(5).max(3600).default(180),
      /** Addresses that get a copy before any reader does; if one is refused, nobody else is mailed. */
      testReaders: z.array(email).default([]),
      /** The first share of a list (0: none) leaves alone; the rest waits for what comes back of it. */
      canary: z
        .strictObject({
          share: z.number().min(0).max(0.5).default(0.01),
          waitMinutes: z.number().min(0).default(10),
          /** Lists of fewer readers have no canary. */
          atLeast: z.number().int().min(0).default(1000),
        })
        .prefault({}),
      /** Shares of what was submitted at which a run stops by itself, from `atLeast` messages on. */
      breaker: z
        .strictObject({
          bounces: z.number().min(0).max(1).default(0.02),
          complaints: z.number().min(0).max(1).default(0.0005),
          contentRejections: z.number().min(0).max(1).default(0.05),
          atLeast: z.number().int().min(1).default(500),
        })
        .prefault({}),
    })
    // A call that outlives its lease is answered to a sender that may write nothing of it.
    .refine(({ timeoutSeconds, leaseSeconds }) => leaseSeconds > timeoutSeconds, {
      ...{ path: ['leaseSeconds'], message: 'must be longer than timeoutSeconds' },
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Types newsletter.config.ts; the values are checked at start. */
export function defineNewsletter(settings: z.input<typeof settingsSchema>): z.input<typeof settingsSchema> {
  return settings;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
