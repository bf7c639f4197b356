import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { editionDate } from '../../src/model/date.ts';
import { blockText, essaySchema, type Block } from '../../src/model/essay.ts';
import { describeEssayProblem, parseEssay, readEssay } from '../../sources/essay.ts';

const options = { file: 'essays/2026-11-24.md', byline: 'The editors' };
const text = (words: string) => ({ kind: 'text' as const, text: words });
const paragraph = (words: string): Block => ({ kind: 'paragraph', content: [text(words)] });

function essayOf(body: string) {
  const result = parseEssay(`---\ntitle: A title\n---\n${body}`, options);
  if (!result.ok) throw new Error(describeEssayProblem(result.problem));
  return essaySchema.parse(result.essay);
}

function problemOf(markdown: string): string {
  const result = parseEssay(markdown, options);
  if (result.ok) throw new Error('expected a problem');
  return describeEssayProblem(result.problem);
}

describe('an essay', () => {
  test('takes every field of its front matter, and the default byline where it names none', () => {
    const front =
      'title: "Figures: a primer"\nbyline: Ada Vale\nstandfirst: Why so many?\nsubject: A subject\npreheader: A line';
    const full = parseEssay(`---\n${front}\n---\n\nOne two three.\n`, options);
    expect(full).toMatchObject({
      ok: true,
      essay: {
        title: 'Figures: a primer',
        byline: 'Ada Vale',
        standfirst: 'Why so many?',
        subject: 'A subject',
        preheader: 'A line',
        words: 3,
      },
    });
    expect(essayOf('Text.')).toMatchObject({
      byline: 'The editors',
      standfirst: '',
      subject: null,
      preheader: null,
    });
  });

  test('keeps a title that looks like a number, a date or a yes as it was typed', () => {
    for (const title of ['2026', 'No', '2026-11-24', '1e3']) {
      expect(parseEssay(`---\ntitle: ${title}\n---\nText.`, options)).toMatchObject({ essay: { title } });
    }
  });

  test('folds a title written over several lines into one, so that it cannot break a mail header', () => {
    const result = parseEssay('---\ntitle: |\n  One\n  Bcc: someone\n---\nText.', options);
    expect(result).toMatchObject({ ok: true, essay: { title: 'One Bcc: someone' } });
  });

  test('reads with Windows line ends and a byte order mark', () => {
    const result = parseEssay('\uFEFF---\r\ntitle: T\r\n---\r\nOne\r\ntwo.\r\n', options);
    expect(result).toMatchObject({ ok: true, essay: { title: 'T', blocks: [paragraph('One two.')] } });
  });

  test('reads strong, emphasis, code, links and breaks inside a paragraph', () => {
    expect(
      essayOf('A **b *c*** `d` [e](https://a.example/?x=1&y=2) <mailto:a@b.example>  \nf').blocks,
    ).toEqual([
      {
        kind: 'paragraph',
        content: [
          text('A '),
          { kind: 'strong', content: [text('b '), { kind: 'emphasis', content: [text('c')] }] },
          text(' '),
          { kind: 'code', text: 'd' },
          text(' '),
          { kind: 'link', url: 'https://a.example/?x=1&y=2', content: [text('e')] },
          text(' '),
          { kind: 'link', url: 'mailto:a@b.example', content: [text('mailto:a@b.example')] },
          { kind: 'break' },
          text('f'),
        ],
      },
    ]);
  });

  test('reads headings at the two levels a mail has, quotes, code and rules', () => {
    expect(
      essayOf('# One\n\n## Two\n\n#### Four\n\n> q\n\n```ts x\na  b\n```\n\n    c\n\n---').blocks,
    ).toEqual([
      { kind: 'heading', level: 2, content: [text('One')] },
      { kind: 'heading', level: 2, content: [text('Two')] },
      { kind: 'heading', level: 3, content: [text('Four')] },
      { kind: 'quote', blocks: [paragraph('q')] },
      { kind: 'code', language: 'ts', text: 'a  b' },
      { kind: 'code', language: null, text: 'c' },
      { kind: 'rule' },
    ]);
  });

  test('reads lists, nested and numbered from any start', () => {
    expect(essayOf('- a\n  - b\n- c\n\n7. d\n8. e').blocks).toEqual([
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          [paragraph('a'), { kind: 'list', ordered: false, start: 1, items: [[paragraph('b')]] }],
          [paragraph('c')],
        ],
      },
      { kind: 'list', ordered: true, start: 7, items: [[paragraph('d')], [paragraph('e')]] },
    ]);
    expect(essayOf('0. a').blocks).toMatchObject([{ kind: 'list', start: 0 }]);
  });

  test('numbers footnotes by first mention and keeps their text beside the essay', () => {
    const essay = essayOf('One[^b] two[^a] three[^b].\n\n[^a]: Alpha.\n[^b]: Beta with *weight*.');
    expect(essay.blocks).toEqual([
      {
        kind: 'paragraph',
        content: [
          text('One'),
          { kind: 'footnote', number: 1 },
          text(' two'),
          { kind: 'footnote', number: 2 },
          text(' three'),
          { kind: 'footnote', number: 1 },
          text('.'),
        ],
      },
    ]);
    expect(essay.footnotes.map(blockText)).toEqual(['Beta with weight.', 'Alpha.']);
    expect(essay.words).toBe(7);
  });

  test('turns images into links named by their alt text, inside a link into that text', () => {
    const url = 'https://a.example/chart.png';
    expect(essayOf(`![The chart](${url}) ![](${url}) [![Logo](${url})](https://b.example/)`).blocks).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'link', url, content: [text('The chart')] },
          text(' '),
          { kind: 'link', url, content: [text(url)] },
          text(' '),
          { kind: 'link', url: 'https://b.example/', content: [text('Logo')] },
        ],
      },
    ]);
  });

  test('never lets HTML or merge tags through as anything but text', () => {
    const hostile = '<script>alert(1)</script> <img src=x onerror=y> {{unsubscribeUrl}} &lt;b&gt; <!-- c -->';
    const essay = essayOf(`${hostile}\n\n<div onclick="x">**y**</div>`);
    expect(blockText(essay.blocks)).toBe(
      '<script>alert(1)</script> <img src=x onerror=y> {{unsubscribeUrl}} <b> <!-- c -->\n<div onclick="x">y</div>',
    );
    expect(new Set(essay.blocks.map(({ kind }) => kind))).toEqual(new Set(['paragraph']));
  });
});

describe('a mistake in an essay is one message with file and line', () => {
  const cases: [name: string, markdown: string, message: RegExp][] = [
    ['no front matter', 'Text.', /line 1: must open with front matter/],
    ['an empty file', '', /line 1: must open with front matter/],
    ['front matter that never closes', '---\ntitle: x\nText.', /line 1: the front matter is not closed/],
    ['no title', '---\nbyline: x\n---\nText.', /the front matter needs a title/],
    ['nothing in the front matter', '---\n---\nText.', /the front matter needs a title/],
    ['an empty title', '---\nbyline: x\ntitle: ""\n---\nText.', /line 3: the front matter's title is empty/],
    ['a list for a title', '---\ntitle: [a]\n---\nText.', /line 2: the front matter's title must be text/],
    [
      'an unknown key',
      '---\ntitle: x\nsubjct: y\n---\nText.',
      /line 3: .*no "subjct": it knows title, byline, standfirst/,
    ],
    ['a bare colon', '---\ntitle: x\nstandfirst: a: b\n---\nText.', /line 3: .*not YAML.*needs quotes/],
    ['an open quote', '---\ntitle: "x\n---\nText.', /line \d: .*not YAML: Missing closing/],
    ['text instead of lines', '---\njust text\n---\nText.', /must be lines such as "title: ..."/],
    ['no text', '---\ntitle: x\n---\n\n', /line 4: the essay has no text/],
    [
      'a script link',
      '---\ntitle: x\n---\n\nFine.\n\n[b](javascript:alert)',
      /line 7: the link "javascript:alert" must start with https/,
    ],
    ['a relative link', '---\ntitle: x\n---\n> [b](/archive)', /line 4: the link "\/archive" must start/],
    ['a data image', '---\ntitle: x\n---\n![b](data:text/html,x)', /line 4: the link "data:text\/html,x"/],
  ];
  test.each(cases)('%s', (_name, markdown, message) => {
    expect(problemOf(markdown)).toMatch(message);
    expect(problemOf(markdown)).toMatch(/^essays\/2026-11-24\.md/);
  });
});

describe('reading a folder of essays', () => {
  const date = editionDate('2026-11-24');
  const folder = async () => {
    const path = await mkdtemp(join(tmpdir(), 'essays-'));
    onTestFinished(() => rm(path, { recursive: true }));
    return path;
  };

  test('finds the file of the day, and no essay where there is none', async () => {
    const path = await folder();
    expect(await readEssay(path, date, 'The editors')).toEqual({ ok: true, essay: null });
    expect(await readEssay(join(path, 'missing'), date, 'The editors')).toEqual({ ok: true, essay: null });
    await writeFile(join(path, '2026-11-24.md'), '---\ntitle: Today\n---\nText.');
    expect(await readEssay(path, date, 'Ada Vale')).toMatchObject({
      ok: true,
      essay: { title: 'Today', byline: 'Ada Vale' },
    });
  });

  test('names the file that is wrong', async () => {
    const path = await folder();
    await writeFile(join(path, '2026-11-24.md'), 'Text.');
    const result = await readEssay(path, date, 'The editors');
    expect(result).toMatchObject({ ok: false, problem: { file: join(path, '2026-11-24.md'), line: 1 } });
  });
});
