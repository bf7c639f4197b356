/** `sources inspect`: what we would take from files and addresses, one answer each, in the order they were named. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pLimit, { type LimitFunction } from 'p-limit';
import { inspectFeed, notInspected, type FoundFeed, type Inspection } from '../../sources/inspect.ts';
import { openFetcher } from '../app.ts';
import { messageOf } from '../model/errors.ts';
import { failed, type SourceFailure } from '../model/source.ts';
import { systemClock } from '../platform/clock.ts';
import { readBody, TooLargeError } from '../platform/http-body.ts';
import type { Fetcher } from '../platform/http.ts';
import type { Output } from './output.ts';
import type { Action } from './session.ts';

/** Inputs read ahead of the one whose answer is due: what waits to be printed stays in memory. */
const AHEAD = 8;
/** Items shown to a person; --json has them all. */
const SHOWN = 10;

export const inspectSources: Action<object> = async ({ output, ...session }, _options, ...names) => {
  const config = await session.config();
  const fetcher = openFetcher(config, systemClock);
  const maxBytes = config.settings.network.maxMegabytes * 1_000_000;
  const desk: Desk = { fetcher, maxBytes, inTurn: pLimit(1) };
  try {
    let failures = 0;
    for await (const inspection of inOrder(names, (name) => inspectOne(name, desk))) {
      if (inspection.failure !== null) failures++;
      output.data(inspection);
      show(inspection, output);
    }
    return failures > 0 ? 1 : 0;
  } finally {
    await fetcher.close();
  }
};

type Desk = {
  readonly fetcher: Fetcher;
  readonly maxBytes: number;
  /** Reading takes the processor, and many times a feed's own size: one at a time. Servers are waited for together. */
  readonly inTurn: LimitFunction;
};

async function* inOrder(names: readonly string[], inspect: (name: string) => Promise<Inspection>) {
  const ahead: Promise<Inspection>[] = [];
  for (const name of names) {
    ahead.push(inspect(name));
    const due = ahead.length < AHEAD ? undefined : ahead.shift();
    if (due !== undefined) yield await due;
  }
  for (const due of ahead) yield await due;
}

/** Never rejects: one bad input must not cost the others their answer. */
async function inspectOne(source: string, desk: Desk): Promise<Inspection> {
  try {
    if (!/^https?:/i.test(source))
      return await desk.inTurn(async () => inspectFound(source, await readOut(source, desk.maxBytes)));
    const found = await fetched(source, desk.fetcher);
    return await desk.inTurn(() => inspectFound(source, found));
  } catch (error) {
    return notInspected(source, { kind: 'unexpected', message: messageOf(error) });
  }
}

type Found = ({ ok: true } & Omit<FoundFeed, 'source'>) | { ok: false; failure: SourceFailure };

async function inspectFound(source: string, found: Found): Promise<Inspection> {
  if (!found.ok) return notInspected(source, found.failure);
  return inspectFeed({ source, ...found }, systemClock.now());
}

async function fetched(url: string, fetcher: Fetcher): Promise<Found> {
  const result = await fetcher({ url });
  if (result.kind === 'failed') return { ok: false, failure: result.failure };
  if (result.kind === 'not-modified') return failed('unexpected-shape', 'answered 304 to a first request');
  const { body, headers } = result;
  return { ok: true, body, url: result.url, contentType: headers['content-type'] ?? null };
}

async function readOut(path: string, maxBytes: number): Promise<Found> {
  try {
    const body = await readBody(createReadStream(path), undefined, maxBytes);
    return { ok: true, body, url: pathToFileURL(resolve(path)).href, contentType: null };
  } catch (error) {
    if (error instanceof TooLargeError)
      return failed('too-large', `is larger than ${(maxBytes / 1e6).toFixed(1)} MB`);
    return failed('unreadable-file', `cannot be read: ${messageOf(error)}`);
  }
}

function show({ source, title, items, failure }: Inspection, output: Output): void {
  if (failure !== null) {
    output.line(`${source}: ${failure.message} (${failure.kind})\n`);
    return;
  }
  const count = items.length === 1 ? '1 item' : `${items.length} items`;
  output.line(`${source}: ${title === '' ? 'a feed without a title' : title}, ${count}`);
  output.table(
    ['published', 'title', 'address'],
    items.slice(0, SHOWN).map((item) => [item.publishedAt ?? 'undated', item.title.slice(0, 80), item.url]),
  );
  if (items.length > SHOWN) output.line(`and ${items.length - SHOWN} more`);
  output.line('');
}
