import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../support/databases.ts';
import { everyone, importText, listDesk } from './list-desk.ts';
import type { Mapping } from '../../subscribers/columns.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/subscribers');

/** The columns that are used, as `name: use`. */
async function imported(file: string) {
  const { subscribers } = listDesk(await openDatabase('sqlite'));
  let mapping: Mapping | null = null;
  const content = await readFile(join(FIXTURES, file));
  const { report, refusals } = await importText(subscribers, content, {
    onMapping: (told) => (mapping = told),
  });
  const { peer, columns } = mapping as unknown as Mapping;
  const used = columns.filter(({ use }) => use !== 'not used').map(({ name, use }) => `${name}: ${use}`);
  return { subscribers, report, refusals, peer, used, list: await everyone(subscribers) };
}

describe('an export of', () => {
  it('Substack: email_disabled has left, an ended payment has not', async () => {
    const { peer, used, list, subscribers } = await imported('substack.csv');
    expect(peer).toBe('Substack');
    expect(used).toEqual(['email: address', 'email_disabled: left if set', 'created_at: joined']);
    expect(list).toEqual([
      'nora.field@readers.example confirmed',
      'omar.haddad@readers.example confirmed',
      'petra.lang@readers.example unsubscribed',
    ]);
    expect((await subscribers.findByKey('omar.haddad@readers.example'))?.createdAt).toBe(
      Date.parse('2024-11-20T08:30:12.345Z'),
    );
  });

  it('Substack\u2019s dashboard: a date of cancelling is about money', async () => {
    const { peer, used, list } = await imported('substack-dashboard.csv');
    expect(peer).toBe('Substack');
    expect(used).toEqual(['Email: address', 'Name: name', 'Start date: joined']);
    expect(list).toEqual(['nora.field@readers.example confirmed', 'omar.haddad@readers.example confirmed']);
  });

  it('Ghost: subscribed_to_emails says who left', async () => {
    const { peer, list, subscribers } = await imported('ghost.csv');
    expect(peer).toBe('Ghost');
    expect(list).toEqual([
      'quinn.baker@readers.example confirmed',
      'rosa.diaz@readers.example confirmed',
      'sven.holm@readers.example unsubscribed',
    ]);
    expect((await subscribers.findByKey('rosa.diaz@readers.example'))?.name).toBe('Diaz, Rosa');
  });

  it('Mailchimp: three files, of subscribed, unsubscribed and cleaned', async () => {
    const subscribed = await imported('mailchimp-subscribed.csv');
    expect(subscribed.used).toEqual([
      ...['Email Address: address', 'First Name: name', 'Last Name: name', 'OPTIN_TIME: joined'],
    ]);
    expect(subscribed.list).toEqual([
      'tara.okoye@readers.example confirmed',
      'udo.klein@readers.example confirmed',
    ]);
    expect(await subscribed.subscribers.findByKey('tara.okoye@readers.example')).toMatchObject({
      ...{ name: 'Tara Okoye', createdAt: Date.parse('2023-05-06T07:08:09Z') },
    });
    expect((await imported('mailchimp-unsubscribed.csv')).list).toEqual([
      'vera.moss@readers.example unsubscribed',
    ]);
    expect((await imported('mailchimp-cleaned.csv')).list).toEqual([
      'will.ames@readers.example unsubscribed',
    ]);
    for (const file of ['subscribed', 'unsubscribed', 'cleaned'])
      expect((await imported(`mailchimp-${file}.csv`)).peer).toBe('Mailchimp');
  });

  it('Mailchimp with the postal address in columns: a "State" there is no state of the subscription', async () => {
    const { subscribers } = listDesk(await openDatabase('sqlite'));
    const file = 'Email Address,State,MEMBER_RATING,LEID,EUID\nada@readers.example,CA,2,1,abc\n';
    const { refusals } = await importText(subscribers, file);
    expect(refusals).toEqual([]);
    expect(await everyone(subscribers)).toEqual(['ada@readers.example confirmed']);
  });

  it('Buttondown: the type says who never confirmed and who cannot be reached', async () => {
    const { peer, list } = await imported('buttondown.csv');
    expect(peer).toBe('Buttondown');
    expect(list).toEqual([
      'xena.cole@readers.example confirmed',
      'yann.petit@readers.example confirmed',
      'zara.nunes@readers.example pending',
      'abel.stone@readers.example unsubscribed',
      'bea.frost@readers.example unsubscribed',
    ]);
  });

  it('beehiiv: inactive means left, and so does a date of unsubscribing beside "active"', async () => {
    const { peer, list } = await imported('beehiiv.csv');
    expect(peer).toBe('beehiiv');
    expect(list).toEqual([
      'cora.webb@readers.example confirmed',
      'dean.fox@readers.example unsubscribed',
      'elin.berg@readers.example pending',
      'finn.gray@readers.example unsubscribed',
      'gina.hart@readers.example unsubscribed',
    ]);
  });

  it('Kit: inactive means never confirmed', async () => {
    const { peer, list } = await imported('kit.csv');
    expect(peer).toBe('Kit');
    expect(list).toEqual([
      'hugo.reed@readers.example confirmed',
      'iris.vale@readers.example pending',
      'jon.ash@readers.example unsubscribed',
      'kaja.lind@readers.example unsubscribed',
      'lou.west@readers.example unsubscribed',
    ]);
  });

  it('listmonk: who is blocked there stays off here', async () => {
    const { peer, list, subscribers } = await imported('listmonk.csv');
    expect(peer).toBe('listmonk');
    expect(list).toEqual([
      'mila.north@readers.example confirmed',
      'nils.south@readers.example unsubscribed',
      'olga.east@readers.example unsubscribed',
    ]);
    expect((await subscribers.findByKey('mila.north@readers.example'))?.createdAt).toBe(
      Date.parse('2025-01-06T10:20:30Z'),
    );
  });

  it('all seven: nothing is refused, and every row is accounted for', async () => {
    for (const file of [
      'substack',
      'ghost',
      'mailchimp-subscribed',
      'buttondown',
      'beehiiv',
      'kit',
      'listmonk',
    ]) {
      const { report, refusals } = await imported(`${file}.csv`);
      expect(refusals, file).toEqual([]);
      expect(report.imported, file).toBe(report.rows);
    }
  });
});

describe('a list that is no known program\u2019s', () => {
  it('is read by the names of its columns', async () => {
    const { subscribers } = listDesk(await openDatabase('sqlite'));
    let peer: string | null = 'not told';
    await importText(subscribers, 'E-Mail-Adresse;Vorname;Nachname;Ort\nada@example.org;Ada;Byron;London\n', {
      onMapping: (mapping) => (peer = mapping.peer),
    });
    expect(peer).toBeNull();
    expect((await subscribers.findByKey('ada@example.org'))?.name).toBe('Ada Byron');
  });

  it.each([
    ['2024-02-03', '2024-02-03T00:00:00Z'],
    ['2024-02-03 04:05', '2024-02-03T04:05:00Z'],
    ['2024-02-03T04:05:06+02:00', '2024-02-03T02:05:06Z'],
    ['2024-02-03 04:05:06 UTC', '2024-02-03T04:05:06Z'],
    ['03/04/2024', '2026-11-24T07:00:00Z'],
    ['2024-13-40', '2026-11-24T07:00:00Z'],
    ['2999-01-01', '2026-11-24T07:00:00Z'],
    ['', '2026-11-24T07:00:00Z'],
  ])('takes "%s" as having joined at %s', async (written, at) => {
    const { subscribers } = listDesk(await openDatabase('sqlite'));
    await importText(subscribers, `email,created_at\nada@example.org,${written}\n`);
    expect((await subscribers.findByKey('ada@example.org'))?.createdAt).toBe(Date.parse(at));
  });
});
