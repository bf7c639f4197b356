/** One life of a sender process, from its start to its end, whatever that is. */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { EditionState } from '../../src/model/edition.ts';
import type { Orders, World } from './world.ts';

export type Life =
  /** By itself at a named step, or from outside at any moment. */
  | { readonly kind: 'killed'; readonly at: string }
  | { readonly kind: 'ended'; readonly state: EditionState; readonly problems: readonly string[] }
  | { readonly kind: 'crashed'; readonly message: string };

/** Node itself on the bundled sender: a signal reaches the sender, not a launcher. */
export async function live(
  world: Pick<World, 'bundle' | 'alive'>,
  { order, killAfterMs }: Orders,
): Promise<Life> {
  const child = spawn(process.execPath, [world.bundle, JSON.stringify(order)], {
    env: { ...process.env, NODE_COMPILE_CACHE: dirname(world.bundle) },
  });
  const kill = () => void child.kill('SIGKILL');
  world.alive.add(kill);
  const timer = killAfterMs === null ? undefined : setTimeout(kill, killAfterMs);
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearTimeout(timer);
  world.alive.delete(kill);
  return lifeOf(code, said, complained);
}

function lifeOf(code: number | null, said: string, complained: string): Life {
  const ended = /^ended (.+)$/m.exec(said)?.[1];
  if (ended !== undefined) {
    const { state, problems } = JSON.parse(ended) as { state: EditionState; problems: string[] };
    return { kind: 'ended', state, problems };
  }
  if (code === null) return { kind: 'killed', at: /^killed (.+)$/m.exec(said)?.[1] ?? 'any moment' };
  return { kind: 'crashed', message: `a sender ended with ${code}: ${complained.slice(0, 600)}` };
}
