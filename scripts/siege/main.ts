/** `npm run siege`: 100,000 scanner fetches of mail links and a bombing run of 10,000 sign-ups; ends with 1 when either did harm. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { webPorts } from '../../src/web/app-ports.ts';
import { createWeb } from '../../src/web/server.ts';
import { passingToken, preferencesToken, unsubscribeToken } from '../../subscribers/tokens.ts';
import { seededRandom } from '../forgery/tampering.ts';
import { bomb } from './bombing.ts';
import { scan, type Site } from './scanners.ts';

const SEED = 20261125;

const folder = await mkdtemp(join(tmpdir(), 'inference-report-siege-'));
let now = Date.now();
const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
const config = await loadConfig({ environment: { DATA_DIR: folder, TRUST_PROXY: '1' } });
const app = await createApp(config, { clock });
try {
  const site: Site = createWeb(webPorts(app, () => undefined));
  const harm = (await scanners(app, site)) + (await bombing(app, site));
  process.exitCode = harm === 0 ? 0 : 1;
} finally {
  await app.close();
  await rm(folder, { recursive: true, force: true });
}

/** @returns how many readers it changed */
async function scanners({ subscribers, keys }: App, site: Site): Promise<number> {
  const links: string[] = [];
  for (let count = 0; count < 100; count += 1) {
    const pending = count % 2 === 0;
    const address = `reader-${count}@readers.example`;
    const added = await subscribers.add({ address, consent: pending ? null : 'said so' });
    if (added.kind !== 'added') throw new Error(added.kind);
    const { id } = added.subscriber;
    if (pending) links.push(`/confirm/${passingToken(keys, 'confirm', id, now + 86_400_000)}`);
    else
      links.push(
        `/unsubscribe/${unsubscribeToken(keys, id)}`,
        `/preferences/${preferencesToken(keys, id)}`,
        `/stay/${passingToken(keys, 'stay', id, now + 86_400_000)}`,
      );
  }
  const statuses = await scan(site, links, { fetches: 100_000, random: seededRandom(SEED) });
  const { pending, confirmed, unsubscribed } = await subscribers.countByState();
  console.log('100,000 scanner fetches; answers by status:', Object.fromEntries(statuses));
  console.log(`confirms: ${confirmed - 50}, unsubscribes: ${unsubscribed}`);
  return Math.abs(confirmed - 50) + unsubscribed + Math.abs(pending - 50);
}

/** @returns victims mailed more than once, and honest people who did not get through */
async function bombing({ database }: App, site: Site): Promise<number> {
  const run = { signUps: 10_000, victims: 200, networks: 50, honest: 100, random: seededRandom(SEED) };
  const began = now;
  const { honest, passed } = await bomb(site, (ms) => void (now += ms), { ...run });
  const rows = await database.query
    .selectFrom('notice')
    .select(({ fn }) => fn.countAll<number>().as('mails'))
    .where('kind', '=', 'confirm')
    .groupBy('address_hash')
    .execute();
  const most = Math.max(...rows.map(({ mails }) => mails));
  const days = Math.ceil((now - began) / 86_400_000);
  console.log(`10,000 sign-ups of 200 names at 3 domains from 50 networks in ${days} day(s):`);
  console.log(`${rows.length} addresses were mailed, none more than ${most} times`);
  console.log(`${passed} of ${honest.length} honest sign-ups went through`);
  return Math.max(0, most - Math.min(3, days)) + honest.length - passed;
}
