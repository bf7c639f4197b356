/** From a fresh folder to mails in the outbox, by the one command a newcomer types. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, runProgram, startProgram, type Running } from '../support/program.ts';

let folder: string;
let settings: Record<string, string>;
let base: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inference-report-start-'));
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  settings = { DATA_DIR: folder, PORT: String(port), STUDIO_PORT: String(await freePort()) };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function outbox(): Promise<string[]> {
  const [day = ''] = await readdir(join(folder, 'outbox'));
  const files = await readdir(join(folder, 'outbox', day));
  return files.filter((name) => name.endsWith('.eml')).map((name) => join(folder, 'outbox', day, name));
}

describe('npm start on the sample newsroom', () => {
  let first: Running;
  let mails: string[];

  it('collects, drafts, checks and submits one mail a reader, and says where to look', async () => {
    first = startProgram(['start'], settings);
    await first.says('Waiting for what is due next');
    const said = first.output();
    for (const words of ['SAMPLE NEWSROOM', 'NEWSROOM=live', 'RESEND_API_KEY', join(folder, 'outbox'), base])
      expect(said).toContain(words);
    mails = await outbox();
    expect(mails).toHaveLength(25);
  });

  it('each mail is whole: html, text, list headers, its own unsubscribe link, and a note that it is a sample', async () => {
    const parsed = await Promise.all(mails.map(async (file) => PostalMime.parse(await readFile(file))));
    const links = parsed.map((mail) => {
      const header = (key: string) => mail.headers.find((one) => one.key === key)?.value ?? '';
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      const link = /^<(.+)>$/.exec(header('list-unsubscribe'))?.[1] ?? 'none';
      expect(mail.text).toContain(link);
      expect(mail.html).toContain(link);
      expect(`${mail.text}`).toMatch(/sample newsroom/i);
      for (const label of ['All labs', 'All feeds', 'All papers', 'Full tables']) {
        expect(mail.html).toContain(label);
        expect(mail.text).toContain(label);
      }
      return link;
    });
    expect(new Set(links).size).toBe(25);
    expect(new Set(parsed.map((mail) => mail.to?.[0]?.address)).size).toBe(25);
  });

  it('serves the edition and its full pages', async () => {
    const html = await readFile(mails[0]!, 'utf8').then((eml) =>
      PostalMime.parse(eml).then((mail) => mail.html ?? ''),
    );
    const own = new Set(
      [...html.matchAll(/href="([^"#]+)/g)].map(([, url]) => url!).filter((url) => url.startsWith(base)),
    );
    const pages = [...own].filter((url) => !url.includes('/unsubscribe/'));
    expect(pages.length).toBeGreaterThanOrEqual(5);
    for (const url of pages) expect((await fetch(url)).status, url).toBe(200);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it('stops cleanly when asked', async () => {
    const { code, stderr } = await first.stop('SIGINT');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('a second start the same day submits nothing twice', async () => {
    const before = await Promise.all(mails.map(async (file) => (await stat(file)).mtimeMs));
    const second = startProgram(['start'], settings);
    await second.says('Waiting for what is due next');
    await second.stop('SIGTERM');
    expect(await outbox()).toEqual(mails);
    expect(await Promise.all(mails.map(async (file) => (await stat(file)).mtimeMs))).toEqual(before);
  });

  it('the ledger is whole afterwards', async () => {
    const { code, stdout } = await runProgram(['status', '--audit', '--json'], settings);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      edition: { state: 'completed' },
      deliveries: { frozen: 25, submitted: 25, pending: 0, uncertain: 0 },
      problems: [],
    });
  });

  it('refuses to use the sample data as a live newsroom', async () => {
    const live = {
      ...settings,
      NEWSROOM: 'live',
      SIGNING_SECRET: 's'.repeat(32),
      PUBLIC_URL: 'https://news.example.org',
      TRANSPORT: 'outbox',
    };
    const { code, stderr } = await runProgram(['status'], live);
    expect(code).toBe(2);
    expect(stderr).toContain('belongs to the sample newsroom');
  });
});
