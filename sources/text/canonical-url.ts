/** Canonical addresses: one form for every way a page is linked to, without what only serves to follow readers. */

/** Parameters that say where a reader came from, never what is shown. */
const TRACKING = new RegExp(
  `^(?:${[
    'utm_.*',
    'fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|li_fat_id|igsh(?:id)?',
    'mc_[ce]id|mkt_tok|_hs(?:enc|mi)|__hs\\w+|hs(?:ctatracking|_preview)|vero_(?:id|conv)|oly_(?:anon|enc)_id|ck_subscriber_id',
    'ref|ref_?src|ref_?url|referrer|rss|cmp|cmpid|cmpi|ncid|s_cid|smid|smtyp|sr_share|guc(?:counter|_referrer\\w*)|ftag|xtor',
    'at_(?:campaign|medium|custom\\d)|traffic_source|sc_(?:channel|campaign|outcome|geo|country|content|publisher|category)',
    'trk\\w*|icid|taid|wt[._]\\w+|_ga|_gl|spm|share_?id|sh(?:are)?_?source|publication_id|isfreemail|triedredirect',
  ].join('|')})$`,
  'i',
);
/** Parameters that follow only with these values, as in `?source=rss`. */
const FEED_MARK = /^(?:source|src|from|feature|partner|emc|mod|f|via|medium|format)$/i;
const FEED_VALUE = /^(?:rss|feed|atom|feedburner|rss[-_.].*|syndication)\d*$/i;
/** Fragments that point nowhere in particular. Others stay: a changelog tells its entries apart by nothing else. */
const EMPTY_FRAGMENT = /^#(?:|utm_.*|xtor=.*|ftag=.*|:~:text=.*|comments?|respond|rss|top|tk\..*|_?rss\w*)$/i;
/** The URL standard lets quotes and braces into a host; no name of the web holds them. */
const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])$/i;
const INDEX_PAGE = /\/(?:index|default)\.(?:html?|php|aspx?)$/i;

/**
 * The canonical form of a web address: absolute, https, tracking gone, no index page, no slash at the end.
 * @param base address that a relative `raw` starts from
 * @returns null when it is no http or https address
 */
export function canonicalUrl(raw: string, base?: string): string | null {
  const url = parse(raw, base);
  if (url === null || !/^https?:$/.test(url.protocol) || !HOST.test(url.hostname)) return null;
  const inner = wrappedAddress(url);
  if (inner !== null) return canonicalUrl(inner);
  url.username = '';
  url.password = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  // A named host on the default port answers on https today; a number or an odd port is somebody's own server.
  if (url.port === '' && /\.[a-z]/i.test(url.hostname)) url.protocol = 'https:';
  url.search = keptParameters(url.search);
  if (EMPTY_FRAGMENT.test(url.hash)) url.hash = '';
  url.pathname = url.pathname.replace(INDEX_PAGE, '/').replace(/(?<=[^/])\/+$/, '');
  const { href } = url;
  return url.pathname === '/' && url.search === '' && url.hash === '' ? href.replace(/\/$/, '') : href;
}

function parse(raw: string, base?: string): URL | null {
  // Escaped once too often; no address means "&amp;".
  const text = raw.trim().replaceAll('&amp;', '&');
  if (text === '') return null;
  if (/^www\.[a-z\d-]+\.[a-z]/i.test(text)) return URL.parse(`https://${text}`);
  // Without a base of the web there is still no other scheme that "//host/path" could mean.
  if (text.startsWith('//') && !/^https?:/i.test(base ?? '')) return URL.parse(`https:${text}`);
  return URL.parse(text) ?? (base === undefined ? null : URL.parse(text, base));
}

/** The address inside a click counter, where it is written out. */
function wrappedAddress(url: URL): string | null {
  const google = /(^|\.)google\.[a-z]{2,3}(\.[a-z]{2})?$/.test(url.hostname) && url.pathname === '/url';
  const bing = /(^|\.)bing\.com$/.test(url.hostname) && url.pathname === '/news/apiclick.aspx';
  const facebook = /^lm?\.facebook\.com$/.test(url.hostname);
  const inner =
    google || bing || facebook
      ? (url.searchParams.get('url') ?? url.searchParams.get('q') ?? url.searchParams.get('u'))
      : null;
  return inner !== null && /^https?:/i.test(inner) ? inner : null;
}

/** Cuts parameters out of the text as it stands: a round trip through URLSearchParams would re-encode the rest. */
function keptParameters(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !isTracking(part));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function isTracking(part: string): boolean {
  const [name = '', value = ''] = part.split('=', 2);
  return TRACKING.test(name) || (FEED_MARK.test(name) && FEED_VALUE.test(value));
}
