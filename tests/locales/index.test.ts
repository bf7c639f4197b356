import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALE_TAGS, fill, localeFor, negotiate } from '../../src/locales/index.ts';

/** Every sentence by its path: "leave.title". */
function sentences(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[path + key, value]] : [...sentences(value as object, `${path}${key}.`)],
    ),
  );
}

/** What a source said is English: another language may leave it out. */
const FREE = '{reason}';
const places = (sentence: string) =>
  [...sentence.matchAll(/\{\w+\}/g)]
    .map(String)
    .filter((place) => place !== FREE)
    .toSorted();
/** The forms of a number are the language's own: each is held to what English says of many. */
const phrase = (path: string) => path.replace(/\.(?:zero|one|two|few|many)$/, '.other');
const english = sentences(localeFor('en').words);

describe('the languages', () => {
  it('are the files of the folder, and nothing else names them', () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/locales'));
    expect(LOCALE_TAGS.toSorted()).toEqual(
      files.map((name) => name.replace('.ts', '')).filter((name) => name !== 'index'),
    );
    expect(LOCALE_TAGS).toContain('de');
  });

  it.each(LOCALE_TAGS)('%s says everything that English says, with the same places to fill', (tag) => {
    const own = sentences(localeFor(tag).words);
    expect(new Set([...own.keys()].map(phrase))).toEqual(new Set([...english.keys()].map(phrase)));
    for (const [path, sentence] of own) {
      expect(sentence.trim(), path).not.toBe('');
      expect(places(sentence), path).toEqual(places(english.get(phrase(path)) ?? ''));
    }
  });

  it('German is German: no sentence longer than a word is left in English', () => {
    const german = sentences(localeFor('de').words);
    const same = [...german].filter(
      ([path, text]) => /\p{L}+ \p{L}/u.test(text.replace(/\{\w+\}/g, '')) && text === english.get(path),
    );
    expect(same).toEqual([]);
  });
});

describe('choosing a language', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.5, de;q=0.8', 'de'],
    ['tlh, fr;q=0.9', 'en'],
    ['de;q=0', 'en'],
    [';;;,=,de;q=x', 'en'],
    [undefined, 'en'],
  ])('%j is served in %s', (header, tag) => {
    expect(negotiate(header, 'en-US').tag).toBe(tag);
  });

  it('falls back on the newsletter’s own language, and from a region to its language', () => {
    expect(negotiate('fr', 'de-CH').tag).toBe('de');
    expect(localeFor('xx-YY').tag).toBe('en');
  });
});

it('a place without a value stays visible', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});
