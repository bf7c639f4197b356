import { describe, expect, it } from 'vitest';
import { nextLmarenaPage } from '../../../sources/boards/lmarena.ts';
import { numberOf, valueAt } from '../../../sources/boards/mapping.ts';
import { BOARD_DEFINITIONS, boardDefinition } from '../../../sources/boards/definitions.ts';
import type { BoardReference } from '../../../src/config.ts';
import { boardSchema } from '../../../src/model/board.ts';
import { boardIn, collect, definitionOf, fixture, lines } from './collecting.ts';

const column = { prefix: '', suffix: ' s', decimals: 1 };
const own = (adapter: 'csv' | 'json' | 'html-table', read: Exclude<BoardReference, string>['read']) =>
  boardDefinition({
    ...{
      id: 'own',
      adapter,
      title: 'Our board',
      description: '',
      url: 'https://boards.example/{date}/table',
      read,
    },
    ...{ scoreLabel: 'Score', suffix: '', decimals: 1, higherIsBetter: true },
  })!;
const ownCsv = own('csv', {
  ...{ rows: '', name: 'System', organisation: 'Lab', score: 'Accuracy' },
  columns: [{ from: 'Seconds', label: 'Time', ...column }],
});
const ownHtml = own('html-table', ownCsv.read!);
const ownJson = own('json', {
  ...{ rows: 'result.models', name: 'who.name', organisation: 'who.lab', score: 'scores.0' },
  ...{ asOf: 'meta.updated', version: 'meta.release' },
  columns: [{ from: 'cost.usd', label: 'Cost', ...column, prefix: '$', suffix: '' }],
});

describe('boards whose source we know', () => {
  it('reads the Epoch Capabilities Index with its bounds', async () => {
    const { result } = await collect(definitionOf('epoch-eci'), [fixture('epoch-eci.csv')]);
    expect(lines(boardIn(result))).toEqual(['1 Kestrel 3 161.6', '2 Marl 2, August 158.0']);
    expect(boardIn(result).rows[0]).toMatchObject({ low: 158.1, high: 164.9, organisation: 'Aviary' });
    expect(result).toMatchObject({ warnings: ['1 of 3 rows had no name or no score'] });
  });

  it('reads only the overall category of LMArena, with its day', async () => {
    const { result, asked } = await collect(definitionOf('lmarena-text'), [fixture('lmarena.json')]);
    expect(lines(boardIn(result))).toEqual(['1 kestrel-3-thinking 1,500 20,192', '2 marl-2 1,488 5,321']);
    expect(boardIn(result)).toMatchObject({ asOf: '2026-11-20' });
    expect(asked).toHaveLength(1);
  });

  it('asks LMArena for the next rows as long as they are overall', () => {
    const page = JSON.stringify({ rows: [{ row: { category: 'overall' } }], num_rows_total: 3 });
    expect(nextLmarenaPage(page, 'https://a.example/rows?offset=1&length=1')).toBe(
      'https://a.example/rows?offset=2&length=1',
    );
    expect(nextLmarenaPage(page, 'https://a.example/rows?offset=2&length=1')).toBeNull();
    expect(nextLmarenaPage('{"rows":[]}', 'https://a.example/rows')).toBeNull();
  });

  it('reads Aider, one row a model, its age told by its newest run', async () => {
    const { result } = await collect(definitionOf('aider-polyglot'), [fixture('aider.yml')]);
    expect(lines(boardIn(result))).toEqual(['1 Kestrel 3 (high) 84.9% $17.69', '2 Marl 2 35.6% –']);
    expect(boardIn(result).asOf).toBe('2026-10-03');
  });

  it('asks no third time for a page that comes twice', async () => {
    const row = { model_name: 'Kestrel', rating: 1, category: 'overall' };
    const page = JSON.stringify({ rows: [{ row }], num_rows_total: 1_000_000 });
    const { asked, result } = await collect(definitionOf('lmarena-text'), Array<string>(9).fill(page));
    expect(asked.length).toBe(2);
    expect(boardIn(result).rows.length).toBe(1);
  });

  it('does not ask for ever', async () => {
    let offset = 0;
    const page = () =>
      JSON.stringify({
        rows: [{ row: { model_name: `m${offset++}`, rating: 1, category: 'overall' } }],
        num_rows_total: 1_000_000,
      });
    const { asked } = await collect(definitionOf('lmarena-text'), Array.from({ length: 50 }, page));
    expect(asked.length).toBeLessThanOrEqual(20);
  });
});

describe('boards an operator writes into the settings', () => {
  it('reads CSV by column, whatever its separator', async () => {
    const { result, asked } = await collect(ownCsv, [fixture('table.csv')]);
    expect(lines(boardIn(result))).toEqual(['1 Marl 2 1,200.0 –', '2 Kestrel 3 64.5 12.5 s']);
    expect(asked[0]?.url).toBe('https://boards.example/2026-11-24/table');
    expect(boardSchema.safeParse(boardIn(result)).success).toBe(true);
  });

  it('reads JSON by path, with day and version from beside the rows, and cleans names', async () => {
    const { result } = await collect(ownJson, [fixture('table.json')]);
    expect(lines(boardIn(result))).toEqual(['1 Marl 2 0.7 –', '2 Kestrel 3 0.6 $1.3']);
    expect(boardIn(result)).toMatchObject({ asOf: '2026-11-21', version: 'v2' });
    expect(boardIn(result).attribution).toEqual({
      name: 'Our board',
      url: 'https://boards.example',
      licence: null,
    });
  });

  it('reads JSON by JSONPath too, and an object of rows by its keys', async () => {
    const paths = {
      ...{
        rows: "$['result'].models[*]",
        name: '$.who.name',
        organisation: '$.who.lab',
        score: '$.scores[0]',
      },
      ...{ asOf: '$.meta.updated', version: '$.meta.release' },
      columns: [{ ...ownJson.read!.columns[0]!, from: "$['cost.usd']" }],
    };
    const byPath = await collect(own('json', paths), [fixture('table.json')]);
    expect(lines(boardIn(byPath.result))).toEqual(['1 Marl 2 0.7 –', '2 Kestrel 3 0.6 $1.3']);
    expect(boardIn(byPath.result)).toMatchObject({ asOf: '2026-11-21', version: 'v2' });
    const keyed = own('json', { rows: '$', name: '$key', score: 'elo', columns: [] });
    const table = JSON.stringify({ 'kestrel-3': { elo: 1201 }, 'marl-2': { elo: 1300 } });
    expect(lines(boardIn((await collect(keyed, [table])).result))).toEqual([
      '1 marl-2 1,300.0',
      '2 kestrel-3 1,201.0',
    ]);
  });

  it('keeps the best effort of each model, and the window its scores hold for, where told to', async () => {
    const read = { rows: '', name: 'System', score: 'Accuracy', window: 'Tasks', columns: [] };
    const csv = 'System,Accuracy,Tasks\nKestrel 3 [high],61,May\nKestrel 3 (xhigh),64,May\nMarl 2,62,May';
    const folded = boardIn((await collect(own('csv', { ...read, foldEfforts: true }), [csv])).result);
    expect(lines(folded)).toEqual(['1 Kestrel 3 64.0', '2 Marl 2 62.0']);
    expect(folded).toMatchObject({
      window: 'May',
      rows: [{ rawName: 'Kestrel 3 (xhigh)', effort: 'xhigh' }, {}],
    });
    const whole = boardIn((await collect(own('csv', read), [csv])).result);
    expect(whole.rows.map(({ name }) => name)).toEqual(['Kestrel 3 (xhigh)', 'Marl 2', 'Kestrel 3 [high]']);
  });

  it('takes bounds as they are given: both ends, or what is added and taken away', async () => {
    const read = { rows: '', name: 'System', score: 'Elo', margin: 'CI', columns: [] };
    const { rows } = boardIn(
      (await collect(own('csv', read), ['System,Elo,CI\nKestrel,1200,±5\nMarl,1100,'])).result,
    );
    expect(rows.map(({ low, high }) => [low, high])).toEqual([
      [1195, 1205],
      [null, null],
    ]);
  });

  it('reads the table of a web page whose header fits, or the one with the given id', async () => {
    const { result } = await collect(ownHtml, [fixture('table.html')]);
    expect(lines(boardIn(result))).toEqual(['1 Kestrel 3 64.5 12.5 s', '2 Marl & Sons 61.0 –']);
    const byId = { ...ownHtml, read: { ...ownHtml.read!, rows: 'old' } };
    expect(lines(boardIn((await collect(byId, [fixture('table.html')])).result))).toEqual(['1 Relic 12.0 –']);
  });

  it('finds the headings under those of groups of columns, and the margin that a score brings along', async () => {
    const html = `<table><tr><th></th><th colspan="2">Results</th></tr><tr><th>System</th><th>Score</th><th>Time</th></tr>
      <tr><td>Kestrel <b>3</b></td><td>64.5 ± 1.2</td><td>9</td></tr></table>`;
    const read = { rows: '', name: 'System', score: 'Score', columns: [] };
    const { rows } = boardIn((await collect(own('html-table', read), [html])).result);
    expect(rows.map(({ name, score, low, high }) => [name, score, low, high])).toEqual([
      ['Kestrel 3', 64.5, 63.3, 65.7],
    ]);
  });

  it('ranks upwards where lower is better', async () => {
    const { result } = await collect({ ...ownCsv, higherIsBetter: false }, [fixture('table.csv')]);
    expect(boardIn(result).rows[0]?.name).toBe('Kestrel 3');
  });
});

describe('an answer that is no table', () => {
  const id = (name: string) => definitionOf(name);
  it.each([
    ['CSV without the column', id('epoch-eci'), 'Model,score\nA,1', 'unexpected-shape'],
    ['a web page for CSV', id('epoch-eci'), '<!doctype html><p>Sorry</p>', 'unexpected-shape'],
    ['an empty file', id('epoch-eci'), '', 'empty'],
    ['a header alone', id('epoch-eci'), 'Display name,eci\n', 'empty'],
    ['a page without the table', ownHtml, '<table><tr><th>System<tr><td>A</table>', 'unexpected-shape'],
    ['a table without rows', ownHtml, '<table><tr><th>System<th>Accuracy</table>', 'empty'],
    ['no JSON at all', ownJson, 'oops', 'malformed'],
    ['JSON without the list', ownJson, '{"result":{}}', 'unexpected-shape'],
    ['an object that is no table', ownJson, '{"result":{"models":{"a":1}}}', 'unexpected-shape'],
    ['a list of nothing', ownJson, '{"result":{"models":[]}}', 'empty'],
    ['a list of nulls', ownJson, '{"result":{"models":[null, 3, "x"]}}', 'unexpected-shape'],
    [
      'scores that are words',
      ownJson,
      '{"result":{"models":[{"who":{"name":"A"},"scores":["good"]}]}}',
      'empty',
    ],
    ['another dataset', id('lmarena-text'), '{"error":"not found"}', 'unexpected-shape'],
    ['only other categories', id('lmarena-text'), '{"rows":[{"row":{"category":"maths"}}]}', 'empty'],
    ['broken YAML', id('aider-polyglot'), 'a: [b', 'malformed'],
    ['YAML of another kind', id('aider-polyglot'), 'a: b', 'unexpected-shape'],
    ['a YAML alias bomb', id('aider-polyglot'), yamlBomb(), 'malformed'],
  ])('such as %s is a named failure', async (_, definition, body, kind) => {
    expect((await collect(definition, [body])).result).toMatchObject({ ok: false, failure: { kind } });
  });

  it('is never reached when the fetch failed or nothing changed', async () => {
    const failure = { kind: 'timeout' as const, message: 'did not answer within 20 s' };
    const failed = await collect(id('epoch-eci'), [{ kind: 'failed', failure }]);
    expect(failed.result).toEqual({ ok: false, failure });
    const same = await collect(id('epoch-eci'), [{ kind: 'not-modified', url: 'https://epoch.ai/' }]);
    expect(same.result).toMatchObject({ ok: true, unchanged: true, boards: [] });
  });
});

describe('the catalogue', () => {
  it('names every board once, with whom to credit', () => {
    expect(new Set(BOARD_DEFINITIONS.map((one) => one.id)).size).toBe(BOARD_DEFINITIONS.length);
    for (const { url, attribution, description } of BOARD_DEFINITIONS) {
      expect(URL.canParse(url) && URL.canParse(attribution.url)).toBe(true);
      expect(description).not.toBe('');
    }
    expect(boardDefinition('no-such-board')).toBeNull();
  });
});

describe('values', () => {
  it('are numbers however they are written, or nothing', () => {
    expect(['64.5%', '$1,200', ' 3e2 ', '−4', '.5', 7].map(numberOf)).toEqual([64.5, 1200, 300, -4, 0.5, 7]);
    expect(['64,5', '1,234', '1,234,567.8', '64.5 ± 1.2', '64.5% +/- 1'].map(numberOf)).toEqual([
      ...[64.5, 1234, 1234567.8, 64.5, 64.5],
    ]);
    expect(['', 'n/a', '1.2.3', 'Infinity', NaN, null, true, [1]].map(numberOf)).toEqual(Array(8).fill(null));
  });

  it('are found by path, and never on a prototype', () => {
    expect(valueAt({ a: [{ 'b.c': 1 }] }, 'a.0.b.c')).toBe(1);
    expect(valueAt({}, 'constructor.name')).toBeUndefined();
    expect(valueAt(null, 'a')).toBeUndefined();
  });
});

function yamlBomb(): string {
  const layers = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]`);
  return ['l0: &l0 [x]', ...layers].join('\n');
}
