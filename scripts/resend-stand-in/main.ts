/** `npm run resend:stand-in`: a Resend to develop against. --port N --rate N --journal FILE --drain */
import { parseArgs } from 'node:util';
import { startStandIn } from './stand-in.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    rate: { type: 'string' },
    journal: { type: 'string' },
    drain: { type: 'boolean', default: false },
  },
});
const { url } = await startStandIn({
  port: Number(values.port),
  drain: values.drain,
  ...(values.rate === undefined ? {} : { ratePerSecond: Number(values.rate) }),
  ...(values.journal === undefined ? {} : { journalFile: values.journal }),
});
console.log(`Resend stand-in: ${url}`);
console.log(`Use it with: TRANSPORT=resend RESEND_API_KEY=re_anything RESEND_BASE_URL=${url}`);
