/** The edition that the sending benches mail: some 76 KB of html and text together, the size of a full day's mail. */
import { sampleEdition } from '../../emails/samples.ts';
import type { CompiledEmail } from '../../src/model/email.ts';
import { compileEdition } from '../../src/render/index.ts';
import { sealedBytes, scaled } from './compile.ts';

const TARGET_BYTES = 75_500;

export async function bulkEdition(): Promise<CompiledEmail> {
  for (let factor = 1; ; factor += 0.25) {
    const compiled = await compileEdition(scaled(sampleEdition, factor));
    if (sealedBytes(compiled.html) + sealedBytes(compiled.text) >= TARGET_BYTES) return compiled;
  }
}
