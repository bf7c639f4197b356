/** A thing that is opened at its first use and kept; a failure is not kept, so that the next use tries again. */
export function madeOnce<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  const forget = (error: unknown): never => {
    made = null;
    throw error;
  };
  return () => (made ??= make().catch(forget));
}
