/** Safe HTML: everything placed in a template is escaped, and an address becomes a link only when a browser may follow it. */
import { html } from 'hono/html';

export { html };
export type Html = ReturnType<typeof html>;
/** What a template can hold. */
export type Content = Html | string | number | null | readonly Content[];

const FOLLOWED = ['http:', 'https:', 'mailto:'];

/** A link, or its bare text: feeds and essays are hostile, and `javascript:` is an address too. */
export function link(url: string, content: Content): Html {
  return isFollowed(url) ? html`<a href="${url}">${content}</a>` : html`${content}`;
}

function isFollowed(url: string): boolean {
  if (/^(#|\/(?![/\\]))/.test(url)) return true;
  return URL.canParse(url) && FOLLOWED.includes(new URL(url).protocol);
}

/** Long names may break after a dash, slash or underscore, and nowhere else. */
export function breakable(name: string): Html[] {
  return name.split(/(?<=[-/_])/).map((part, index) => (index === 0 ? html`${part}` : html`<wbr />${part}`));
}
