import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { describeOnBothEngines } from '../support/databases.ts';
import { neutralise, restore } from '../../subscribers/own-format.ts';
import { everyone, exported, importText, listDesk, MORNING } from './list-desk.ts';

const FORMULA = /^[=+\-@\t\r]/;

describeOnBothEngines('an export', (open) => {
  it('imported elsewhere and exported again is the same file, byte for byte', async () => {
    const { subscribers, clock, database } = listDesk(await open());
    const names = [
      'Ada',
      '=1+1',
      "'=quoted",
      "''+x",
      '@home',
      '-',
      'a,b',
      'say "hi"',
      ' lead',
      '\u{1f600} \u5c71',
      null,
    ];
    for (const [row, name] of names.entries()) {
      await subscribers.add({
        address: `=r${row}+x@example.org`,
        name,
        consent: row % 3 ? '=evil()\nline two' : null,
      });
      clock.advance(1);
    }
    await subscribers.unsubscribe(2);
    await database.query
      .updateTable('subscriber')
      .set({
        sections: 'essay+papers',
        paper_categories: 'cs.CL+stat.ML',
        locale: 'de',
        paused_until: MORNING + 12345,
      })
      .where('id', '=', 3)
      .execute();
    const first = await exported(subscribers);

    const other = listDesk(await open());
    other.clock.advance(10 ** 9);
    const { report } = await importText(other.subscribers, first, { consent: null });
    expect(report).toMatchObject({ imported: names.length, refused: 0 });
    expect(await exported(other.subscribers)).toBe(first);
    expect(await everyone(other.subscribers)).toEqual(await everyone(subscribers));
  });

  it('holds no cell that a spreadsheet would run', async () => {
    const { subscribers } = listDesk(await open());
    for (const [row, name] of ['=cmd|1', '+1', '-1', '@SUM(A1)', "'=1"].entries())
      await subscribers.add({ address: `-r${row}@example.org`, name, consent: '\t=2' });
    const { data } = Papa.parse<string[]>((await exported(subscribers)).trimEnd());
    expect(data.length).toBe(6);
    expect(data.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
  });

  it('of one state holds only that state', async () => {
    const { subscribers } = listDesk(await open());
    await importText(subscribers, 'email,status\na@example.org,active\nb@example.org,unsubscribed\n');
    let text = '';
    for await (const lines of subscribers.exportCsv({ state: 'unsubscribed' })) text += lines;
    expect(text).toContain('b@example.org');
    expect(text).not.toContain('a@example.org');
  });
});

describe('neutralising a cell', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', ' ') }),
    fc.string({ unit: 'grapheme' }),
  );

  it('can be undone for every text', () => {
    fc.assert(fc.property(cell, (text) => restore(neutralise(text)) === text));
  });

  it('leaves nothing that begins like a formula', () => {
    fc.assert(fc.property(cell, (text) => !FORMULA.test(neutralise(text))));
  });
});
