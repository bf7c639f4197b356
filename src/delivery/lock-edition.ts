/** One edition's row, held until the transaction ends: what follows is decided on its state as it is now, and nobody changes it meanwhile. */
import type { Transaction } from 'kysely';
import type { Engine } from '../database/connect.ts';
import type { Row, Tables } from '../database/schema.ts';

/**
 * Postgres looks at each statement's rows as they were when it began, but for the one it waited for: what depends on
 * the edition must be asked in a later statement than the one that locks it. On SQLite a transaction is alone.
 * @returns undefined when there is no such edition
 */
export function lockEdition(
  engine: Engine,
  trx: Transaction<Tables>,
  editionId: number,
): Promise<Pick<Row<'edition'>, 'id' | 'date' | 'state' | 'hash'> | undefined> {
  return trx
    .selectFrom('edition')
    .select(['id', 'date', 'state', 'hash'])
    .where('id', '=', editionId)
    .$if(engine === 'postgres', (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
}
