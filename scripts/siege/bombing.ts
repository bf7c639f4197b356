/** List bombing: strangers' addresses signed up by the thousand, from many networks, with a few honest sign-ups in between. */
import { createHash } from 'node:crypto';
import type { Random } from '../forgery/tampering.ts';
import type { Site } from './scanners.ts';

export type Bombed = {
  /** Addresses of honest people, and how many of them were told to look into their mailbox. */
  readonly honest: readonly string[];
  readonly passed: number;
};

/** @param pass lets time go by between two requests, ms */
export async function bomb(
  site: Site,
  pass: (ms: number) => void,
  run: { signUps: number; victims: number; networks: number; honest: number; random: Random },
): Promise<Bombed> {
  const { signUps, victims, networks, random } = run;
  const honest: string[] = [];
  let passed = 0;
  for (let count = 0; count < signUps; count += 1) {
    const victim = `victim-${random(victims)}@mail-${random(3)}.example`;
    await ask(site, pass, victim, `203.0.${random(networks)}.${random(250)}`);
    if (count % Math.floor(signUps / run.honest) !== 0) continue;
    const address = `honest-${count}@post.example`;
    honest.push(address);
    if (await askPatiently(site, pass, address, `192.0.2.${random(250)}`)) passed += 1;
  }
  return { honest, passed };
}

async function ask(
  site: Site,
  pass: (ms: number) => void,
  email: string,
  ip: string,
  more: Record<string, string> = {},
): Promise<string> {
  const form = await (await site.request('/subscribe')).text();
  pass(3600);
  const stamp = /name="stamp" value="([^"]*)"/.exec(form)?.[1] ?? '';
  const answer = await site.request('/subscribe', {
    method: 'POST',
    body: new URLSearchParams({ email, stamp, ...more }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': ip },
  });
  return answer.text();
}

/** As a browser does: shows work where it is asked for. */
async function askPatiently(
  site: Site,
  pass: (ms: number) => void,
  email: string,
  ip: string,
): Promise<boolean> {
  let page = await ask(site, pass, email, ip);
  const challenge = /data-challenge="([^"]+)"/.exec(page)?.[1];
  if (challenge !== undefined) page = await ask(site, pass, email, ip, { answer: solve(challenge) });
  return page.includes('Check your inbox');
}

export function solve(challenge: string): string {
  for (let number = 0; ; number += 1) {
    const answer = `${challenge}~${number}`;
    if (createHash('sha256').update(answer).digest().readUInt16BE(0) === 0) return answer;
  }
}
