/** Who may send from this data: a data folder that was copied or moved may not, until a person says so. */
import { realpathSync } from 'node:fs';
import type { App } from '../app.ts';
import { claimSending, refuseCopy, takeOverSending, type SendingPlace } from '../database/ownership.ts';
import { machineId } from '../platform/machine.ts';

/** @throws NewsletterError not-owner, with the way to take over */
export async function needSendingRight(app: App): Promise<void> {
  await claimSending(app.database, placeOf(app));
}

/** For notices: a copy would ask the same readers the same. @throws NewsletterError not-owner, with the way to take over */
export async function refuseNoticesOfCopy(app: App): Promise<void> {
  await refuseCopy(app.database, placeOf(app));
}

/** Makes this data folder the one that sends. */
export async function takeOver(app: App): Promise<void> {
  await takeOverSending(app.database, placeOf(app));
}

function placeOf({ config }: App): SendingPlace {
  return { machine: machineId(), folder: realpathSync(config.dataDir) };
}
