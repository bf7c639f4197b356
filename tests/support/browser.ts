/** A real Chromium for tests: found on the machine or in the packages; without one, browser tests are counted as skipped. */
import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The sandbox needs rights that containers and root lack; the rest keeps the browser from calling home. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a Chromium or Chrome: CHROMIUM_PATH, then the machine's own, then the one in the packages; null without any. */
export async function findChromium(): Promise<string | null> {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of NAMES) if (await exists(join(folder, name))) return join(folder, name);
  }
  return (await exists(MAC)) ? MAC : packagedChromium();
}

/**
 * Describes tests that need a browser; `browser()` inside a test gives the running one, shared by the suite.
 * Without any the tests are skipped, and their name says why.
 */
export function describeInBrowser(name: string, suite: (browser: () => Browser) => void): void {
  const title = executablePath === null ? `${name} (skipped: no Chromium found, set CHROMIUM_PATH)` : name;
  describe.skipIf(executablePath === null)(title, () => {
    let running: Browser | undefined;
    beforeAll(async () => void (running = await launchChromium()));
    afterAll(() => running?.close());
    suite(() => {
      if (running === undefined) throw new Error('the browser runs inside tests only');
      return running;
    });
  });
}

/** @throws when there is no Chromium: ask `findChromium` first. */
export async function launchChromium(): Promise<Browser> {
  if (executablePath === null) throw new Error('no Chromium found: set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: QUIET });
}

async function packagedChromium(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const home = join(tmpdir(), 'inference-report-chromium');
  try {
    if (!(await exists(home))) await unpackChromium(home);
    return join(home, 'chromium');
  } catch {
    return null; // Not installed, or its archive cannot be unpacked here: then there is none.
  }
}

/**
 * The package unpacks into one fixed path and takes a half-written file for a whole one, so two test workers would
 * trip over each other: each unpacks in a folder of its own, and the first to finish moves it into place.
 */
async function unpackChromium(home: string): Promise<void> {
  const { default: packaged } = await import('@sparticuz/chromium');
  const work = await mkdtemp(`${home}-`);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = work;
  try {
    await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await rename(work, home).catch(() => rm(work, { recursive: true, force: true }));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const executablePath = await findChromium();
