/** What every feed format comes down to before it is judged: strings as the publisher wrote them. */

export type FeedEntry = {
  /** HTML. */
  readonly title: string;
  /** Best first; the first usable one is the item's address. */
  readonly links: readonly string[];
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
  /** The site's own address: relative links of RSS start from it. */
  readonly home: string;
  readonly built: string;
  readonly entries: readonly FeedEntry[];
};
