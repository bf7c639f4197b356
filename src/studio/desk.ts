/** The desk holds the draft as it was last rendered, renders it again on request, and tells who listens when it changed. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { NewsletterError, messageOf } from '../model/errors.ts';
import type { Draft } from './draft.ts';

export type Sheet = {
  /** The last draft that could be rendered; null: none yet. */
  readonly draft: Draft | null;
  /** Why the newest state of the files could not be rendered, in words; null: `draft` is the newest. */
  readonly problem: string | null;
};

export type Desk = {
  readonly sheet: () => Sheet;
  /** Differs between any two sheets, also across restarts. */
  readonly revision: () => string;
  /** Renders again; calls during a rendering lead to one more after it. */
  readonly refresh: () => Promise<void>;
  /** Milliseconds since the last rendering. */
  readonly age: () => number;
  /** @returns the way to stop listening */
  readonly listen: (listener: (revision: string) => void) => () => void;
};

export function createDesk(render: () => Promise<Draft>): Desk {
  const series = randomUUID();
  const listeners = new Set<(revision: string) => void>();
  let sheet: Sheet = { draft: null, problem: null };
  let changes = 0;
  let wanted = 0;
  let renderedAt = -Infinity;
  let running: Promise<void> | null = null;

  const revision = () => `${series}.${changes}`;
  const renderOnce = async () => {
    const next = await renderSheet(render, sheet.draft);
    renderedAt = performance.now();
    if (isDeepStrictEqual(next, sheet)) return;
    sheet = next;
    changes += 1;
    for (const listener of listeners) listener(revision());
  };
  const renderUntilSettled = async () => {
    for (let done = 0; done < wanted;) {
      done = wanted;
      await renderOnce();
    }
    wanted = 0;
    running = null;
  };
  return {
    sheet: () => sheet,
    revision,
    refresh: () => {
      wanted += 1;
      return (running ??= renderUntilSettled());
    },
    age: () => performance.now() - renderedAt,
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function renderSheet(render: () => Promise<Draft>, last: Draft | null): Promise<Sheet> {
  try {
    return { draft: await render(), problem: null };
  } catch (error) {
    const hint = error instanceof NewsletterError && error.hint !== undefined ? `\n${error.hint}` : '';
    return { draft: last, problem: `${messageOf(error)}${hint}` };
  }
}
