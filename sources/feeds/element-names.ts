/** One name for one element, whatever prefix or case a feed writes it in, so that the reader behind needs one list. */

/** Namespaces we read from, and the prefix each is known by. */
const PREFIX: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://search.yahoo.com/mrss': 'media',
  'http://search.yahoo.com/mrss/': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://arxiv.org/schemas/atom': 'arxiv',
};
/** The few names that are not in lower case. */
const CASED: Readonly<Record<string, string>> = {
  pubdate: 'pubDate',
  lastbuilddate: 'lastBuildDate',
  'feedburner:origlink': 'feedburner:origLink',
  'rdf:rdf': 'rdf:RDF',
  rdf: 'rdf:RDF',
};

/** Names the elements of one document, in their order: declarations hold from where they stand. */
export function elementNames(): (name: string, attributes: Readonly<Record<string, string>>) => string {
  const known = new Map<string, string>();
  let root: string | null = null;
  return (name, attributes) => {
    for (const [key, value] of Object.entries(attributes)) {
      const prefix = key.startsWith('xmlns:') ? PREFIX[value.trim().toLowerCase()] : undefined;
      if (prefix !== undefined) known.set(key.slice(6).toLowerCase(), prefix);
    }
    const [local = '', given] = name
      .toLowerCase()
      .replace(/[^\w:.-]/g, '_')
      .split(':', 2)
      .reverse();
    const prefix = given === undefined ? ownSpace(attributes, root) : (known.get(given) ?? given);
    root ??= local;
    // In an Atom document Atom's own elements need no prefix; in RSS they do.
    const bare = prefix === '' || (prefix === 'atom' && root === 'feed');
    const full = bare ? local : `${prefix}:${local}`;
    return Object.hasOwn(CASED, full) ? (CASED[full] ?? full) : full;
  };
}

/** An element of RSS may be Atom's by its own `xmlns`, as FeedBurner writes it. */
function ownSpace(attributes: Readonly<Record<string, string>>, root: string | null): string {
  const space = root === null ? undefined : attributes['xmlns'];
  return space === undefined ? '' : (PREFIX[space.trim().toLowerCase()] ?? '');
}
