/** Answers of links, kept for a while, so that checking twice asks nobody twice. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { HOUR_MS } from '../model/date.ts';
import type { Clock } from '../platform/clock.ts';
import type { LinkCache, LinkState } from './probes/index.ts';

const KEPT_MS = 12 * HOUR_MS;
/** What did not answer is asked again soon. */
const RETRIED_MS = HOUR_MS / 4;

export function storedLinkStates(db: Kysely<Tables>, clock: Clock): LinkCache {
  return {
    find: async (url) => {
      const row = await db.selectFrom('link_state').selectAll().where('url', '=', url).executeTakeFirst();
      if (row === undefined) return null;
      const age = clock.now() - row.asked_at;
      return age < (row.state === 'unreachable' ? RETRIED_MS : KEPT_MS) ? (row.state as LinkState) : null;
    },
    keep: async (url, state) => {
      const columns = { asked_at: clock.now(), state };
      await db
        .insertInto('link_state')
        .values({ url, ...columns })
        .onConflict((conflict) => conflict.column('url').doUpdateSet(columns))
        .execute();
    },
  };
}
