/** `npm run resend:stand-in`: a Resend to develop against. --port N --rate N --chaos 0.1 --seed N --journal FILE --drain */
import { parseArgs } from 'node:util';
import { byChance } from './faults.ts';
import { startStandIn } from './stand-in.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    rate: { type: 'string' },
    /** Share of calls that meet a fault, 0 to 1. */
    chaos: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    journal: { type: 'string' },
    drain: { type: 'boolean', default: false },
  },
});
const { url } = await startStandIn({
  port: Number(values.port),
  drain: values.drain,
  fault: byChance(Number(values.seed), Number(values.chaos), [
    ...(['rate-limit', 'server-error', 'bad-gateway', 'accept-then-reset', 'reset'] as const),
    ...(['empty-answer', 'accept-then-error', 'trickle', 'no-rate-headers'] as const),
  ]),
  ...(values.rate === undefined ? {} : { ratePerSecond: Number(values.rate) }),
  ...(values.journal === undefined ? {} : { journalFile: values.journal }),
});
console.log(`Resend stand-in: ${url}`);
console.log(`Use it with: TRANSPORT=resend RESEND_API_KEY=re_anything RESEND_BASE_URL=${url}`);
