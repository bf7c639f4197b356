/** Words in a mail: links, foreign text kept apart, and long words that may break. */
import { createContext, Fragment, useContext, type ReactNode } from 'react';
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

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A link, or only its words where the address is not one a mail may link to. Underlined by every client's default. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  const url = linkable(href);
  if (url === null) return children;
  return (
    <a href={url} style={{ color: light.link }}>
      {children}
    </a>
  );
}

/** A link to one of our own pages or a merge field: never from a feed, so not questioned. */
export function OwnLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} style={{ color: light.link }}>
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

/** Offers a break inside words that could push a phone's screen sideways; `overflow-wrap` is not known everywhere. */
function Breakable({ children }: { children: string }) {
  if (!/\S{19}/u.test(children)) return children;
  const pieces = children.split(/(?<=\S{8}[-/_.,:])(?=\S{4})|(?<=\S{18})(?=\S{4})/u);
  return pieces.map((piece, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}
