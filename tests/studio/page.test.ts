import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/studio/desk.ts';
import type { Draft } from '../../src/studio/draft.ts';
import { createStudio } from '../../src/studio/server.ts';
import { NewsletterError } from '../../src/model/errors.ts';
import { draft } from './sample-draft.ts';

const LOCAL = { headers: { host: '127.0.0.1:8081' } };

async function studio(render: () => Promise<Draft>) {
  const desk = createDesk(render);
  await desk.refresh();
  const app = createStudio(desk, 'The Morning Gradient', async () => []);
  const get = async (path: string) => (await app.request(path, LOCAL)).text();
  return { app, desk, get };
}

describe('the preview page', () => {
  it('shows what the mail is called, how large it is and what the checks found, blocks first', async () => {
    const { get } = await studio(async () => draft());
    const page = await get('/');
    expect(page).toContain('<h1>Small models learn to wait</h1>');
    expect(page).toContain('Three schedulers, one quiet wire');
    expect(page).toMatch(/2026-11-24 · draft/);
    expect(page).toMatch(/blocks<\/strong>[\s\S]*look at<\/strong>/);
    expect(page).toMatch(/width="375"[\s\S]*width="680"[\s\S]*Text part/);
  });

  it('says how to let an open edition go, once nothing blocks it', async () => {
    const next = async (more: Partial<Draft>) => (await studio(async () => draft(more))).get('/');
    const command = 'approve --date 2026-11-24';
    expect(await next({ findings: [] })).toContain(command);
    expect(await next({ findings: [], state: 'held' })).toContain(command);
    expect(await next({})).toMatch(/cannot be approved while something blocks it/);
    expect(await next({ findings: [], state: 'completed' })).not.toContain(command);
  });

  it('shows hostile words as words', async () => {
    const { get } = await studio(async () =>
      draft({ subject: '<script>alert(1)</script>', text: '</pre><b>' }),
    );
    const page = await get('/');
    expect(page).toContain('<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>');
    expect(page).toContain('&lt;/pre&gt;&lt;b&gt;');
  });

  it('shows the mail in frames that cannot run, send or lead away', async () => {
    const { app, get } = await studio(async () => draft());
    expect((await get('/')).match(/sandbox="allow-same-origin allow-popups"/g)).toHaveLength(2);
    const { headers } = await app.request('/draft.html', LOCAL);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  });

  it('shows the mail as a reader in light and in dark mode sees it', async () => {
    const { get } = await studio(async () => draft());
    expect(await get('/draft.html?scheme=dark')).toContain('@media (min-width: 0) { body { color: white } }');
    expect(await get('/draft.html?scheme=light')).toContain(
      '@media (max-width: 0) { body { color: white } }',
    );
  });

  it('says in words why a draft cannot be rendered, and keeps the last that worked', async () => {
    let broken = false;
    const { desk, get } = await studio(async () => {
      if (!broken) return draft();
      throw new NewsletterError('bad-input', 'essays/today.md, line 3: "subject" is missing.', {
        hint: 'Add it.',
      });
    });
    broken = true;
    await desk.refresh();
    const page = await get('/');
    expect(page).toContain('essays/today.md, line 3: &quot;subject&quot; is missing.\nAdd it.');
    expect(page).toContain('<h1>Small models learn to wait</h1>');
    broken = false;
    await desk.refresh();
    expect(await get('/')).not.toContain('cannot be rendered');
  });
});

describe('the preview answers this machine only', () => {
  it.each(['evil.example', 'evil.example:8081', '127.0.0.1.evil.example', 'localhost.evil.example:8081', ''])(
    'the Host %j is refused',
    async (host) => {
      const { app } = await studio(async () => draft());
      for (const path of ['/', '/draft.html', '/events']) {
        const answer = await app.request(path, { headers: { host } });
        expect([answer.status, (await answer.text()).includes('Small models')]).toEqual([403, false]);
      }
    },
  );

  it.each(['127.0.0.1:8081', 'localhost:8081', '[::1]:8081'])('the Host %s is served', async (host) => {
    const { app } = await studio(async () => draft());
    expect((await app.request('/', { headers: { host } })).status).toBe(200);
  });
});
