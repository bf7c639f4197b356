import { expect, it } from 'vitest';
import { runChecks } from '../../src/checks/index.ts';
import type { Edition } from '../../src/model/edition.ts';
import { board } from '../edition/newsroom.ts';
import { editionDate } from '../../src/model/date.ts';
import { goodEdition, inputOf } from './mail.ts';

const YESTERDAY = {
  date: editionDate('2026-11-23'),
  board: board({ Birch: 62.8, Cedar: 62.8, Aster: 61.1, Dahlia: 61, Elm: 60.2 }),
};

function findings(text: string, earlier = [YESTERDAY]): string[] {
  const edition = goodEdition();
  const blocks = [{ kind: 'paragraph', content: [{ kind: 'text', text }] }] as const;
  const sections = edition.sections.map((section) =>
    section.kind === 'essay' && section.essay !== null
      ? { ...section, essay: { ...section.essay, blocks: [...blocks] } }
      : section,
  );
  const changed = { ...edition, sections } as Edition;
  const history = new Map([['coding', earlier]]);
  return runChecks({ ...inputOf(changed), history })
    .filter(({ check }) => check === 'essay-claims')
    .map(({ severity, place, message }) => `${severity} ${place}: ${message}`);
}

it('a claim that is right passes in silence', () => {
  expect(findings('Aster climbed two places to first on Coding, with 64.4%.')).toEqual([]);
});

it('a claim that is wrong blocks, with the sentence and the stored figures', () => {
  expect(findings('All went well. Dahlia rose to third on Coding.')).toEqual([
    'block essay, paragraph 1: “Dahlia rose to third on Coding.” is not what the stored tables say. ' +
      'Coding: Dahlia number 4, 61.0% (on 2026-11-23: number 4, 61.0%). Correct the sentence.',
  ]);
});

it('a sentence that is wrong of two models is one finding, with the figures of both', () => {
  const [only, ...more] = findings('Dahlia rose to third on Coding while Birch jumped to 70%.');
  expect(more).toEqual([]);
  expect(only).toContain(
    'Dahlia number 4, 61.0% (on 2026-11-23: number 4, 61.0%); Birch tied number 2, 62.8%',
  );
});

it('movement without a stored past is doubted', () => {
  expect(findings('Aster climbed on Coding.', [])).toEqual([
    'warn essay, paragraph 1: “Aster climbed on Coding.” cannot be checked: no stored table tells. ' +
      'Coding: Aster number 1, 64.4% (no earlier table to compare with). Look at it again.',
  ]);
});
