/** Programs of this machine: a Chromium or SpamAssassin, where one is installed. */
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** @param given an operator's choice, taken as it is. @returns a path; null without any */
export async function findChromium(given: string | null, folders: readonly string[]): Promise<string | null> {
  if (given !== null) return given;
  return (await findProgram(CHROMIUM, folders)) ?? ((await runs(MAC_CHROME)) ? MAC_CHROME : null);
}

/** The first of these names that can be run, in the order of the folders. */
export async function findProgram(
  names: readonly string[],
  folders: readonly string[],
): Promise<string | null> {
  for (const folder of folders) {
    for (const name of names) if (await runs(join(folder, name))) return join(folder, name);
  }
  return null;
}

async function runs(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
