import { describe, expect, it } from 'vitest';
import { blocks, runChecks } from '../../src/checks/index.ts';
import { goodDay, goodInput, type Input } from './good-editions.ts';
import { FAULTS, type Fault } from './seeded-faults.ts';

const GOOD = 100;
/** Most faults come after the layout: one good edition serves them all. */
const GOOD_INPUT = goodInput(goodDay(3));

it(`${GOOD} good editions pass with nothing that blocks`, async () => {
  const blocked: string[] = [];
  for (let day = 0; day < GOOD; day++) {
    const findings = runChecks(await goodInput(goodDay(day)));
    if (blocks(findings)) blocked.push(JSON.stringify(findings));
  }
  expect(blocked).toEqual([]);
}, 240_000);

it('a good edition passes with nothing to look at either', async () => {
  expect(runChecks(await goodInput(goodDay(3)))).toEqual([]);
});

it('an address that an abstract spells out, with the full stop behind it, is no lost link', async () => {
  const spelled = 'The code is at https://code.example/artifact. The data is at (https://data.example/set).';
  const input = await goodInput(goodDay(3), (edition) => ({
    ...edition,
    sections: edition.sections.map((one) =>
      one.kind === 'papers'
        ? {
            ...one,
            entries: one.entries.map((entry) => ({ ...entry, abstract: `${entry.abstract} ${spelled}` })),
          }
        : one,
    ),
  }));
  expect(input.samples[0]?.text).toContain('https://code.example/artifact.');
  expect(runChecks(input).filter(({ check }) => check === 'text-parity')).toEqual([]);
});

describe('a seeded fault is found by the check it is for, and by its reason', () => {
  it('there are enough of them', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(FAULTS)('$name ($check)', async (fault) => {
    const findings = runChecks(await spoilt(fault));
    expect(findings.map(({ check }) => check)).toContain(fault.check);
  });
});

async function spoilt({ edition, mail, input }: Fault): Promise<Input> {
  const good = edition === undefined ? await GOOD_INPUT : await goodInput(goodDay(3), edition);
  const samples = mail === undefined ? good.samples : good.samples.map(mail);
  const changed = { ...good, samples };
  return input === undefined ? changed : input(changed);
}
