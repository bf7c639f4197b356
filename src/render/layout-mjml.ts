/** Notices: MJML files an operator may edit, compiled once with their merge fields open. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NOTICES, type Notice, type NoticeKind } from '../../emails/notices/index.ts';
import { darkStyle } from '../../emails/notices/dark-style.ts';
import { light, sans, serif } from '../../emails/theme.ts';
import { fill, localeFor, type Locale } from '../locales/index.ts';
import type { Publication } from '../model/edition.ts';
import { mergeMark, type CompiledEmail } from '../model/email.ts';
import { NewsletterError, messageOf } from '../model/errors.ts';
import { sealEmail, withoutMarks } from './seal.ts';

const FOLDER = join(import.meta.dirname, '../../emails/notices');

/**
 * @param language BCP 47; the newsletter's own by default
 * @throws NewsletterError bad-input when the file names an unknown field, is not valid MJML, or loses a field in compiling
 */
export async function compileNotice(
  kind: NoticeKind,
  publication: Publication,
  language: string = publication.locale,
): Promise<CompiledEmail> {
  const notice: Notice = NOTICES[kind];
  const clean = withoutMarks(publication);
  const locale = localeFor(language);
  const words = said(notice, locale, clean);
  const source = await readFile(join(FOLDER, notice.file), 'utf8');
  const html = await layOut(notice, fillIn(notice, source, words));
  for (const field of notice.fields)
    if (!html.includes(mergeMark(field)))
      throw wrong(notice, `{{${field}}} is missing, or stands where MJML drops text (between components).`);
  return sealEmail({ subject: words['subject'] ?? clean.name, html, text: textOf(notice, words) });
}

/** Everything a layout may name besides merge fields; the sentences hold the marks of their own fields. */
function said(notice: Notice, { tag, words }: Locale, publication: Publication): Record<string, string> {
  const marks = Object.fromEntries(notice.fields.map((field) => [field, mergeMark(field)]));
  const values = { newsletter: publication.name, ...marks };
  const sentences = Object.entries(notice.words(words)).map(([name, text]) => [name, fill(text, values)]);
  return {
    ...{
      newsletterName: publication.name,
      publisher: publication.publisher,
      sans,
      serif,
      ...light,
      darkStyle,
    },
    ...{ postalAddress: publication.postalAddress, language: tag, direction: words.direction },
    ...(Object.fromEntries(sentences) as Record<string, string>),
  };
}

function textOf(notice: Notice, words: Readonly<Record<string, string>>): string {
  const part = (entry: Notice['text'][number]) =>
    typeof entry === 'string'
      ? (words[entry] ?? fieldOf(notice, entry))
      : `${words[entry.label]}:\n<${mergeMark(entry.url)}>`;
  return [...notice.text.map(part), `${words['publisher']}, ${words['postalAddress']}\n`].join('\n\n');
}

/** A field that stands in the text on its own, as a sentence does. */
function fieldOf(notice: Notice, name: string): string {
  const field = notice.fields.find((known) => known === name);
  if (field === undefined)
    throw wrong(notice, `its text names "${name}", which is neither a sentence nor a field.`);
  return mergeMark(field);
}

/** `{{name}}` becomes one of the words, or the mark of a merge field. */
function fillIn(notice: Notice, source: string, words: Readonly<Record<string, string>>): string {
  return source.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const word = words[name];
    if (word !== undefined) return escapeXml(word);
    const field = notice.fields.find((known) => known === name);
    if (field === undefined)
      throw wrong(notice, `there is no field {{${name}}}; known are ${known(notice, words)}.`);
    return mergeMark(field);
  });
}

function known(notice: Notice, words: Readonly<Record<string, string>>): string {
  const fields: readonly string[] = [...notice.fields, ...Object.keys(words)];
  return fields.join(', ');
}

async function layOut(notice: Notice, source: string): Promise<string> {
  const { default: mjml2html } = await import('mjml');
  try {
    // No fonts: the compiler would otherwise ask readers' clients for Google's.
    const { html } = await mjml2html(source, { validationLevel: 'strict', fonts: {} });
    return html;
  } catch (error) {
    throw wrong(notice, messageOf(error), error);
  }
}

function wrong(notice: Notice, message: string, cause?: unknown): NewsletterError {
  return new NewsletterError('bad-input', `emails/notices/${notice.file}: ${message}`, { cause });
}

function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
