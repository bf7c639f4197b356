/** Sending at full speed to an open, draining stand-in in a process of its own: the real `send` command with its ledger, and the SDK beside it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledToJson } from '../../src/render/compiled-json.ts';
import type { CompiledEmail } from '../../src/model/email.ts';
import { bulkEdition } from './bulk-edition.ts';
import { bulkNewsroom, DATE, SECRET } from './bulk-newsroom.ts';
import { sealedBytes } from './compile.ts';
import { startChild, type Child } from './process.ts';

const ROOT = join(import.meta.dirname, '../..');
type Row = Record<string, string | number>;

/** @param sizes lists to mail, in readers @param baseline messages for the SDK; 0 leaves it out */
export async function benchSend(sizes: readonly number[], baseline = 10_000): Promise<Row[]> {
  const compiled = await bulkEdition();
  console.log(`one mail: ${sealedBytes(compiled.html)} bytes of html, ${sealedBytes(compiled.text)} of text`);
  const rows: Row[] = baseline > 0 ? [await sdkRow(compiled, baseline)] : [];
  for (const readers of sizes) rows.push(await sendRow(compiled, readers));
  return rows;
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
  const newsroom = await bulkNewsroom(compiled, { readers });
  const sink = await startSink();
  try {
    const words = [join(ROOT, 'src/main.ts'), 'send', '--date', DATE, '--json'];
    const child = startChild(words, {
      ...{ DATA_DIR: newsroom.dataDir, TRANSPORT: 'resend', RESEND_API_KEY: 're_bench' },
      ...{ RESEND_BASE_URL: sink.url, SIGNING_SECRET: SECRET },
    });
    const { said, usage } = await child.ended();
    const report = JSON.parse(said) as {
      seconds: number;
      deliveries: { submitted: number };
      problems: string[];
    };
    if (report.deliveries.submitted !== readers || report.problems.length > 0) throw new Error(said);
    return figures('inference-report send, SQLite ledger', readers, report.seconds, usage);
  } finally {
    await sink.child.stop();
    await newsroom.close();
  }
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
async function startSink(): Promise<{ child: Child; url: string }> {
  const child = startChild([join(ROOT, 'scripts/resend-stand-in/main.ts'), '--drain', '--port', '0']);
  const line = await child.says(/^Resend stand-in: /);
  return { child, url: line.replace('Resend stand-in: ', '') };
}
