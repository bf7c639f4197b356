import { mkdir, mkdtemp, rename, rm, writeFile, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { renderBy } from '../../src/studio/render.ts';
import { startStudio, type StudioOptions } from '../../src/studio/server.ts';
import { draft } from './sample-draft.ts';

const ROOM = { newsletterName: 'The Morning Gradient', warm: true, sources: async () => [] };

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'inference-report-studio-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function start(options: Pick<StudioOptions, 'render' | 'watch'>) {
  const studio = await startStudio({ port: 0, ...ROOM, ...options });
  onTestFinished(() => studio.close());
  return studio;
}

/** Revisions as the page's EventSource would get them. */
async function* revisions(url: string): AsyncGenerator<string> {
  const { body } = await fetch(`${url}/events`);
  if (body === null) throw new Error('no stream');
  let text = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield /data: (.*)/.exec(text.slice(0, end))?.[1] ?? '';
      text = text.slice(end + 2);
    }
  }
}

/** The page, once the open stream tells that it changed so that it contains `words`. */
async function pageWith(url: string, stream: AsyncGenerator<string>, words: string): Promise<string> {
  // Not for-await: leaving such a loop would end the stream, and the next words come over the same one.
  while ((await stream.next()).done !== true) {
    const page = await (await fetch(url)).text();
    if (page.includes(words)) return page;
  }
  throw new Error('the stream ended');
}

it('a saved essay is in the preview at once; a broken one is explained, and the next save recovers', async () => {
  const essays = await folder();
  const essay = join(essays, 'today.md');
  await writeFile(essay, 'First words');
  const render = async () => {
    const subject = await readFile(essay, 'utf8');
    if (subject.startsWith('---')) throw new Error('today.md, line 1: the front matter is not closed.');
    return draft({ subject });
  };
  const { url } = await start({ render, watch: [essays] });
  const stream = revisions(url);
  await pageWith(url, stream, '<h1>First words</h1>');

  await writeFile(essay, '--- half');
  const broken = await pageWith(url, stream, 'the front matter is not closed');
  expect(broken).toContain('<h1>First words</h1>');

  await writeFile(essay, 'Second words');
  expect(await pageWith(url, stream, '<h1>Second words</h1>')).not.toContain('front matter');
});

it('a file that an editor replaces by renaming is seen, again and again, and a folder that appears later too', async () => {
  const root = await folder();
  const config = join(root, 'newsletter.config.ts');
  const late = join(root, 'late');
  await writeFile(config, 'one');
  const read = async (path: string) => readFile(path, 'utf8').catch(() => '');
  const render = async () =>
    draft({ subject: `${await read(config)}+${await read(join(late, 'essay.md'))}` });
  const { url } = await start({ render, watch: [config, late] });
  const stream = revisions(url);
  await pageWith(url, stream, '<h1>one+</h1>');
  for (const words of ['two', 'three']) {
    await writeFile(`${config}.new`, words);
    await rename(`${config}.new`, config);
    await pageWith(url, stream, `<h1>${words}+</h1>`);
  }
  await mkdir(late);
  await writeFile(join(late, 'essay.md'), 'late words');
  await pageWith(url, stream, '<h1>three+late words</h1>');
});

it('a saved template takes effect although modules are loaded once: each rendering is a process of its own', async () => {
  const root = await folder();
  const template = join(root, 'template.mjs');
  const script = join(root, 'render.mjs');
  await writeFile(template, `export const subject = 'Old template';`);
  await writeFile(
    script,
    `import { subject } from './template.mjs';
     console.log(JSON.stringify({ ...${JSON.stringify(draft())}, subject }));
     process.exitCode = 1; // "found problems": the draft counts all the same`,
  );
  const { url } = await start({ render: renderBy({ script, args: [] }), watch: [template] });
  const stream = revisions(url);
  await pageWith(url, stream, '<h1>Old template</h1>');
  await writeFile(template, `export const subject = 'New template';`);
  await pageWith(url, stream, '<h1>New template</h1>');
  await writeFile(template, `export const subject = ''; throw new Error('a template that throws');`);
  await pageWith(url, stream, 'a template that throws');
});

it('a taken port is refused, naming it and the variable that sets it', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as { port: number };
  const options = { port, watch: [], ...ROOM, render: async () => draft() };
  await expect(startStudio(options)).rejects.toMatchObject({
    code: 'port-in-use',
    hint: expect.stringContaining('STUDIO_PORT') as string,
  });
});

it('closing cuts open streams and stops watching', async () => {
  const studio = await startStudio({
    port: 0,
    watch: [await folder()],
    ...ROOM,
    render: async () => draft(),
  });
  const stream = revisions(studio.url);
  await stream.next();
  await studio.close();
  await expect(fetch(studio.url)).rejects.toThrow();
});
