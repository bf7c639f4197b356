/** Gathers what many ask at once into one write: under load a database serves one of a hundred as fast as one of one. */

/** As many as one statement may name. */
const MOST = 500;

type Asked<T> = {
  readonly id: number;
  readonly resolve: (result: T | undefined) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Nothing waits for company: the first call goes out at once, and what comes while it is under way goes together.
 * @param work for many ids; when it fails, it fails for all of them
 * @returns the same for one id; undefined where `work` says nothing of it
 */
export function gather<T>(
  work: (ids: readonly number[]) => Promise<ReadonlyMap<number, T>>,
): (id: number) => Promise<T | undefined> {
  let waiting: Asked<T>[] = [];
  let busy = false;
  const serve = async () => {
    while (waiting.length > 0) {
      const now = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      try {
        const results = await work([...new Set(now.map(({ id }) => id))]);
        for (const { id, resolve } of now) resolve(results.get(id));
      } catch (error) {
        for (const { reject } of now) reject(error);
      }
    }
    busy = false;
  };
  return (id) =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject });
      if (busy) return;
      busy = true;
      // Requests that were read in the same turn of the event loop are company already.
      setImmediate(() => void serve());
    });
}
