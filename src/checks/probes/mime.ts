/** Probe: the mail on the wire, read by another program, is the mail that was written (RFC 2045-2049, 5322). */
import PostalMime from 'postal-mime';
import { block, type Found, type ReadSample } from '../check.ts';
import { ran, type Probe } from './probe.ts';

const MAX_OCTETS = 998;

export const mime: Probe = {
  name: 'mime',
  run: async ({ samples, mimes }) => {
    const found = await Promise.all(
      samples.map((sample, index) => roundTrip(sample, mimes[index] ?? new Uint8Array())),
    );
    return ran(found.flat());
  },
};

async function roundTrip(sample: ReadSample, bytes: Uint8Array): Promise<Found[]> {
  const read = await PostalMime.parse(bytes);
  const parts = { subject: read.subject ?? '', html: read.html ?? '', text: read.text ?? '' };
  const raw = Buffer.from(bytes).toString('latin1');
  const longest = Math.max(0, ...raw.split('\r\n').map((line) => line.length));
  const order = [raw.indexOf('Content-Type: text/plain'), raw.indexOf('Content-Type: text/html')] as const;
  const header = (name: string) => read.headers.find(({ key }) => key === name.toLowerCase())?.value;
  const lost = Object.entries(sample.headers).find(
    ([name, value]) => flat(header(name) ?? '') !== flat(value),
  );
  return [
    ...(['subject', 'html', 'text'] as const)
      .filter((part) => flat(parts[part]) !== flat(sample[part]))
      .map((part) => block('mime', `The ${part} does not come back from the wire as it was written.`)),
    ...(lost === undefined ? [] : [block('mime', `The header ${lost[0]} does not come back from the wire.`)]),
    ...(order[0] !== -1 && order[0] < order[1]
      ? []
      : [block('mime', 'The text part must come before the html (RFC 2046 5.1.4).')]),
    ...(longest <= MAX_OCTETS
      ? []
      : [block('mime', `A line has ${longest} octets; mail carries ${MAX_OCTETS}.`)]),
  ];
}

/** Line breaks are the wire's own. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
