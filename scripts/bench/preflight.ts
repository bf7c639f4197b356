/** The checks of an edition of the sample newsroom: seconds for those of the bytes alone, and for all with a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { editionDate } from '../../src/model/date.ts';
import { checkDay, collectDay, draftDay } from '../../src/run/day.ts';

const DATE = editionDate('2026-11-24');

export async function benchPreflight(): Promise<Record<string, string | number>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-preflight-'));
  const { PATH, CHROMIUM_PATH } = process.env;
  const app = await createApp(await loadConfig({ environment: { DATA_DIR: folder, PATH, CHROMIUM_PATH } }));
  try {
    await collectDay(app, DATE);
    const drafting = performance.now();
    await draftDay(app, DATE);
    const checking = performance.now();
    const { findings, skipped } = await checkDay(app, DATE);
    const done = performance.now();
    return [
      {
        'draft and bytes (s)': seconds(checking - drafting),
        'full preflight (s)': seconds(done - checking),
        findings: findings.length,
        skipped: skipped.map(({ check }) => check).join(', '),
      },
    ];
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
