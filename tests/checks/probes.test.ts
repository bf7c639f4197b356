import { createServer } from 'node:http';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readInput } from '../../src/checks/index.ts';
import { runProbes, type LinkState, type Tools } from '../../src/checks/probes/index.ts';
import { composeMime } from '../../src/delivery/mime.ts';
import { createFetcher } from '../../src/platform/http.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Sample } from '../../src/checks/index.ts';
import { describeInBrowser, findChromium } from '../support/browser.ts';
import { goodDay, goodInput } from './good-editions.ts';

const NOTHING: Tools = {
  chromium: null,
  spamassassin: null,
  fetch: null,
  linkCache: { find: async () => null, keep: async () => undefined },
};
const FROM = { name: 'The Test Report', address: 'daily@report.example' };

type Spoil = (sample: Sample) => Sample;
const unspoilt: Spoil = (sample) => sample;

type Options = { day?: number; spoil?: Spoil; onWire?: Spoil; linkSeconds?: number };

async function probe(tools: Partial<Tools>, options: Options = {}) {
  const { day = 3, spoil = unspoilt, onWire = unspoilt, linkSeconds = 10 } = options;
  const good = await goodInput(goodDay(day));
  const limits = { ...good.limits, linkSeconds };
  const input = { ...good, limits, samples: good.samples.slice(0, 1).map(spoil) };
  const mails = input.samples.map((sample) => composeMime({ ...onWire(sample), from: FROM }, 0));
  const mimes = await Promise.all(mails);
  const { findings, skipped } = await runProbes(
    { ...readInput(input), mimes, tools: { ...NOTHING, ...tools } },
    {},
  );
  return {
    findings: findings.map(
      ({ severity, check, place, message }) => `${severity} ${check} ${place}: ${message}`,
    ),
    skipped: skipped.map(({ check }) => check),
  };
}

const inBody =
  (more: string): Spoil =>
  (sample) => ({ ...sample, html: sample.html.replace('</body>', `${more}</body>`) });

it('without tools, what cannot run says why, and the wire is tried all the same', async () => {
  const { findings, skipped } = await probe({});
  expect(findings).toEqual([]);
  expect(skipped).toEqual(['dns', 'quota', 'seeds', 'browser', 'link-targets', 'spam']);
});

it('a part that does not come back from the wire is found', async () => {
  const { findings } = await probe(
    {},
    { onWire: (sample) => ({ ...sample, text: `${sample.text} and more` }) },
  );
  expect(findings).toEqual(['block mime mime: The text does not come back from the wire as it was written.']);
});

describe('links', () => {
  it('are asked once: gone blocks, refused is let pass, silence is named', async () => {
    const asked: string[] = [];
    const host = await serve((path) => {
      asked.push(path);
      return Number(path.slice(1, 4));
    });
    const cache = new Map<string, LinkState>();
    const fetch = fetcher(host);
    const links = ['/200/a', '/404/b', '/403/c', '/500/d'].map(
      (path) => `<a href="http://${host}${path}">x</a>`,
    );
    const onlyOurs: Spoil = (sample) => ({ ...sample, html: `<html><body>${links.join('')}</body></html>` });
    const linkCache = {
      find: async (url: string) => cache.get(url) ?? null,
      keep: async (url: string, state: LinkState) => void cache.set(url, state),
    };
    const first = await probe({ fetch, linkCache }, { spoil: onlyOurs });
    const again = await probe({ fetch, linkCache }, { spoil: onlyOurs });
    expect(first.findings.map((line) => line.split(' (')[0])).toEqual([
      `block link-targets links: http://${host}/404/b is gone`,
      `warn link-targets links: http://${host}/500/d did not answer`,
    ]);
    expect(again.findings).toEqual(first.findings);
    expect(asked.filter((path) => path === '/404/b')).toHaveLength(1);
    expect([...cache.values()]).toEqual(expect.arrayContaining(['ok', 'gone', 'refused', 'unreachable']));
  });
});

describe('links that do not answer', () => {
  const silent = (count: number) =>
    Array.from({ length: count }, (_, index) => `<a href="http://127.0.0.1:9/${index}">x</a>`);
  const only =
    (links: readonly string[]): Spoil =>
    (sample) => ({ ...sample, html: `<html><body>${links.join('')}</body></html>` });

  it('are named up to three, and counted', async () => {
    const host = await serve(() => 200);
    const links = [...silent(5), `<a href="http://${host}/">x</a>`];
    const { findings } = await probe({ fetch: fetcher(host) }, { spoil: only(links) });
    const said = findings.filter((line) => line.includes('link-targets'));
    expect(said).toHaveLength(4);
    expect(said.at(-1)).toBe('warn link-targets links: 2 more links did not answer: open them once.');
  });

  it('all of them: the machine has no way out, and the probe is skipped', async () => {
    const { findings, skipped } = await probe({ fetch: fetcher('127.0.0.1:1') }, { spoil: only(silent(5)) });
    expect(findings.filter((line) => line.includes('link-targets'))).toEqual([]);
    expect(skipped).toContain('link-targets');
  });

  it('are not waited for beyond the limit', async () => {
    const host = await serve(() => 200);
    const links = Array.from({ length: 9 }, (_, index) => `<a href="http://${host}/${index}">x</a>`);
    const { findings } = await probe(
      { fetch: fetcher(host), linkCache: { find: async () => null, keep: () => slowly(1500) } },
      { spoil: only(links), linkSeconds: 1 },
    );
    expect(findings.at(-1)).toBe('warn link-targets links: 1 links were not asked in time: check once more.');
  });
});

describe.skipIf(process.platform === 'win32')('SpamAssassin, where it is installed', () => {
  it.each([
    [1.2, []],
    [3.4, ['warn']],
    [6.1, ['block']],
  ])('gives %s points', async (score, expected) => {
    const program = join(await mkdtemp(join(tmpdir(), 'spam-')), 'spamassassin');
    const status = `X-Spam-Status: Yes, score=${score} required=5.0 tests=MISSING_DATE,\\n\\tBAYES_50 version=4`;
    await writeFile(program, `#!/bin/sh\ncat >/dev/null\nprintf '${status}\\n\\nbody'\n`);
    await chmod(program, 0o755);
    const { findings } = await probe({ spamassassin: program });
    expect(findings.map((line) => line.split(' ')[0])).toEqual(expected);
    if (expected.length > 0) expect(findings[0]).toContain('MISSING_DATE,BAYES_50');
  });
});

describeInBrowser('in a browser', () => {
  it('five good editions have nothing to find', async () => {
    const chromium = await findChromium();
    for (const day of [0, 20, 40, 60, 80]) expect((await probe({ chromium }, { day })).findings).toEqual([]);
  }, 120_000);

  it('what is too wide, too pale or too small is found', async () => {
    const spoil = inBody(
      '<div style="width:700px">Wide words of today</div>' +
        '<p style="color:#bbb;background:#fff">Pale words of today</p><p style="font-size:8px">Small words</p>',
    );
    const { findings } = await probe({ chromium: await findChromium() }, { spoil });
    const all = findings.join('\n');
    expect(all).toMatch(/block browser html, 280 px: The mail \(as sent\) is 7\d\d px wide/);
    expect(all).toMatch(/block browser html, 600 px: The mail \(without style sheets\)/);
    expect(all).toContain('axe color-contrast');
    expect(all).toContain('“Small words” is shown in 8 px');
  }, 60_000);
});

/** @returns its host and port; it answers each path with the status that `statusOf` gives */
async function serve(statusOf: (path: string) => number): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(statusOf(request.url ?? '/')).end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

function slowly(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function fetcher(host: string) {
  const options = { allow: [host], timeoutMs: 5000, maxBytes: 100_000, concurrency: 4 };
  const fetch = createFetcher({ ...options, userAgent: 'test', clock: systemClock });
  onTestFinished(() => fetch.close());
  return fetch;
}
