/** Waking workers on other machines: a pg-boss job says that an edition is leaving. The rows are the truth; a lost job costs the seconds until a worker looks at them. */
import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { editionDateSchema, type EditionDate } from '../model/date.ts';

const QUEUE = 'edition-leaving';
const jobSchema = z.object({ date: editionDateSchema });

export type Waker = {
  /** One idle worker takes it up; while one such job waits, another changes nothing. */
  wake(date: EditionDate): Promise<void>;
  /** Calls `send` for each waking, one at a time. */
  work(send: (date: EditionDate) => Promise<void>): Promise<void>;
  /** Lets the call under way end first. */
  close(): Promise<void>;
};

/** @param url the database of the ledger itself; the jobs live in a schema of their own (pgboss) */
export async function openWaker(url: string, onError: (error: Error) => void): Promise<Waker> {
  const boss = new PgBoss({ connectionString: url, max: 3 });
  // It goes on by itself when the database is back.
  boss.on('error', onError);
  const close = () => boss.stop({ graceful: true, timeout: 60_000 });
  try {
    await boss.start();
    // "short": one job waits at most, any number are under way. A job is never repeated: a row that is open wakes again.
    await boss.createQueue(QUEUE, { policy: 'short', retryLimit: 0, expireInSeconds: 12 * 3600 });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    wake: async (date) => {
      await boss.send(QUEUE, { date }, { singletonKey: date });
    },
    work: async (send) => {
      await boss.work(QUEUE, { pollingIntervalSeconds: 1 }, ([job]) => send(jobSchema.parse(job?.data).date));
    },
    close,
  };
}
