/** What a command says: lines and tables for people, one JSON line per value for machines, a bar only while someone watches. */
import { once } from 'node:events';
import cliProgress from 'cli-progress';

export type Progress = { to(done: number): void; stop(): void };

/** Answers go to standard output, warnings and progress to standard error, so that a pipe carries answers only. */
export type Output = {
  readonly json: boolean;
  /** A sentence for people; silent with --json. */
  line(text: string): void;
  /** One line of JSON; silent without --json. */
  data(value: unknown): void;
  /** Text as it is, for people and machines alike: a file on standard output. Resolves when there is room for more. */
  raw(text: string): Promise<void>;
  /** Aligned columns for people; silent with --json. */
  table(headers: readonly string[], rows: readonly (readonly string[])[]): void;
  /** @param total in whatever unit `to` is told, e.g. bytes or messages */
  progress(label: string, total: number): Progress;
  warn(text: string): void;
};

/** A stream that may be a terminal: process.stdout, process.stderr, or a PassThrough in tests. */
export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export function createOutput(options: { json: boolean; stdout: OutputStream; stderr: OutputStream }): Output {
  const { json, stdout, stderr } = options;
  const say = (text: string): void => {
    if (!json) stdout.write(`${text}\n`);
  };
  return {
    json,
    line: (text) => say(printable(text)),
    data: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    raw: async (text) => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    table: (headers, rows) => say(tableText(headers, rows)),
    progress: (label, total) => {
      if (json) return progressLines(label, total, stderr);
      return stderr.isTTY === true ? bar(label, total, stderr) : SILENT;
    },
    warn: (text) => void stderr.write(`${printable(text)}\n`),
  };
}

const SILENT: Progress = { to: () => undefined, stop: () => undefined };

/** Between two lines for machines. */
const LINE_MS = 5000;

/** One JSON line on standard error every few seconds: how far, how fast, how long still. */
function progressLines(label: string, total: number, stream: OutputStream): Progress {
  const rate = createRate();
  let next = performance.now() + LINE_MS;
  return {
    to: (done) => {
      const perSecond = rate(done);
      if (performance.now() < next) return;
      next = performance.now() + LINE_MS;
      const secondsLeft = perSecond > 0 ? Math.round((total - done) / perSecond) : null;
      stream.write(`${JSON.stringify({ progress: label, done, total, perSecond, secondsLeft })}\n`);
    },
    stop: () => undefined,
  };
}

/** Per second since it was first told, so that work done in an earlier run does not count as speed. */
function createRate(): (done: number) => number {
  let first: { done: number; at: number } | null = null;
  return (done) => {
    first ??= { done, at: performance.now() };
    const seconds = (performance.now() - first.at) / 1000;
    return seconds > 0 ? Math.round((done - first.done) / seconds) : 0;
  };
}

function bar(label: string, total: number, stream: OutputStream): Progress {
  const rate = createRate();
  const format = `${label} [{bar}] {percentage}%, {rate}/s, {eta_formatted} left`;
  // gracefulExit would install signal handlers of its own, and stopping is the command's business.
  const options = { format, stream, hideCursor: true, gracefulExit: false, etaBuffer: 100 };
  const single = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
  single.start(total, 0, { rate: 0 });
  return { to: (done) => single.update(done, { rate: rate(done) }), stop: () => single.stop() };
}

function tableText(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headers, ...rows].map((cells) => cells.map((cell) => printable(cell).replaceAll('\n', ' ')));
  const widths = headers.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Cells, names and replies come from strangers: a control character in one could rewrite the operator's screen. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, ' ');
}
