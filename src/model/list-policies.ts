/** Policies of the list: when a mailbox that is full too often, or a reader who is silent too long, gets no more mail. */
import { z } from 'zod';

const days = (fallback: number) => z.number().int().min(1).default(fallback);

/** A mailbox that says "not now" in this many editions running, or this often in so many days, rests; after that once more, and it is suppressed. */
export const softBouncesSchema = z.strictObject({
  inARow: z.number().int().min(1).default(3),
  times: z.number().int().min(1).default(5),
  withinDays: days(14),
  restDays: days(7),
});
export type SoftBounceRules = z.infer<typeof softBouncesSchema>;

/**
 * A silent reader is asked once whether the newsletter is still wanted, and leaves the list without an answer. Silence
 * means something only where clicks are reported (the transport's own setting, off by default): where none are, nobody
 * is asked.
 */
export const sunsetSchema = z.strictObject({
  /** Days without a click or any act on our pages; null: nobody is ever asked. */
  askAfterDays: days(90).nullable(),
  /** Days that the question stands. */
  stopAfterDays: days(30),
  /** Questions an hour at most: a list that grew old together is not asked in one morning. */
  questionsPerHour: z.number().int().min(1).default(200),
});
export type SunsetRules = z.infer<typeof sunsetSchema>;
