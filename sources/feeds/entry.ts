/** What every feed format comes down to before it is judged: strings as the publisher wrote them. */

export type FeedEntry = {
  /** HTML. */
  readonly title: string;
  /** Best first; the first usable one is the item's address. */
  readonly links: readonly string[];
  /** Addresses to fall back on when neither a link nor the guid is one: related pages, files. */
  readonly otherLinks: readonly string[];
  readonly guid: string;
  /** Best first; the first readable one counts. */
  readonly dates: readonly string[];
  readonly authors: readonly string[];
  /** HTML, best first. */
  readonly bodies: readonly string[];
  /** The outlet that an aggregator names (RSS `source`). */
  readonly outlet: string;
};

export type FeedDocument = {
  readonly title: string;
  /** HTML: what the feed says of itself. */
  readonly about: string;
  /** The site's own address: relative links of RSS start from it. */
  readonly home: string;
  readonly built: string;
  /** Of every entry that names none (RFC 4287 section 4.2.1, JSON Feed 1.1). */
  readonly authors: readonly string[];
  readonly entries: readonly FeedEntry[];
};

/** An Atom link: `rel` is "alternate" where it is missing (RFC 4287 section 4.2.7.2). */
export type FeedLink = {
  readonly href?: string | undefined;
  readonly rel?: string | undefined;
  readonly type?: string | undefined;
};

/** What a link of these relations shows is about the entry, but not it. */
const NO_PAGE = /^(?:replies|edit|edit-media|hub|next|prev|previous|first|last|license|payment)$/;

/** Splits an entry's links into its addresses, pages for people first, and what may stand in for one. */
export function sortLinks(links: readonly FeedLink[]): { links: string[]; otherLinks: string[] } {
  const hrefs = (chosen: readonly FeedLink[]) => chosen.flatMap(({ href }) => href || []);
  const isAlternate = ({ rel }: FeedLink) => (rel || 'alternate') === 'alternate';
  const isData = ({ type }: FeedLink) => Boolean(type) && !/html/i.test(type ?? '');
  return {
    links: hrefs(links.filter(isAlternate).toSorted((a, b) => Number(isData(a)) - Number(isData(b)))),
    otherLinks: hrefs(links.filter((link) => !isAlternate(link) && !NO_PAGE.test(link.rel ?? ''))),
  };
}
