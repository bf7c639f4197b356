/** How long an answer stays fresh: until then a server wants no second request for it (RFC 9111 section 4.2). */
import { HOUR_MS, type Instant } from '../model/date.ts';

/** Some feeds claim a year; a daily newsletter must not sleep through a day. */
const MAX_FRESH_MS = 6 * HOUR_MS;

/**
 * @param headers of a good answer, names in lower case
 * @returns null when it is stale from the start, or says nothing
 */
export function freshUntil(headers: Readonly<Record<string, string>>, now: Instant): Instant | null {
  const control = headers['cache-control'] ?? '';
  if (/\b(?:no-cache|no-store|must-revalidate)\b/i.test(control)) return null;
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1];
  const lifetime = maxAge === undefined ? expiry(headers, now) : Number(maxAge) * 1000;
  const age = Number(/^\d{1,9}$/.exec(headers['age']?.trim() ?? '')?.[0] ?? 0) * 1000;
  const fresh = Math.min(lifetime - age, MAX_FRESH_MS);
  return fresh > 0 ? now + fresh : null;
}

/** `Expires` counts from the server's own clock, and only where there is no max-age. */
function expiry(headers: Readonly<Record<string, string>>, now: Instant): number {
  const expires = Date.parse(headers['expires'] ?? '');
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(expires) ? 0 : expires - (Number.isNaN(date) ? now : date);
}
