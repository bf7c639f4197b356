/** The words of pages and mails for readers, by language: a new language is one new file in this folder, named for its BCP 47 tag. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import en from './en.ts';

/** A phrase around a `{count}`: one form for each plural category of the language (CLDR), "other" at least. */
export type Forms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

type Same<T> = T extends string ? string : T extends Forms ? Forms : { readonly [K in keyof T]: Same<T[K]> };
/** What a language must say: `export default {...} satisfies Words`. */
export type Words = Same<typeof en>;

export type Locale = {
  /** BCP 47: the file's name. */
  readonly tag: string;
  readonly words: Words;
};

const LOCALES: ReadonlyMap<string, Locale> = new Map(await loadAll());

/** The tags there are. */
export const LOCALE_TAGS: readonly string[] = [...LOCALES.keys()];

/** The closest language: "de-AT" is served by "de", what is not there by English. */
export function localeFor(tag: string): Locale {
  return known(tag) ?? { tag: 'en', words: en };
}

/**
 * The first language of the browser that we speak, else the newsletter's own.
 * @param header Accept-Language (RFC 9110 section 12.5.4)
 */
export function negotiate(header: string | undefined, fallback: string): Locale {
  const wishes = (header ?? '').split(',').flatMap((part) => {
    const [tag = '', weight] = part.trim().split(/\s*;\s*q=/);
    const quality = weight === undefined ? 1 : Number(weight);
    return /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i.test(tag) && quality > 0 ? [{ tag, quality }] : [];
  });
  for (const { tag } of wishes.toSorted((a, b) => b.quality - a.quality)) {
    const locale = known(tag);
    if (locale !== undefined) return locale;
  }
  return localeFor(fallback);
}

type Values = Readonly<Record<string, string | number>>;

/** Puts values into a sentence: `{date}`. A place without a value stays as it is, so that a test can find it. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Whoever speaks a language: a publication, by its BCP 47 tag. */
type Speaker = { readonly locale: string };

export function wordsOf({ locale }: Speaker): Words {
  return localeFor(locale).words;
}

/** "1 paper", "2 papers", "2,030 words", in as many forms as the language has. */
export function counted(speaker: Speaker, forms: Forms, count: number, values: Values = {}): string {
  const { tag } = localeFor(speaker.locale);
  const form = forms[new Intl.PluralRules(tag).select(count)] ?? forms.other;
  return fill(form, { count: new Intl.NumberFormat(tag).format(count), ...values });
}

/** "A, B, and C". */
export function listed(speaker: Speaker, names: readonly string[]): string {
  return new Intl.ListFormat(localeFor(speaker.locale).tag, { type: 'conjunction' }).format(names);
}

function known(tag: string): Locale | undefined {
  for (let rest = tag.toLowerCase(); rest !== ''; rest = rest.replace(/-?[^-]*$/, '')) {
    const locale = LOCALES.get(rest);
    if (locale !== undefined) return locale;
  }
  return undefined;
}

async function loadAll(): Promise<[string, Locale][]> {
  const files = readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/i.test(name));
  const tags = files.map((name) => name.slice(0, -3)).filter((name) => name !== 'index');
  return Promise.all(
    tags.map(async (tag): Promise<[string, Locale]> => {
      const file = pathToFileURL(join(import.meta.dirname, `${tag}.ts`)).href;
      const { default: words } = (await import(file)) as { default: Words };
      return [tag.toLowerCase(), { tag, words }];
    }),
  );
}
