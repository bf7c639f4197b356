/** The sample newsroom's readers: put on its list by the first start, and never again. */
import { join } from 'node:path';
import type { App } from '../app.ts';

const FILE = join(import.meta.dirname, '../../subscribers/sample.csv');

export async function importSampleReaders({ subscribers }: App): Promise<void> {
  const counts = await subscribers.countByState();
  // An editor who tries out unsubscribing must not find everyone back after a restart.
  if (Object.values(counts).some((count) => count > 0)) return;
  await subscribers.importCsv({ file: FILE, consent: 'invented for the sample newsroom' });
}
