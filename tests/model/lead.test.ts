import { expect, it } from 'vitest';
import { leadOf, lineOf, sentencesWithin } from '../../src/model/lead.ts';

const sentence = (words: number, first = 'Words') => `${first} ${'follow '.repeat(words - 2)}here.`;

it('a short text is given whole', () => {
  expect(leadOf('One sentence. And another.', 120)).toEqual({
    text: 'One sentence. And another.',
    cut: false,
  });
});

it('a long text is cut at the sentence that ends nearest to the wish', () => {
  const text = `${sentence(60)} ${sentence(55)} ${sentence(80)}`;
  expect(leadOf(text, 120)).toEqual({ text: `${sentence(60)} ${sentence(55)}`, cut: true });
});

it('an abbreviation or an initial ends no sentence', () => {
  const text = `As shown by Noether et al. ${sentence(10)} Then came E. ${sentence(10)} ${sentence(90)}`;
  expect(leadOf(text, 6).text).not.toMatch(/(al\.|E\.)$/);
});

it('a figure with a point is not cut in two', () => {
  const text = `It reaches 10.4 times the speed of what came before it did. ${sentence(40)}`;
  expect(leadOf(text, 10).text).toBe('It reaches 10.4 times the speed of what came before it did.');
});

it('one enormous sentence is cut at a word, and says so', () => {
  const { text, cut } = leadOf('word '.repeat(400).trim(), 120);
  expect(text.split(' ')).toHaveLength(120);
  expect(text).toMatch(/word…$/);
  expect(cut).toBe(true);
});

it('a line is cut between words, an emoji never in two', () => {
  expect(lineOf('A headline about compute and its price', 20)).toBe('A headline about…');
  expect(lineOf('👩‍🚀'.repeat(30), 10)).toBe(`${'👩‍🚀'.repeat(9)}…`);
  expect(lineOf('  short \n line ', 60)).toBe('short line');
});

it('a line of sentences ends with one, unless the first is too short or too long', () => {
  const room = { least: 20, most: 50 };
  expect(sentencesWithin('A sentence that fits the line. (And one more that does not.)', room)).toBe(
    'A sentence that fits the line.',
  );
  expect(sentencesWithin('Short. Then a sentence that is too long for the room of a line.', room)).toBe(
    'Short. Then a sentence that is too long for the…',
  );
  expect(sentencesWithin('All of it fits.', room)).toBe('All of it fits.');
});
