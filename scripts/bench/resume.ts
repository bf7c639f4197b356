/** After a SIGKILL in the middle of a large edition: the seconds until the next sender's first submission. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startStandIn } from '../resend-stand-in/stand-in.ts';
import { bulkEdition } from './bulk-edition.ts';
import { bulkNewsroom } from './bulk-newsroom.ts';
import { SEND, startSender } from './sender.ts';

/** @param readers on the list; the sender is killed when a tenth of them is submitted */
export async function benchResume(readers: number): Promise<Record<string, string | number>[]> {
  const newsroom = await bulkNewsroom(await bulkEdition(), { readers });
  const standIn = await startStandIn({ drain: true });
  const start = () => startSender(SEND, standIn.url, { DATA_DIR: newsroom.dataDir });
  const untilCalls = async (count: number) => {
    while (standIn.calls() < count) await sleep(2);
  };
  try {
    const first = start();
    await untilCalls(Math.ceil(readers / 1000));
    await first.kill();
    const before = standIn.calls();
    const began = performance.now();
    const second = start();
    await untilCalls(before + 1);
    const seconds = Math.round(performance.now() - began) / 1000;
    await second.kill();
    const submitted = before * 100;
    return [
      { deliveries: readers, 'submitted before the kill': submitted, 'seconds to the first call': seconds },
    ];
  } finally {
    await standIn.close();
    await newsroom.close();
  }
}
