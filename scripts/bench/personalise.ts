/** From one laid-out edition to each reader's own mail: values alone, as JSON through Handlebars, as bytes, and React Email per reader. */
import { sampleEdition } from '../../emails/samples.ts';
import { assembler, openMessage, valuesOf } from '../../src/delivery/assemble.ts';
import { fill, frameOf, payload, writeBatch } from '../../src/delivery/transports/resend-payload.ts';
import { createKeyRing } from '../../src/platform/signing.ts';
import { compileEdition } from '../../src/render/index.ts';
import { bulkEdition } from './bulk-edition.ts';
import { DATE, MAIL, SECRET } from './bulk-newsroom.ts';

const keys = createKeyRing([SECRET]);
const pinned = {
  recipe: { date: DATE, editionHash: 'ab12cd34'.repeat(8), transport: 'resend' as const, ...MAIL },
  keyId: keys.newest.id,
  frozen: 100,
};
const members = Array.from({ length: 100 }, (_, index) => ({
  ...{ delivery: index + 1, subscriber: index + 1, address: `reader.${index}@mail.example.org` },
}));
const claim = { key: `edition/${DATE}/ab12cd34/batch-1-1`, members };

export async function benchPersonalise(): Promise<Record<string, string | number>[]> {
  const compiled = await bulkEdition();
  const assemble = assembler(pinned, compiled);
  const frame = frameOf(openMessage(pinned, compiled));
  let buffer: Buffer = Buffer.alloc(0);
  const bytes = () => {
    const fillings = valuesOf(pinned, keys, claim).map((reader) => fill(frame, reader));
    ({ buffer } = writeBatch(frame, fillings, buffer));
  };
  return [
    await rate('links and tokens alone', 200, () => valuesOf(pinned, keys, claim)),
    await rate('Handlebars, strings', 200, () => assemble(valuesOf(pinned, keys, claim))),
    await rate('Handlebars, JSON of 100, UTF-8', 10, () =>
      Buffer.from(JSON.stringify(payload(assemble(valuesOf(pinned, keys, claim))))),
    ),
    await rate('the same bytes, copied into one buffer', 200, bytes),
    await rate('React Email and text for each reader', 1, async () => {
      for (let reader = 0; reader < 100; reader += 1) await compileEdition(sampleEdition);
    }),
  ];
}

/** Each round personalises a hundred. */
async function rate(
  what: string,
  rounds: number,
  round: () => unknown,
): Promise<Record<string, string | number>> {
  await round();
  const began = performance.now();
  for (let done = 0; done < rounds; done += 1) await round();
  const seconds = (performance.now() - began) / 1000;
  return { what, messages: rounds * 100, 'messages/s': Math.round((rounds * 100) / seconds) };
}
