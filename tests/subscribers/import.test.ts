import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/model/date.ts';
import { NewsletterError } from '../../src/model/errors.ts';
import { describeOnBothEngines, openDatabase } from '../support/databases.ts';
import {
  CONSENT,
  csvFile,
  everyone,
  exported,
  importText,
  joinByLink,
  listDesk,
  MORNING,
} from './list-desk.ts';

const TWO = 'email,name\nada@example.org,Ada\nbo@example.org,Bo\n';

describeOnBothEngines('an import', (open) => {
  it('with consent makes people confirmed and keeps the evidence with each; without it they stay pending', async () => {
    const { subscribers } = listDesk(await open());
    const { report } = await importText(subscribers, TWO);
    expect(report).toEqual({
      ...{ rows: 2, imported: 2, existing: 0, duplicate: 0, refused: 0, complete: true },
      states: { pending: 0, confirmed: 2, unsubscribed: 0 },
    });
    await importText(subscribers, 'email\neve@example.org\n', { consent: null });
    expect(await subscribers.findByKey('ada@example.org')).toMatchObject({
      ...{ name: 'Ada', state: 'confirmed', consent: CONSENT, createdAt: MORNING, confirmedAt: MORNING },
    });
    expect(await subscribers.findByKey('eve@example.org')).toMatchObject({
      ...{ state: 'pending', consent: null, confirmedAt: null },
    });
  });

  it('never revives: not the unsubscribed, the bounced, the complained, the erased or the suppressed by hand', async () => {
    const { subscribers, database } = listDesk(await open());
    const gone = ['left', 'bounced', 'complained', 'erased', 'manual'].map((name) => `${name}@example.org`);
    for (const address of gone) await subscribers.add({ address, consent: 'first' });
    const idOf = async (key: string) => (await subscribers.findByKey(key))!.id;
    await subscribers.unsubscribe(await idOf('left@example.org'));
    await subscribers.suppress('bounced@example.org', 'bounce');
    await subscribers.suppress('complained@example.org', 'complaint');
    await subscribers.suppress('manual@example.org', 'manual');
    await subscribers.erase('erased@example.org');
    const before = await database.query.selectFrom('subscriber').selectAll().orderBy('id').execute();

    const file = ['Email,Status', ...gone.map((address) => `${address.toUpperCase()},active`)].join('\n');
    const { report, refusals } = await importText(subscribers, file);

    expect(report).toMatchObject({ rows: 5, imported: 0, existing: 0, refused: 5 });
    expect(refusals.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(refusals[0]!.reason).toContain('has left the list');
    expect(refusals[1]!.reason).toContain('must not be mailed');
    expect(await database.query.selectFrom('subscriber').selectAll().orderBy('id').execute()).toEqual(before);
  });

  it('takes off whoever the file says has left, unless they confirmed here by the link after that', async () => {
    const { subscribers, clock } = listDesk(await open());
    // Their import is later than the leaving, and proves nothing.
    await importText(subscribers, TWO);
    const ada = (await subscribers.findByKey('ada@example.org'))!.id;
    await subscribers.unsubscribe(ada);
    clock.advance(DAY_MS);
    await joinByLink(subscribers, 'ada@example.org', clock.now());
    const file = [
      ...['email,unsubscribed_at', 'ada@example.org,2026-11-24 06:00:00', 'bo@example.org,2024-01-02'],
      ...['eve@example.org,0000-00-00 00:00:00', 'max@example.org,03/04/2024', 'zoe@example.org,2999-01-01'],
    ].join('\n');
    const rehearsed = await importText(subscribers, file, { dryRun: true });
    const done = await importText(subscribers, file);
    expect(rehearsed).toEqual(done);
    expect(done.report).toMatchObject({ imported: 4, existing: 1 });
    expect(await everyone(subscribers)).toEqual([
      ...['ada@example.org confirmed', 'bo@example.org unsubscribed', 'eve@example.org confirmed'],
      ...['max@example.org unsubscribed', 'zoe@example.org unsubscribed'],
    ]);
    const leftAt = async (name: string) =>
      (await subscribers.findByKey(`${name}@example.org`))!.unsubscribedAt;
    expect(await leftAt('bo')).toBe(Date.parse('2024-01-02T00:00:00Z'));
    expect([await leftAt('max'), await leftAt('zoe')]).toEqual([clock.now(), clock.now()]);
    // Who leaves after the link leaves.
    const later = new Date(clock.now() + 1).toISOString();
    clock.advance(1000);
    await importText(subscribers, `email,unsubscribed_at\nada@example.org,${later}\n`);
    expect((await everyone(subscribers))[0]).toBe('ada@example.org unsubscribed');
  });

  it('counts the same mailbox in one file once, in one batch or several, and believes the row that says left', async () => {
    const rows = [
      'a@example.org,active',
      'b@example.org,active',
      'A@EXAMPLE.org,active',
      'b@example.org,unsubscribed',
    ];
    for (const batchRows of [1, 2, 100]) {
      const { subscribers } = listDesk(await open());
      const lines: number[] = [];
      const { report } = await importText(subscribers, `email,status\n${rows.join('\n')}\n`, {
        batchRows,
        onDuplicate: (rows) => void lines.push(...rows.map(({ line }) => line)),
      });
      const { imported, existing, duplicate, refused } = report;
      expect(lines).toHaveLength(duplicate);
      expect(lines).toContain(4);
      expect(imported + existing + duplicate + refused, `${batchRows} a batch`).toBe(4);
      expect(existing).toBe(0);
      expect(await everyone(subscribers)).toEqual(['a@example.org confirmed', 'b@example.org unsubscribed']);
    }
  });

  it('refuses what it cannot use, tells each with line, reason and cells, and takes the rest', async () => {
    const { subscribers } = listDesk(await open());
    const rows = [
      ...['email,name,status', 'ada@example.org,Ada,active', 'no-address,Bo,active', ',Nobody,active'],
      ...[
        'j\u00f6rg@example.org,J\u00f6rg,active',
        'bo@example.org,Bo,frozen',
        'eve@example.org,Eve, Junior,active',
      ],
      ...[
        '"Mal <mal@example.org>,Mal,active',
        'zoe@example.org,"Zoe\nof two lines",active',
        'bad@example,Bad,active',
      ],
    ];
    const { report, refusals } = await importText(subscribers, rows.join('\n'));
    expect(report).toMatchObject({ rows: 9, imported: 2, refused: 7 });
    expect(
      refusals.toSorted((a, b) => a.line - b.line).map(({ line, reason }) => `${line}: ${reason}`),
    ).toEqual([
      '3: an address needs an @ between name and domain',
      '4: there is no address',
      '5: letters beyond a-z before the @ (SMTPUTF8) cannot be mailed yet',
      '6: its status "frozen" is not one that we know',
      '7: it has 4 cells where the header has 3',
      '8: a quotation mark is opened and never closed',
      '11: the part after the @ is not a domain name such as example.org',
    ]);
    expect(refusals.find(({ line }) => line === 6)!.fields).toEqual(['bo@example.org', 'Bo', 'frozen']);
  });

  it('stopped on the way and run again ends where one run would have', async () => {
    const rows = Array.from(
      { length: 6000 },
      (_, row) => `r${row}@example.org,${row % 7 ? 'active' : 'unsubscribed'}`,
    );
    const file = `email,status\n${rows.join('\n')}\n`;
    const whole = listDesk(await open()).subscribers;
    await importText(whole, file);

    const { subscribers } = listDesk(await open());
    const stop = new AbortController();
    const first = await importText(subscribers, file, {
      ...{ batchRows: 1000, signal: stop.signal, onProgress: () => stop.abort() },
    });
    expect(first.report.complete).toBe(false);
    expect(first.report.imported).toBeGreaterThan(0);
    const again = await importText(subscribers, file, { batchRows: 1000 });
    expect(again.report).toMatchObject({ complete: true, rows: 6000, existing: first.report.imported });
    expect((await everyone(subscribers)).sort()).toEqual((await everyone(whole)).sort());
  });

  it('twice changes nothing the second time', async () => {
    const { subscribers } = listDesk(await open());
    await importText(subscribers, TWO);
    const before = await exported(subscribers);
    const { report } = await importText(subscribers, TWO);
    expect(report).toMatchObject({ imported: 0, existing: 2 });
    expect(await exported(subscribers)).toBe(before);
  });
});

describe('a column that says yes or no', () => {
  it.each([
    ['subscribed', 'true t YES 1 on ja wahr 2025-01-02', 'false f n No 0 off nein falsch null'],
    ['unsubscribed', 'false f n No 0 off nein null - 0001-01-01T00:00:00Z', 'true t y 1 x ja 2025-01-02'],
    ['unsubscribe date', 'no 0000-00-00', '2025-01-02T03:04:05Z 3.4.2024 yes'],
  ])(
    '%s: %s are on the list, %s have left, and a row with any other word is refused',
    async (column, on, left) => {
      const { subscribers } = listDesk(await openDatabase('sqlite'));
      const words = [...on.split(' '), ...left.split(' '), 'perhaps', 'NEI'];
      const file = [`email,${column}`, ...words.map((word, at) => `r${at}@example.org,${word}`)].join('\n');
      const { refusals } = await importText(subscribers, file);
      expect((await everyone(subscribers)).map((line) => line.split(' ')[1])).toEqual([
        ...on.split(' ').map(() => 'confirmed'),
        ...left.split(' ').map(() => 'unsubscribed'),
      ]);
      expect(refusals.map(({ reason }) => reason)).toEqual([
        `its ${column} "perhaps" is neither yes nor no, nor a time`,
        `its ${column} "NEI" is neither yes nor no, nor a time`,
      ]);
    },
  );
});

describe('a file that is no list', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /is empty/],
    ['blank', '\n\n \n', /is empty|names no column/],
    ['without a column of addresses', 'name,phone\nAda,1\n', /names no column of addresses.*"name", "phone"/],
    ['a workbook', Buffer.from('PK\u0003\u0004rest of a zip archive\n'), /is a workbook/],
    ['without a header', 'ada@example.org,Ada\nbo@example.org,Bo\n', /has no header.*"ada@example.org"/],
    ['compressed', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 75]), /is no text/],
  ])('%s is told as one, and changes nothing', async (_, content, message) => {
    const { subscribers } = listDesk(await openDatabase('sqlite'));
    await expect(importText(subscribers, content)).rejects.toThrow(message);
    expect(await everyone(subscribers)).toEqual([]);
  });

  it('missing, or a folder, is told with its path', async () => {
    const { subscribers } = listDesk(await openDatabase('sqlite'));
    const file = await csvFile('');
    for (const path of [`${file}.gone`, file.replace('/list.csv', '')]) {
      const failed: unknown = await subscribers
        .importCsv({ file: path, consent: null })
        .catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(NewsletterError);
      expect(failed).toMatchObject({ code: 'bad-input', exitCode: 2 });
      expect((failed as Error).message).toContain(path);
    }
  });
});
