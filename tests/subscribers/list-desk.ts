/** A list on an open database, with a clock of its own, and CSV files to import. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { parseAddress } from '../../subscribers/address.ts';
import { createKeyRing, type KeyRing } from '../../src/platform/signing.ts';
import {
  createSubscribers,
  type ImportReport,
  type ImportRequest,
  type Refusal,
} from '../../subscribers/index.ts';
import { testClock } from '../support/clock.ts';

export const MORNING = Date.parse('2026-11-24T07:00:00Z');
export const CONSENT = 'ticked the box on the stand at the fair';

export const keys: KeyRing = createKeyRing(['a secret for tests that is long enough']);

export function listDesk(database: Database, ring: KeyRing = keys) {
  const clock = testClock(MORNING);
  const subscribers = createSubscribers({ database, keys: ring, clock });
  return { clock, subscribers, database };
}

export type Subscribers = ReturnType<typeof listDesk>['subscribers'];

/** A file of the running test, gone when that test ends. */
export async function csvFile(content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-report-list-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'list.csv');
  await writeFile(file, content);
  return file;
}

/** Imports and keeps every refusal. */
export async function importText(
  subscribers: Subscribers,
  content: string | Buffer,
  options: Partial<ImportRequest> = {},
): Promise<{ report: ImportReport; refusals: Refusal[] }> {
  const refusals: Refusal[] = [];
  const report = await subscribers.importCsv({
    file: await csvFile(content),
    consent: CONSENT,
    onRefused: (more) => void refusals.push(...more),
    ...options,
  });
  return { report, refusals };
}

export async function exported(subscribers: Subscribers): Promise<string> {
  let text = '';
  for await (const lines of subscribers.exportCsv({ state: null })) text += lines;
  return text;
}

/** Address and state of everyone, in the order they came. */
export async function everyone(subscribers: Subscribers): Promise<string[]> {
  const found: string[] = [];
  for await (const page of subscribers.pages({ state: null }))
    found.push(...page.map(({ email, state }) => `${email} ${state}`));
  return found;
}

const LIMITS = { perIpHour: 5, perNetworkHour: 20, perDomainHour: 200, confirmRate: 30 };

/** Someone who asks by the form and follows the link in the mail. */
export async function joinByLink(subscribers: Subscribers, email: string, now: number): Promise<void> {
  const address = parseAddress(email);
  if (!address.ok) throw new Error(`${email}: ${address.reason}`);
  const letter = () => ({ to: email, locale: 'en', values: {} });
  const request = { address, source: '/subscribe', form: 'test', locale: 'en', ip: null, worked: true };
  await subscribers.join(request, LIMITS, letter);
  const { id } = (await subscribers.findByKey(email))!;
  if (!(await subscribers.confirmJoin(id, now, letter))) throw new Error(`${email} was not confirmed`);
}
