/** `start`: web server, preview and scheduler in one process; the sender is a child of its own, so that no page waits for it. */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { App } from '../app.ts';
import type { Environment } from '../config.ts';
import type { EditionDate } from '../model/date.ts';
import { keepNotices } from '../run/notices.ts';
import { keepNewsroom } from '../run/scheduler.ts';
import { webPorts } from '../web/app-ports.ts';
import { createWeb, serveWeb } from '../web/server.ts';
import type { Output } from './output.ts';
import { openStudio } from './preview.ts';
import { importSampleReaders } from '../run/sample-list.ts';
import { SENDER_ENVIRONMENT, SENDER_START } from './sender-start.ts';
import type { Action, Register } from './session.ts';

export const registerStart: Register = (program, run) => {
  program
    .command('start')
    .description('run the newsroom: scheduler, web server and preview')
    .action(run(start));
};

const start: Action<object> = async ({ output, environment, signal, ...session }) => {
  const app = await session.app();
  const { config } = app;
  // A source or board that the catalogue does not know is told now, not at the hour of collecting.
  (await app.newsdesk.open()).sources(await session.date(undefined));
  if (config.newsroom === 'sample') await importSampleReaders(app);
  const say = (text: string) => output.line(text);
  const web = await serveWeb(createWeb(webPorts(app, (line) => output.warn(line))), {
    host: config.host,
    port: config.port,
  });
  try {
    const studio = await openStudio(app, null, { warm: false });
    try {
      welcome(app, output, { web: web.url, studio: studio.url });
      const send = (date: EditionDate) => sendInChild({ config: config.file, environment, signal }, date);
      await Promise.all([
        keepNotices(app, { signal, report: (text) => output.warn(text) }),
        keepNewsroom(app, {
          ...{ signal, report: say, send },
          idle: () => say('Waiting for what is due next. Ctrl-C stops.'),
        }).then(() => say('Stopping.')),
      ]);
    } finally {
      await studio.close();
    }
  } finally {
    await web.close();
  }
  return 0;
};

function welcome({ config }: App, output: Output, at: { web: string; studio: string }): void {
  output.data({ newsroom: config.newsroom, ...at, dataDir: config.dataDir, transport: config.transport });
  if (config.newsroom === 'sample') for (const line of SAMPLE_BANNER) output.line(line);
  output.line(`Edition pages  ${at.web}/`);
  output.line(`Preview        ${at.studio}/`);
  if (config.transport === 'outbox') output.line(`Outbox         ${join(config.dataDir, 'outbox')}`);
  output.line('');
}

const SAMPLE_BANNER = [
  '',
  '  *** SAMPLE NEWSROOM *** invented labs, papers, figures and readers; no mail leaves this machine.',
  '  To go live: newsletter.config.ts, then NEWSROOM=live PUBLIC_URL=https://... SIGNING_SECRET=... ',
  '  TRANSPORT=resend RESEND_API_KEY=...   (README, "Go live")',
  '',
];

/** The same program on the same config; its lines and bar go where ours go. */
function sendInChild(
  { config, environment, signal }: { config: string; environment: Environment; signal: AbortSignal },
  date: EditionDate,
): Promise<void> {
  const words = ['send', '--config', config, '--date', date];
  const child = spawn(process.execPath, [...process.execArgv, ...SENDER_START, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment, ...SENDER_ENVIRONMENT },
  });
  // Where both want the processor, whoever opens a page or leaves comes before the next batch.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  // Asked to stop, it finishes the calls in its hands first.
  const stop = () => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      // 0 and 1 are answers; anything else means that it did not get to its end, as it should not when it was stopped.
      if (code === 0 || code === 1 || signal.aborted) resolve();
      else reject(new Error(`the sender ended with ${code ?? 'a signal'}; what it printed says why`));
    });
  });
}
