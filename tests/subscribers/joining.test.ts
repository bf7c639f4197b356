import { expect, it } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { HOUR_MS, type Instant } from '../../src/model/date.ts';
import { parseAddress } from '../../subscribers/address.ts';
import { join } from '../../subscribers/joining.ts';
import { keys, MORNING } from '../delivery/newsroom.ts';
import { describeOnBothEngines } from '../support/databases.ts';

const limits = { perIpHour: 1000, perNetworkHour: 2, perDomainHour: 1000, confirmRate: 0 };

describeOnBothEngines('a network that floods the form and shows its work each time', (open) => {
  it('is kept count of up to eight times its limit, and fills no disk beyond that', async () => {
    const database = await open();
    for (let host = 1; host <= 20; host += 1) await ask(database, host, MORNING);
    expect(await kept(database)).toEqual({ joinings: 16, notices: 8 });
    await ask(database, 21, MORNING + HOUR_MS + 1);
    expect(await kept(database)).toEqual({ joinings: 17, notices: 9 });
  });
});

async function ask({ query }: Database, host: number, now: Instant): Promise<void> {
  const address = parseAddress(`victim-${host}@mail-${host}.example`);
  if (!address.ok) throw new Error(`not an address: ${host}`);
  const request = { address, source: '/', form: 'form', locale: 'en', worked: true };
  const letter = () => ({ to: address.email, locale: 'en', values: {} });
  const heard = await query
    .transaction()
    .execute((trx) => join(trx, keys, { ...request, ip: `198.51.100.${host}` }, { limits, now, letter }));
  expect(heard).toBe('heard');
}

async function kept({ query }: Database): Promise<{ joinings: number; notices: number }> {
  const joinings = await query.selectFrom('joining').select('id').execute();
  const notices = await query.selectFrom('notice').select('id').execute();
  return { joinings: joinings.length, notices: notices.length };
}
