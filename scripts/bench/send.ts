/** Sending at full speed to an open, draining stand-in in a process of its own: the real `send` command with its ledger, and the SDK beside it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledToJson } from '../../src/render/compiled-json.ts';
import type { CompiledEmail } from '../../src/model/email.ts';
import { bulkEdition } from './bulk-edition.ts';
import { bulkNewsroom } from './bulk-newsroom.ts';
import { sealedBytes } from './compile.ts';
import { startChild, type Child, type Usage } from './process.ts';
import { SEND, startSender } from './sender.ts';
import { startStandIn } from '../resend-stand-in/stand-in.ts';

const ROOT = join(import.meta.dirname, '../..');
type Row = Record<string, string | number>;

/** @param sizes lists to mail, in readers @param baseline messages for the SDK; 0 leaves it out */
export async function benchSend(sizes: readonly number[], baseline = 10_000): Promise<Row[]> {
  const compiled = await bulkEdition();
  console.log(`one mail: ${sealedBytes(compiled.html)} bytes of html, ${sealedBytes(compiled.text)} of text`);
  const rows: Row[] = baseline > 0 ? [await sdkRow(compiled, baseline)] : [];
  for (const readers of sizes) rows.push(await sendRow(compiled, readers));
  const journalled = Math.min(JOURNALLED, ...sizes);
  return [...rows, await journalRow(compiled, journalled)];
}

async function sdkRow(compiled: CompiledEmail, messages: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'inference-report-bench-'));
  const file = join(folder, 'compiled.json');
  writeFileSync(file, compiledToJson(compiled));
  const sink = await startSink();
  try {
    const words = [join(import.meta.dirname, 'children/sdk.ts'), file, sink.url, String(messages)];
    const { said, usage } = await startChild(words).ended();
    const { seconds } = JSON.parse(said) as { seconds: number };
    return figures('Handlebars + SDK batch call, no ledger', messages, seconds, usage);
  } finally {
    await sink.child.stop();
    rmSync(folder, { recursive: true });
  }
}

async function sendRow(compiled: CompiledEmail, readers: number): Promise<Row> {
  const sink = await startSink();
  try {
    const { seconds, usage } = await send(compiled, { readers, url: sink.url });
    return figures('inference-report send, SQLite ledger', readers, seconds, usage);
  } finally {
    await sink.child.stop();
  }
}

/** Readers sent to a stand-in that reads, checks and writes down each message: slower than any sender. */
const JOURNALLED = 20_000;

/** Speed without truth is none: each reader stands in the journal once. */
async function journalRow(compiled: CompiledEmail, readers: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'inference-report-bench-'));
  const journal = join(folder, 'journal.jsonl');
  const standIn = await startStandInChild(['--journal', journal]);
  try {
    const { seconds, usage } = await send(compiled, { readers, url: standIn.url });
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    const addresses = new Set(lines.map((line) => (JSON.parse(line) as { to: string }).to));
    if (lines.length !== readers || addresses.size !== readers)
      throw new Error(`${lines.length} messages for ${addresses.size} of ${readers} readers`);
    return figures('the same, to the journalling stand-in: each reader once', readers, seconds, usage);
  } finally {
    await standIn.child.stop();
    rmSync(folder, { recursive: true });
  }
}

type Sent = { readonly seconds: number; readonly usage: Usage };

/** The sender as `start` runs it, on an edition that is prepared. */
async function send(
  compiled: CompiledEmail,
  to: { readers: number; url: string; maxBatch?: number },
): Promise<Sent> {
  const newsroom = await bulkNewsroom(compiled, to);
  try {
    const child = startSender(SEND, to.url, { DATA_DIR: newsroom.dataDir });
    const { said, usage } = await child.ended();
    const report = JSON.parse(said) as {
      seconds: number;
      deliveries: { submitted: number };
      problems: string[];
    };
    if (report.deliveries.submitted !== to.readers || report.problems.length > 0) throw new Error(said);
    return { seconds: report.seconds, usage };
  } finally {
    await newsroom.close();
  }
}

/** Under a provider's limit: the share of it that is used from the first call to the last, and the refusals we bring on ourselves. */
export async function benchCapped(): Promise<Row[]> {
  const compiled = await bulkEdition();
  const rows: Row[] = [];
  const rate = 10;
  for (const maxBatch of [100, 50]) {
    const standIn = await startStandIn({ drain: true, ratePerSecond: rate });
    const readers = 300 * maxBatch;
    const { seconds } = await send(compiled, { readers, url: standIn.url, maxBatch });
    const possible = (standIn.spanMs() / 1000) * rate;
    rows.push({
      ...{ 'messages a call': maxBatch, calls: standIn.calls() },
      'seconds from first to last': Math.round(standIn.spanMs() / 100) / 10,
      [`share of ${rate} calls/s used`]: `${(((standIn.calls() - 1) / possible) * 100).toFixed(1)} %`,
      '429s': standIn.overRate(),
      'seconds of the command': Math.round(seconds * 10) / 10,
    });
    await standIn.close();
  }
  return rows;
}

/** A million deliveries frozen: seconds. */
export async function benchPrepare(): Promise<Row[]> {
  const newsroom = await bulkNewsroom(await bulkEdition(), { readers: 1_000_000 });
  await newsroom.close();
  const seconds = Math.round(newsroom.prepareSeconds * 10) / 10;
  return [{ deliveries: 1_000_000, batches: newsroom.batches, seconds }];
}

function figures(
  what: string,
  messages: number,
  seconds: number,
  usage: { peakRssMb: number; cpuSeconds: number },
): Row {
  return {
    ...{ what, messages, seconds: Math.round(seconds * 10) / 10 },
    'messages/s': Math.round(messages / seconds),
    'peak RSS MB': usage.peakRssMb,
    'CPU s': usage.cpuSeconds,
  };
}

/** A draining stand-in: it counts messages and forgets them. */
export function startSink(): Promise<{ child: Child; url: string }> {
  return startStandInChild(['--drain']);
}

async function startStandInChild(words: readonly string[]): Promise<{ child: Child; url: string }> {
  const child = startChild([join(ROOT, 'scripts/resend-stand-in/main.ts'), ...words, '--port', '0']);
  const line = await child.says(/^Resend stand-in: /);
  return { child, url: line.replace('Resend stand-in: ', '') };
}
