/** The baseline: N messages by Handlebars and the SDK's batch call, no ledger; four calls under way at once. */
import { readFileSync } from 'node:fs';
import { Resend } from 'resend';
import { assembler, valuesOf } from '../../../src/delivery/assemble.ts';
import { payload } from '../../../src/delivery/transports/resend-payload.ts';
import { createKeyRing } from '../../../src/platform/signing.ts';
import { compiledFromJson } from '../../../src/render/compiled-json.ts';
import { DATE, MAIL, SECRET } from '../bulk-newsroom.ts';

const [file = '', url = '', count = '0'] = process.argv.slice(2);
const keys = createKeyRing([SECRET]);
const recipe = { date: DATE, editionHash: 'ab12cd34'.repeat(8), transport: 'resend' as const, ...MAIL };
const pinned = { recipe, keyId: keys.newest.id, frozen: Number(count) };
const assemble = assembler(pinned, compiledFromJson(readFileSync(file, 'utf8')));
const resend = new Resend('re_bench', { baseUrl: url });
const batches = Math.ceil(Number(count) / 100);
let next = 0;

async function work(): Promise<void> {
  for (let batch = next++; batch < batches; batch = next++) {
    const members = Array.from({ length: 100 }, (_, index) => {
      const id = batch * 100 + index + 1;
      return { delivery: id, subscriber: id, address: `reader.${id}@mail${id % 97}.example.org` };
    });
    const key = `edition/${DATE}/ab12cd34/batch-${batch}-1`;
    const { error } = await resend.batch.send(payload(assemble(valuesOf(pinned, keys, { key, members }))), {
      idempotencyKey: key,
    });
    if (error !== null) throw new Error(error.message);
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: 4 }, work));
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000 }));
