/** The program's parts on a data folder of their own, with the settings as they are shipped; closed and removed after the test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import settings from '../../newsletter.config.ts';
import { createApp, type App } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';

export async function openApp(): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-app-'));
  const app = await createApp(parseConfig(settings, { DATA_DIR: folder }, 'newsletter.config.ts'));
  onTestFinished(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });
  return app;
}
