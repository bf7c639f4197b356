/** Laying an edition out: milliseconds warm, and the bytes of its parts, for a small, a normal and a big edition. */
import { sampleEdition } from '../../emails/samples.ts';
import type { Edition, Section } from '../../src/model/edition.ts';
import type { Sealed } from '../../src/model/email.ts';
import { compileEdition } from '../../src/render/index.ts';

const WARM_RUNS = 20;

export async function benchCompile(): Promise<Record<string, string | number>[]> {
  const rows = [];
  for (const [size, factor] of Object.entries({ small: 0.4, normal: 1, big: 2 })) {
    const edition = scaled(sampleEdition, factor);
    const compiled = await compileEdition(edition);
    const times: number[] = [];
    for (let run = 0; run < WARM_RUNS; run++) {
      const began = performance.now();
      await compileEdition(edition);
      times.push(performance.now() - began);
    }
    const html = sealedBytes(compiled.html);
    rows.push({
      edition: size,
      'compile ms (median)': Math.round(times.toSorted((a, b) => a - b)[WARM_RUNS / 2]! * 10) / 10,
      'html bytes': html,
      'text bytes': sealedBytes(compiled.text),
      'style share': `${Math.round((styleBytes(compiled.html) / html) * 100)} %`,
    });
  }
  return rows;
}

/** The same edition with more or fewer entries in each section. */
export function scaled(edition: Edition, factor: number): Edition {
  const some = <T>(list: readonly T[]): T[] => {
    const count = Math.max(1, Math.round(list.length * factor));
    return Array.from({ length: count }, (_, index) => list[index % list.length]!);
  };
  const section = (one: Section): Section => {
    if (one.kind === 'links') return { ...one, entries: some(one.entries) };
    if (one.kind === 'papers') return { ...one, entries: some(one.entries) };
    return one;
  };
  return { ...edition, sections: edition.sections.map(section) };
}

export function sealedBytes({ literals }: Sealed): number {
  return Buffer.byteLength(literals.join(''));
}

function styleBytes({ literals }: Sealed): number {
  const html = literals.join('');
  const inline = html.match(/ style="[^"]*"/g) ?? [];
  const sheets = html.match(/<style[\s\S]*?<\/style>/g) ?? [];
  return Buffer.byteLength([...inline, ...sheets].join(''));
}
