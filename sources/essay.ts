/** The editor's essay: a Markdown file a day with front matter, read into blocks; what is wrong is named by file and line. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, isMap, parseDocument } from 'yaml';
import { z } from 'zod';
import type { EditionDate } from '../src/model/date.ts';
import { messageOf } from '../src/model/errors.ts';
import { blockText, countWords, type Essay } from '../src/model/essay.ts';
import { parseMarkdown } from './markdown.ts';

/** `line` is 1-based in the file; null when the whole file is meant. */
export type EssayProblem = { readonly file: string; readonly line: number | null; readonly message: string };
type Failed = { readonly ok: false; readonly problem: EssayProblem };
export type EssayResult = { readonly ok: true; readonly essay: Essay } | Failed;

/**
 * Reads `YYYY-MM-DD.md` of a folder.
 * @returns `essay: null` when there is no such file: a day without an essay is no problem
 */
export async function readEssay(
  folder: string,
  date: EditionDate,
  byline: string,
): Promise<{ readonly ok: true; readonly essay: Essay | null } | Failed> {
  const file = join(folder, `${date}.md`);
  try {
    return parseEssay(await readFile(file, 'utf8'), { file, byline });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { ok: true, essay: null };
    return { ok: false, problem: { file, line: null, message: `cannot be read: ${messageOf(error)}` } };
  }
}

/**
 * Pure.
 * @param markdown YAML front matter between two `---` lines, then CommonMark with footnotes
 * @param options.file named in problems
 * @param options.byline used when the front matter has none
 */
export function parseEssay(markdown: string, options: { file: string; byline: string }): EssayResult {
  const problem = (line: number | null, message: string): Failed => ({
    ok: false,
    problem: { file: options.file, line, message },
  });
  const parts = splitFrontMatter(markdown);
  if (!parts.ok) return problem(parts.line, parts.message);
  const front = parseFrontMatter(parts.yaml);
  if (!front.ok) return problem(front.line, front.message);
  const { blocks, footnotes, problems } = parseMarkdown(parts.body);
  const [first] = problems;
  if (first !== undefined) {
    return problem(first.line === null ? null : first.line + parts.linesBefore, first.message);
  }
  if (blocks.length === 0)
    return problem(parts.linesBefore + 1, 'the essay has no text after its front matter');
  const { title, standfirst = '', byline = options.byline, subject = null, preheader = null } = front.values;
  const words = countWords([blockText(blocks), ...footnotes.map(blockText)].join('\n'));
  return { ok: true, essay: { title, byline, standfirst, subject, preheader, blocks, footnotes, words } };
}

/** The problem as one line: "essays/2026-11-24.md, line 3: ...". */
export function describeEssayProblem({ file, line, message }: EssayProblem): string {
  return `${file}${line === null ? '' : `, line ${line}`}: ${message}`;
}

// One line each: a title or subject becomes a mail header, where a line break would start another (RFC 5322, 2.2).
const line = z
  .string('must be text')
  .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .refine((text) => text !== '', 'is empty');

const frontMatterSchema = z.strictObject({
  title: line,
  byline: line.optional(),
  standfirst: line.optional(),
  subject: line.optional(),
  preheader: line.optional(),
});
type FrontMatter = z.infer<typeof frontMatterSchema>;
type Misread = { readonly ok: false; readonly line: number; readonly message: string };

type Parts = { ok: true; yaml: string; body: string; linesBefore: number };

function splitFrontMatter(markdown: string): Parts | Misread {
  const lines = markdown.replace(/^\uFEFF/, '').split(/\r?\n/);
  const isFence = (text: string | undefined) => text?.trimEnd() === '---';
  if (!isFence(lines[0])) {
    return {
      ok: false,
      line: 1,
      message: 'must open with front matter: a line ---, then "title: ...", then ---',
    };
  }
  const end = lines.findIndex((text, index) => index > 0 && isFence(text));
  if (end < 0) return { ok: false, line: 1, message: 'the front matter is not closed by a second line ---' };
  const linesBefore = end + 1;
  return {
    ok: true,
    yaml: lines.slice(1, end).join('\n'),
    body: lines.slice(linesBefore).join('\n'),
    linesBefore,
  };
}

function parseFrontMatter(yaml: string): { ok: true; values: FrontMatter } | Misread {
  const counter = new LineCounter();
  // The failsafe schema keeps every value as typed: a title such as 2026 or "No" stays text.
  const document = parseDocument(yaml, { schema: 'failsafe', prettyErrors: false, lineCounter: counter });
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const message = `the front matter is not YAML: ${wrong.message} (a value that holds ": " or "#" needs quotes)`;
    return { ok: false, line: lineAt(wrong.pos[0]), message };
  }
  const parsed = frontMatterSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { ok: true, values: parsed.data };
  const [issue] = parsed.error.issues;
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
  const pair = isMap(document.contents)
    ? document.contents.items.find((item) => String(item.key) === key)
    : undefined;
  const offset = pair === undefined ? 0 : pair.key.range[0];
  return { ok: false, line: lineAt(offset), message: describeIssue(issue, String(key), pair === undefined) };
}

function describeIssue(issue: z.core.$ZodIssue | undefined, key: string, missing: boolean): string {
  const known = Object.keys(frontMatterSchema.shape).join(', ');
  if (issue?.code === 'unrecognized_keys') return `the front matter has no "${key}": it knows ${known}`;
  if (issue === undefined || issue.path.length === 0) {
    return 'the front matter must be lines such as "title: ..."';
  }
  return missing ? `the front matter needs a ${key}` : `the front matter's ${key} ${issue.message}`;
}
