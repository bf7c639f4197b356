/** Words in a mail: links, foreign text kept apart, and long words that may break. */
import { createContext, Fragment, useContext, type CSSProperties, type ReactNode } from 'react';
import type { Publication } from '../../src/model/edition.ts';
import { light } from '../theme.ts';
import { linkable } from '../words.ts';

/** The mail's own direction. */
export const Direction = createContext<Publication['direction']>('ltr');

/** The sides where a line starts and ends, as the `align` attribute wants them. */
export function useEnds(): { start: 'left' | 'right'; end: 'left' | 'right' } {
  const direction = useContext(Direction);
  return direction === 'rtl' ? { start: 'right', end: 'left' } : { start: 'left', end: 'right' };
}

/** Figures with signs run from left to right in every script: "+0.7" must not become "0.7+". */
export function useFigures(): { dir?: 'ltr' } {
  return useContext(Direction) === 'rtl' ? { dir: 'ltr' } : {};
}

/** An indent on the side where lines start, with a rule beside it where `rule` names its colour. */
export function useIndent(px: number, rule?: string): CSSProperties {
  const rtl = useContext(Direction) === 'rtl';
  const border = rule === undefined ? undefined : `2px solid ${rule}`;
  const padding = rtl ? `0 ${px}px 0 0` : `0 0 0 ${px}px`;
  if (border === undefined) return { padding };
  return rtl ? { padding, borderRight: border } : { padding, borderLeft: border };
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * How a link looks. All are underlined by every client's default; a page of blue is hard to read, so titles keep the ink
 * of the text and small print its grey.
 */
export type LinkLook = 'link' | 'title' | 'muted';
const LOOKS = {
  link: { style: { color: light.link } },
  title: { className: 'title', style: { color: light.text } },
  muted: { className: 'muted', style: { color: light.muted } },
} as const satisfies Record<LinkLook, object>;

type LinkProps = { href: string; look?: LinkLook; children: ReactNode };

/** A link, or only its words where the address is not one a mail may link to. */
export function TextLink({ href, look, children }: LinkProps) {
  const url = linkable(href);
  return url === null ? children : <OwnLink {...{ href: url, ...(look && { look }), children }} />;
}

/** A link to one of our own pages or a merge field: never from a feed, so not questioned. */
export function OwnLink({ href, look = 'link', children }: LinkProps) {
  return (
    <a href={href} {...LOOKS[look]}>
      {children}
    </a>
  );
}

/** Words from outside: kept apart where they run the other way, and breakable where they are long. */
export function Words({ children }: { children: string }) {
  const direction = useContext(Direction);
  const foreign = direction === 'rtl' || RIGHT_TO_LEFT.test(children);
  const words = <Breakable>{children}</Breakable>;
  return foreign ? <bdi>{words}</bdi> : words;
}

/** No content holds it: controls are taken out before layout. */
const BREAK = '\u0000';

function withBreaks(word: string): string {
  return word.replace(/[-/_.,:]+(?=[^-/_.,:])|(?:[\p{L}\p{N}]\p{M}*){18}(?=[\p{L}\p{N}])/gu, `$&${BREAK}`);
}

/**
 * Offers breaks inside words that could push a phone's screen sideways, after signs first and in a long run of letters
 * where it must be; `overflow-wrap` is not known everywhere. Scripts without spaces break by themselves.
 */
function Breakable({ children }: { children: string }) {
  if (!/\S{19}/u.test(children)) return children;
  return children
    .replace(/\S{19,}/gu, withBreaks)
    .split(BREAK)
    .map((piece, index) => (
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {piece}
      </Fragment>
    ));
}
