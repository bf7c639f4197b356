/**
 * Real input, end to end: real feeds, arXiv days and boards over HTTP as live sources, two editions on two days, 1,000
 * readers from a CSV, through the real Resend SDK to a stand-in. Judged by what the stand-in received.
 * Runs when CORPUS_DIR names a folder of real samples.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStandIn, type StandIn } from '../../scripts/resend-stand-in/stand-in.ts';
import { createApp, type App } from '../../src/app.ts';
import { defineNewsletter, parseConfig, type Config } from '../../src/config.ts';
import { editionDate } from '../../src/model/date.ts';
import { approveDay, collectDay, draftDay, statusOfDay } from '../../src/run/day.ts';
import { sendDay } from '../../src/run/send-day.ts';
import { webPorts } from '../../src/web/app-ports.ts';
import { createWeb, serveWeb } from '../../src/web/server.ts';

import { runningClock, type TestClock } from '../support/clock.ts';
import { freePort } from '../support/program.ts';
import { serveCorpus, type CorpusServer } from './corpus-server.ts';

const CORPUS = process.env['CORPUS_DIR'];
const TUESDAY = editionDate('2026-11-24');
const WEDNESDAY = editionDate('2026-11-25');
const READERS = 1000;
const FULL_PAGES = ['labs', 'feeds', 'papers', 'benchmarks'] as const;

const LABS = {
  'olshansk_anthropic_news.rss.xml': 'Anthropic',
  'olshansk_openai_research.rss.xml': 'OpenAI Research',
  'olshansk_google_ai.rss.xml': 'Google Developers',
  'olshansk_meta_ai.rss.xml': 'Meta AI',
  'olshansk_mistral.rss.xml': 'Mistral',
  'olshansk_cohere.rss.xml': 'Cohere',
  'olshansk_xainews.rss.xml': 'xAI',
  'google_cloudblog_2019.rss.xml': 'Google Cloud',
};
const WIRE = {
  'verge_shape.synthetic.atom.xml': 'The Verge',
  'rssparser_guardian.rss': 'The Guardian',
  'rssparser_heise.atom': 'heise online',
  'nnw_DaringFireball.atom': 'Daring Fireball',
  'nnw_macworld.rss': 'Macworld',
  'rssparser_reddit.rss': 'Reddit',
  'rssparser_content-encoded.rss': 'Craft Blog',
};

type Mail = { to: string; subject: string; html: string; text: string; headers: Record<string, string> };

describe.runIf(CORPUS !== undefined)('two days on real input', () => {
  let folder: string;
  let corpus: CorpusServer;
  let standIn: StandIn;
  let clock: TestClock;
  let app: App;
  let web: { url: string; close(): Promise<void> };
  const received: Record<string, Mail[]> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inference-report-corpus-'));
    const days = { [TUESDAY]: 'rss_day_1.synthetic.rss.xml', [WEDNESDAY]: 'rss_day_2.synthetic.rss.xml' };
    corpus = await serveCorpus(CORPUS ?? '', days);
    standIn = await startStandIn({});
    clock = runningClock('2026-11-24T12:00:00Z');
    const port = await freePort();
    const config = liveConfig(folder, corpus, standIn.url, port);
    await writeEssays(join(folder, 'essays'));
    app = await createApp(config, { clock });
    web = await serveWeb(createWeb(webPorts(app, (line) => expect.unreachable(line))), {
      host: '127.0.0.1',
      port,
    });
    await writeFile(join(folder, 'readers.csv'), csvOf(READERS));
    const report = await app.subscribers.importCsv({
      file: join(folder, 'readers.csv'),
      consent: 'signed up at the fair',
    });
    expect(report).toMatchObject({ imported: READERS, refused: 0 });
  });

  afterAll(async () => {
    await web.close();
    await app.close();
    await standIn.close();
    await corpus.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function publish(date: typeof TUESDAY): Promise<Mail[]> {
    const before = standIn.journal().length;
    const { sources } = await collectDay(app, date);
    const failures = sources.filter((source) => source.failure !== null);
    expect(failures.map(({ name, failure }) => `${name}: ${failure?.message ?? ''}`)).toEqual([]);
    const { findings } = await draftDay(app, date);
    expect(findings.filter((finding) => finding.severity === 'block')).toEqual([]);
    await approveDay(app, date, 'the editor');
    await sendDay(app, date, { signal: new AbortController().signal });
    return (received[date] = standIn.journal().slice(before).map(mailOf));
  }

  it('every one of 1,000 readers gets the first edition once', async () => {
    const mails = await publish(TUESDAY);
    expect(mails).toHaveLength(READERS);
    expect(new Set(mails.map((mail) => mail.to)).size).toBe(READERS);
    const { count, problems } = await statusOfDay(app, TUESDAY);
    expect(count).toMatchObject({ frozen: READERS, submitted: READERS, pending: 0, uncertain: 0 });
    expect(problems).toEqual([]);
  });

  it('each mail has html, text, the RFC 8058 header pair and an unsubscribe link of its own', () => {
    const links = (received[TUESDAY] ?? []).map((mail) => {
      expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
      const link = unsubscribeLink(mail);
      expect(mail.html).toContain(link);
      expect(mail.text).toContain(link);
      return link;
    });
    expect(new Set(links).size).toBe(READERS);
  });

  it('every section has items and links, and its link to the full page', () => {
    const [mail] = received[TUESDAY] ?? [];
    for (const label of ['All labs', 'All feeds', 'All papers', 'Full tables']) {
      expect(mail?.html).toContain(label);
      expect(mail?.text).toContain(label);
    }
    expect(mail?.text).toMatch(/arxiv\.org\/abs\//);
    for (const name of ['SWE-rebench', 'Artificial Analysis', 'Epoch Capabilities Index', 'cs.DC'])
      expect(mail?.text).toContain(name);
    const outside = [...(mail?.html ?? '').matchAll(/href="(https?:\/\/[^"]+)"/g)].filter(
      ([, url]) => !url!.startsWith(web.url),
    );
    expect(outside.length).toBeGreaterThan(20);
  });

  it.each(FULL_PAGES)('the link to /%s answers with the full list', async (page) => {
    const [mail] = received[TUESDAY] ?? [];
    const url = `${web.url}/${page}/${TUESDAY}`;
    expect(mail?.html).toContain(url);
    const response = await fetch(url);
    expect(response.status).toBe(200);
    const html = await response.text();
    const mentioned = {
      labs: 'Anthropic',
      feeds: 'The Guardian',
      papers: 'DMuon',
      benchmarks: 'SWE-rebench',
    }[page];
    expect(html).toContain(mentioned);
  });

  it('one reader leaves by the link: a GET changes nothing, a POST does, and the next edition goes to the others', async () => {
    const [leaver] = received[TUESDAY] ?? [];
    const link = unsubscribeLink(leaver!);
    expect((await fetch(link)).status).toBe(200);
    expect((await app.subscribers.countByState()).unsubscribed).toBe(0);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(link, { method: 'POST', body, redirect: 'error' })).status).toBe(200);
    clock.set(Date.parse('2026-11-25T12:00:00Z'));
    const mails = await publish(WEDNESDAY);
    expect(mails).toHaveLength(READERS - 1);
    expect(mails.map((mail) => mail.to)).not.toContain(leaver!.to);
  });

  it('the second edition repeats nothing of the first', () => {
    const own = (url: string) => url.startsWith(web.url);
    const items = (date: string) =>
      new Set(
        [...(received[date]?.[0]?.text ?? '').matchAll(/<(https?:\/\/[^>]+)>/g)]
          .map(([, url]) => url!)
          .filter((url) => !own(url)),
      );
    const boards = /swe-rebench|artificial-?analysis|epoch|lmarena|aider/;
    const repeated = [...items(WEDNESDAY)].filter((url) => items(TUESDAY).has(url) && !boards.test(url));
    expect(repeated).toEqual([]);
  });
});

function liveConfig(folder: string, corpus: CorpusServer, resend: string, port: number): Config {
  const feeds = (section: string, names: Record<string, string>) =>
    Object.entries(names).map(([file, name]) => ({
      id: file.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
      name,
      url: `${corpus.origin}/{date}/feed/${section}/${file}`,
    }));
  const board = (id: string, title: string, file: string) => ({
    ...{ id, title, url: `${corpus.origin}/raw/leaderboards/${file}` },
    attribution: { name: title, url: `https://${id}.example/`, licence: null },
  });
  const settings = defineNewsletter({
    name: 'The Corpus Report',
    publisher: 'Corpus Press',
    postalAddress: '1 Example Street, Example City',
    from: { name: 'The Corpus Report', address: 'daily@corpus.example' },
    replyTo: 'editor@corpus.example',
    listId: 'daily.corpus.example',
    timeZone: 'America/New_York',
    essays: { folder: join(folder, 'essays') },
    labs: { sources: feeds('labs', LABS) },
    wire: { sources: feeds('wire', WIRE) },
    papers: { focus: { default: 'cs.DC' }, feedUrl: `${corpus.origin}/{date}/arxiv` },
    benchmarks: {
      artificialAnalysisPermission: true,
      boards: [
        {
          ...board(
            'artificial-analysis',
            'Artificial Analysis',
            'aa_v2_language_models_free_pagePAGE.synthetic.json',
          ),
          adapter: 'artificial-analysis',
        },
        {
          ...board('swe-rebench', 'SWE-rebench', 'swe_rebench_page.synthetic.html'),
          adapter: 'swe-rebench',
          suffix: '%',
        },
        {
          ...board('epoch-eci', 'Epoch Capabilities Index', 'epoch_eci_scores_2026-09_top16.csv'),
          adapter: 'epoch-eci',
        },
        {
          ...board('lmarena-text', 'Arena Text', 'lmarena_hf_rows_2026-04_overall_top40.json?config=text'),
          adapter: 'lmarena',
          decimals: 0,
        },
        {
          ...board('aider-polyglot', 'Aider Polyglot', 'aider_polyglot_leaderboard.yml'),
          adapter: 'aider',
          suffix: '%',
        },
      ],
    },
    network: { allow: [corpus.allow] },
    // The canary leaves first, but nobody waits ten minutes for what comes back of it.
    sending: { canary: { waitMinutes: 0 } },
  });
  const environment = {
    NEWSROOM: 'live',
    DATA_DIR: join(folder, 'data'),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SIGNING_SECRET: 'corpus-journey-secret-of-32-chars',
    TRANSPORT: 'resend',
    RESEND_API_KEY: 're_corpus',
    RESEND_BASE_URL: resend,
    ARTIFICIAL_ANALYSIS_API_KEY: 'aa_corpus',
  };
  return parseConfig(settings, environment, join(folder, 'newsletter.config.ts'));
}

async function writeEssays(folder: string): Promise<void> {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(folder, { recursive: true });
  const paragraph =
    'What the day brought, told in plain words for people who build with these systems. '.repeat(12);
  for (const [date, title] of [
    [TUESDAY, 'Many feeds, one mail'],
    [WEDNESDAY, 'The day after'],
  ] as const) {
    await writeFile(
      join(folder, `${date}.md`),
      `---\ntitle: ${title}\n---\n\n${paragraph}\n\n${paragraph}\n`,
    );
  }
}

function csvOf(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `reader${index}@readers.corpus.example,"Reader, No. ${index}"`,
  );
  return ['email,name', ...rows].join('\n');
}

function mailOf(entry: ReturnType<StandIn['journal']>[number]): Mail {
  return { ...entry, to: [entry.to].flat()[0] ?? '' } as Mail;
}

function unsubscribeLink({ headers }: Mail): string {
  return /^<(.+)>$/.exec(headers['List-Unsubscribe'] ?? '')?.[1] ?? 'no link';
}
