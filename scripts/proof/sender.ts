/** The sender process of the proof: the product's own prepare and send, told where to die. One argument: its order, as JSON. */
import { openPostgres, openSqlite, type Database } from '../../src/database/connect.ts';
import { prepareEdition } from '../../src/delivery/prepare.ts';
import { sendEdition } from '../../src/delivery/send.ts';
import { createTransport } from '../../src/delivery/transports/index.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { prepareRequest, SECRET } from './edition.ts';
import { steppedDatabase, steppedTransport } from './steps.ts';
import { fastClock, type TimeOrigin } from './time.ts';

export type Place = { readonly file: string } | { readonly url: string };

export type SenderOrder = {
  readonly place: Place;
  readonly standIn: string;
  readonly time: TimeOrigin;
  readonly editionId: number;
  readonly name: string;
  readonly maxBatch: number;
  readonly canaryWaitMs: number | null;
  readonly concurrency: number;
  /** Wall clock. */
  readonly timeoutMs: number;
  /** Virtual. */
  readonly leaseMs: number;
  /** Dies at this step, counted from 1; null: lives. */
  readonly killAt: number | null;
};

const order = JSON.parse(process.argv[2] ?? '') as SenderOrder;
let steps = 0;
const step = (name: string): void => {
  steps += 1;
  if (steps !== order.killAt) return;
  process.stdout.write(`killed ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
};

const database = steppedDatabase(await openPlace(order.place), step);
const clock = fastClock(order.time);
const keys = createKeyRing([SECRET]);
const resend = { apiKey: 're_proof', baseUrl: order.standIn, webhookSecret: null };
const transport = await createTransport({ transport: 'resend', resend, smtpUrl: null, dataDir: '.' }, clock);
await prepareEdition(
  { database, keys, clock },
  prepareRequest(order.editionId, order.maxBatch, order.canaryWaitMs),
);
const report = await sendEdition(
  {
    ...{ database, keys, clock, sender: order.name, concurrency: order.concurrency },
    ...{ transport: steppedTransport(transport, step), timeoutMs: order.timeoutMs, leaseMs: order.leaseMs },
  },
  { editionId: order.editionId },
);
process.stdout.write(`ended ${JSON.stringify({ state: report.state, problems: report.problems, steps })}\n`);
await transport.close();
await database.close();

function openPlace(place: Place): Promise<Database> | Database {
  return 'file' in place ? openSqlite(place.file) : openPostgres(place.url);
}
