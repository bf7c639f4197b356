/** What the stand-in's account holds beside its mails: domain, quotas, and the addresses it mails no more. */
import { randomUUID } from 'node:crypto';
import { json, problem, type Answer } from './answers.ts';
import { endsIn, lifeOf } from './lives.ts';
import type { Accepted } from './mailbox.ts';

const DAY_MS = 86_400_000;

export type AccountOptions = {
  /** Recipients a UTC day and a month; unlimited by default. */
  readonly dailyQuota?: number;
  readonly monthlyQuota?: number;
};

type Suppression = { readonly id: string; readonly origin: string; readonly from: number };
export type Account = { readonly suppressions: Map<string, Suppression>; readonly used: Map<string, number> };

export function openAccount(): Account {
  return { suppressions: new Map(), used: new Map() };
}

/** Why so many recipients more are too many; null: they are not. */
export function overQuota(
  { used }: Account,
  { dailyQuota = Infinity, monthlyQuota = Infinity }: AccountOptions,
  { count, now }: { count: number; now: number },
): Answer | null {
  const { day, month } = periods(now);
  if ((used.get(day) ?? 0) + count > dailyQuota)
    return problem(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota.');
  if ((used.get(month) ?? 0) + count > monthlyQuota)
    return problem(429, 'monthly_quota_exceeded', 'You have reached your monthly email sending quota.');
  return null;
}

/** Counts what was accepted, and keeps whose mail will come back. */
export function book({ used, suppressions }: Account, emails: readonly Accepted[]): void {
  for (const email of emails) {
    const { day, month } = periods(email.at);
    for (const period of [day, month]) used.set(period, (used.get(period) ?? 0) + [email.to].flat().length);
    const life = lifeOf(email);
    const origin = endsIn(life);
    if (origin === null) continue;
    const from = email.at + Math.max(...life.map(({ afterMs }) => afterMs));
    for (const address of [email.to].flat())
      suppressions.set(address.toLowerCase(), { id: randomUUID(), origin, from });
  }
}

export function isSuppressed({ suppressions }: Account, address: string, now: number): boolean {
  const found = suppressions.get(address.toLowerCase());
  return found !== undefined && found.from <= now;
}

export function quotaHeaders(
  { used }: Account,
  options: AccountOptions,
  now: number,
): Record<string, string> {
  const { day, month } = periods(now);
  return {
    'x-resend-monthly-quota': String(used.get(month) ?? 0),
    ...(options.dailyQuota === undefined ? {} : { 'x-resend-daily-quota': String(used.get(day) ?? 0) }),
  };
}

export type AccountCall = {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly now: number;
  readonly rate: number;
};

/** `/usage`, `/domains` and `/suppressions`; null: none of these. */
export function askAccount(account: Account, options: AccountOptions, call: AccountCall): Answer | null {
  const { method, url, now, rate } = call;
  if (method === 'GET' && url.pathname === '/usage')
    return json(200, { object: 'usage', rate_limit: { limit: rate, duration: '1000ms' }, ...options });
  if (method === 'GET' && url.pathname === '/domains')
    return json(200, {
      ...{ object: 'list', has_more: false },
      data: [{ id: 'a-domain', name: 'news.example', status: 'verified', region: 'eu-west-1' }],
    });
  if (!/^\/suppressions(\/|$)/.test(url.pathname)) return null;
  return suppressionsAnswer(account, call, decodeURIComponent(url.pathname.split('/')[2] ?? ''), now);
}

function suppressionsAnswer(
  { suppressions }: Account,
  { method, body }: AccountCall,
  name: string,
  now: number,
): Answer {
  if (method === 'POST') {
    const { email } = JSON.parse(body) as { email?: string };
    if (email === undefined) return problem(422, 'missing_required_field', 'Missing `email` field.');
    const added = { id: randomUUID(), origin: 'manual', from: now };
    suppressions.set(email.toLowerCase(), added);
    return json(201, { object: 'suppression', id: added.id });
  }
  const rows = [...suppressions]
    .filter(([, { from }]) => from <= now)
    .map(([email, { id, origin, from }]) => {
      const created_at = new Date(from).toISOString();
      return { object: 'suppression', id, email, origin, source_id: null, created_at };
    });
  if (name === '' && method === 'GET') return json(200, { object: 'list', has_more: false, data: rows });
  const found = rows.find(({ id, email }) => id === name || email === name.toLowerCase());
  if (found === undefined) return problem(404, 'not_found', 'Suppression not found.');
  if (method === 'GET') return json(200, found);
  suppressions.delete(found.email);
  return json(200, { object: 'suppression', id: found.id, deleted: true });
}

function periods(now: number): { day: string; month: string } {
  const day = new Date(now - (now % DAY_MS)).toISOString().slice(0, 10);
  return { day, month: day.slice(0, 7) };
}
