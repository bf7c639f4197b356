/** A child process of the benches: started, watched for its peak memory and processor time, and waited for. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Usage = { readonly peakRssMb: number; readonly cpuSeconds: number };

export type Child = {
  readonly process: ChildProcess;
  /** Resolves with the first line of output that matches. */
  says(pattern: RegExp): Promise<string>;
  /** Resolves with everything said, and the memory and time it took; rejects unless it ended with 0. */
  ended(): Promise<{ readonly said: string; readonly usage: Usage }>;
  /** So far. */
  usage(): Usage;
  stop(): Promise<void>;
  /** SIGKILL: it settles nothing first. */
  kill(): Promise<void>;
};

export function startChild(words: readonly string[], environment: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, [...words], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let usage: Usage = { peakRssMb: 0, cpuSeconds: 0 };
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const watch = setInterval(() => (usage = usageOf(child.pid) ?? usage), 20);
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  void end.then(() => clearInterval(watch));
  return {
    process: child,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = said.split('\n').find((one) => pattern.test(one));
          if (line !== undefined) resolve(line);
        };
        child.stdout.on('data', look);
        void end.then((code) => reject(new Error(`ended with ${code} before it said ${pattern}: ${said}`)));
      }),
    ended: async () => {
      const code = await end;
      if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${said}`);
      return { said, usage };
    },
    usage: () => usageOf(child.pid) ?? usage,
    stop: async () => {
      child.kill('SIGTERM');
      await end;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await end;
    },
  };
}

/** From /proc, so on Linux alone: the peak so far (VmHWM), and user and system time in clock ticks of 10 ms. */
function usageOf(pid: number | undefined): Usage | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, times = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = times.split(' ').slice(11, 13).map(Number);
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
    return Number.isNaN(kilobytes)
      ? null
      : { peakRssMb: Math.round(kilobytes / 1024), cpuSeconds: (user + system) / 100 };
  } catch {
    // It has ended, or this is another system: the last reading stands.
    return null;
  }
}
