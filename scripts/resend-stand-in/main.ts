/** `npm run resend:stand-in`: a Resend to develop against; `--help` says what it can be told. */
import { parseArgs } from 'node:util';
import { byChance, firstOf, planIn, type FaultPlan } from './fault-plans.ts';
import { FAULTS, type FaultName } from './faults.ts';
import { startPosting } from './posting.ts';
import { startStandIn } from './stand-in.ts';

const HELP = `npm run resend:stand-in -- [OPTIONS]

  --port N                 4010 by default; 0 takes any
  --rate N                 requests a second; unlimited by default
  --fault NAME=WHEN        any number of times. WHEN: 0.05 (a share of the calls), #7 (the seventh call),
                           #200- (from the 200th on), +label (calls with a recipient anyone+label@...)
  --chaos 0.1              that share of the calls meets one of the faults after which a sender can go on
  --seed N                 of all that is left to chance
  --daily-quota N, --monthly-quota N
  --webhook URL            posts what becomes of the messages there, e.g. http://127.0.0.1:8080/webhooks/resend
  --webhook-secret whsec_… signs it; by default one that is printed
  --speed N                seconds on its clock (keys, quotas, the life of a message) that pass in one of ours
  --refuse LABEL           recipients anyone+LABEL@... are refused as invalid
  --journal FILE           a JSON line for each accepted message, written before the answer
  --drain                  counts messages and forgets them: for measuring speed

Recipients bounced@, complained@, suppressed@, failed@, full@ and late@ (also with +label) meet that fate.
Faults: ${Object.keys(FAULTS).join(', ')}.`;

const DEFAULT_SECRET = `whsec_${Buffer.from('the stand-in signs by this').toString('base64')}`;

const CHAOS: readonly FaultName[] = [
  ...(['rate-limit', 'server-error', 'bad-gateway', 'accept-then-reset', 'reset'] as const),
  ...(['empty-answer', 'accept-then-error', 'trickle', 'no-rate-headers', 'key-in-use'] as const),
];

const { values } = parseArgs({
  options: {
    ...{ port: { type: 'string', default: '4010' }, rate: { type: 'string' }, journal: { type: 'string' } },
    ...{ fault: { type: 'string', multiple: true, default: [] }, chaos: { type: 'string', default: '0' } },
    ...{ seed: { type: 'string', default: '1' }, speed: { type: 'string', default: '1' } },
    ...{ webhook: { type: 'string' }, 'webhook-secret': { type: 'string', default: DEFAULT_SECRET } },
    ...{ 'daily-quota': { type: 'string' }, 'monthly-quota': { type: 'string' }, refuse: { type: 'string' } },
    ...{ drain: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const seed = Number(values.seed);
const plans = values.fault.map((words, index): FaultPlan => {
  const plan = planIn(words, seed + index);
  if (plan !== null) return plan;
  console.error(`--fault ${words}: no such fault, or not a time for it.\n\n${HELP}`);
  process.exit(2);
});
const secret = values['webhook-secret'];
const speed = Number(values.speed);
const posting = values.webhook === undefined ? null : startPosting({ url: values.webhook, secret, speed });
const began = Date.now();
const { url } = await startStandIn({
  now: () => began + (Date.now() - began) * speed,
  port: Number(values.port),
  drain: values.drain,
  fault: firstOf([...plans, byChance(seed, Number(values.chaos), CHAOS)]),
  ...given('ratePerSecond', values.rate),
  ...given('dailyQuota', values['daily-quota']),
  ...given('monthlyQuota', values['monthly-quota']),
  ...(values.journal === undefined ? {} : { journalFile: values.journal, keepsBodies: false }),
  ...(values.refuse === undefined ? {} : { refuses: labelled(values.refuse) }),
  ...(posting === null ? {} : { onAccepted: posting.post }),
});
console.log(`Resend stand-in: ${url}`);
console.log(`Use it with: TRANSPORT=resend RESEND_API_KEY=re_anything RESEND_BASE_URL=${url}`);
if (posting !== null) console.log(`Webhooks to ${values.webhook}: RESEND_WEBHOOK_SECRET=${secret}`);

function given<K extends string>(name: K, value: string | undefined): Partial<Record<K, number>> {
  return value === undefined ? {} : ({ [name]: Number(value) } as Partial<Record<K, number>>);
}

function labelled(label: string): (address: string) => boolean {
  return (address) => address.includes(`+${label}@`);
}
