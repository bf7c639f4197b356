/** `sources`: where the news comes from, and how each source is doing. */
import type { App } from '../app.ts';
import type { EditionDate } from '../model/date.ts';
import { inspectSources } from './inspect-sources.ts';
import type { Action, Register } from './session.ts';

export const registerSources: Register = (program, run) => {
  const sources = program.command('sources').description('where the news comes from');
  sources
    .command('list')
    .description('every source in use, and how its last collection went')
    .option('--date <YYYY-MM-DD>', 'sources of which day; today by default')
    .action(run(list));
  sources
    .command('inspect')
    .description('what would be taken from feeds, one answer each; --json for all of it')
    .argument('<file-or-address...>', 'feed files and http(s) addresses')
    .action(run(inspectSources));
};

const list: Action<{ date?: string }> = async ({ output, ...session }, options) => {
  const date = await session.date(options.date);
  const app = await session.app();
  const health = await healthOf(app, date);
  for (const source of health) output.data(source);
  output.table(
    ['section', 'id', 'name', 'last asked', 'items', 'remark'],
    health.map(({ section, id, name, askedAt, items, remark }) => [
      section,
      id,
      name,
      askedAt ?? 'never',
      String(items ?? ''),
      remark,
    ]),
  );
  return 0;
};

type Health = {
  readonly section: string;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** ISO 8601; null: never. */
  readonly askedAt: string | null;
  readonly items: number | null;
  readonly remark: string;
};

async function healthOf(app: App, date: EditionDate): Promise<Health[]> {
  const desk = await app.newsdesk.open();
  const rows = await app.database.query
    .selectFrom('collection')
    .selectAll()
    .where((where) =>
      where.eb(
        'id',
        'in',
        where
          .selectFrom('collection')
          .select((select) => select.fn.max('id').as('id'))
          .groupBy('source_id'),
      ),
    )
    .execute();
  const last = new Map(rows.map((row) => [row.source_id, row]));
  return desk.sources(date).map(({ section, id, name, url }) => {
    const row = last.get(id);
    return {
      ...{ section, id, name, url },
      askedAt: row === undefined ? null : new Date(row.collected_at).toISOString(),
      items: row?.items ?? null,
      remark: row?.failure_message ?? (row?.unchanged === 1 ? 'unchanged' : ''),
    };
  });
}
