/** Steps: every statement a sender gives its database and every call to its transport, each a place where it can be killed. */
import type { KyselyPlugin, RootOperationNode } from 'kysely';
import type { Database } from '../../src/database/connect.ts';
import type { Bulk, SubmitResult, Transport } from '../../src/model/delivery.ts';

/** Told before and after each; what it does then (dying, as a rule) is its own affair. */
export type OnStep = (name: string) => void;

/**
 * The same database, with a step before and after each statement. A commit lies between the last `after` of a
 * transaction and the next step, so both of its sides are covered. Nothing in the product knows of it.
 */
export function steppedDatabase(database: Database, step: OnStep): Database {
  const names = new WeakMap<object, string>();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      const name = nameOf(node);
      names.set(queryId, name);
      step(`before ${name}`);
      return node;
    },
    transformResult: async ({ result, queryId }) => {
      step(`after ${names.get(queryId) ?? 'a statement'}`);
      return result;
    },
  };
  return { ...database, query: database.query.withPlugin(plugin), sqlite: steppedConnection(database, step) };
}

export function steppedTransport(transport: Transport, step: OnStep): Transport {
  return aroundCalls(transport, async (call) => {
    step('before the call');
    const answer = await call();
    step(`after the call: ${answer.kind}`);
    return answer;
  });
}

/** The same transport, with `around` in charge of each call, whichever way it is made. */
export function aroundCalls(
  transport: Transport,
  around: (call: () => Promise<SubmitResult>) => Promise<SubmitResult>,
): Transport {
  const { bulk } = transport;
  return {
    ...transport,
    submit: (batch, signal, stillOurs) => around(() => transport.submit(batch, signal, stillOurs)),
    ...(bulk === undefined ? {} : { bulk: aroundBulk(bulk) }),
  };

  function aroundBulk(seals: Bulk): Bulk {
    return (open) => {
      const seal = seals(open);
      return (key, readers) => {
        const sealed = seal(key, readers);
        return {
          ...sealed,
          submit: (signal, stillOurs) => around(() => sealed.submit(signal, stillOurs)),
        };
      };
    };
  }
}

/** Hot paths prepare their statements on the connection itself. */
function steppedConnection({ sqlite }: Database, step: OnStep): Database['sqlite'] {
  if (sqlite === null) return null;
  return new Proxy(sqlite, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (property !== 'prepare') return value.bind(target) as unknown;
      return (sql: string) => {
        const statement = target.prepare(sql);
        return around(statement, sql.trim().split(/\s+/).slice(0, 3).join(' '), step);
      };
    },
  });
}

const RUNS: ReadonlySet<string | symbol> = new Set(['run', 'get', 'all', 'iterate']);

function around<T extends object>(statement: T, name: string, step: OnStep): T {
  return new Proxy(statement, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (!RUNS.has(property)) return value.bind(target) as unknown;
      return (...values: unknown[]) => {
        step(`before ${name}`);
        const result: unknown = value.apply(target, values);
        step(`after ${name}`);
        return result;
      };
    },
  });
}

/** `update batch`, `insert into delivery` and so on. */
function nameOf(node: RootOperationNode): string {
  const verb = node.kind.replace(/(Query)?Node$/, '').toLowerCase();
  const table = /"identifier":\{"kind":"IdentifierNode","name":"(\w+)"/.exec(JSON.stringify(tablePart(node)));
  return `${verb} ${table?.[1] ?? ''}`.trim();
}

function tablePart(node: RootOperationNode): unknown {
  if ('into' in node) return node.into;
  if ('from' in node) return node.from;
  return 'table' in node ? node.table : 'none';
}
