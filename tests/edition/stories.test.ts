import { describe, expect, it } from 'vitest';
import { alreadyTold, groupStories, type Telling } from '../../src/edition/stories.ts';
import { link } from './newsroom.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');

function telling(sourceId: string, title: string, at = NOON, url?: string): Telling<string> {
  const own = `https://${sourceId}.example/${at}`;
  const item = link({ sourceId, title, publishedAt: null, url: url ?? own });
  return { entry: sourceId, item, at };
}

const told = (...tellings: Telling<string>[]) =>
  groupStories(tellings).map((story) => story.map(({ entry }) => entry).join('+'));

describe('two titles of two papers', () => {
  it.each([
    ['OpenAI launches GPT-6', 'GPT-6 launched by OpenAI'],
    ['Mistral opens the weights of its new coding model', 'Mistral opens weights of new coding model'],
    ['NVIDIA’s chips are short again, makers say', 'Nvidia chips short again, makers say'],
    ['DeepMind: protein model now free for research', 'DeepMind protein model now free for all research'],
    ['EU delays its AI rules by a year', 'The EU delays its AI rules by one year'],
    ['Café chain lets an agent order its beans', 'Cafe chain lets agent order beans'],
  ])('tell one story: %j and %j', (one, other) => {
    expect(told(telling('a', one), telling('b', other))).toEqual(['a+b']);
  });

  it.each([
    ['Alpha releases Orion 5.5 with longer memory', 'Alpha releases Orion 5.6 with longer memory'],
    ['OpenAI cuts API prices by half', 'Google cuts API prices by half'],
    [
      'Mistral raises 2 billion at a 12 billion valuation',
      'Cohere raises 2 billion at a 12 billion valuation',
    ],
    ['Anthropic sued over training data by authors', 'Meta sued over training data by authors'],
    ['Mistral releases Medium 3.5', 'Mistral releases Large 3.5'],
    ['Judge rules for Meta in AI copyright case', 'Judge rules against Meta in AI copyright case'],
    ['Google beats Microsoft in the race for AI clouds', 'Microsoft beats Google in the race for AI clouds'],
    ['US bans DeepSeek on government devices', 'Taiwan bans DeepSeek on government devices'],
    ['The AI stories to watch this Monday', 'The AI stories to watch this Tuesday'],
    ['A quiet week', 'A quiet week in chips'],
    ['How we train our models', 'How we test our models and why'],
    ['What the chip export rules mean for labs', 'What the new energy rules mean for farms'],
  ])('tell two stories: %j and %j', (one, other) => {
    expect(told(telling('a', one), telling('b', other))).toEqual(['a', 'b']);
  });

  it('with a house in only one of them can still be one story', () => {
    const [one, other] = [
      'Chip maker misses its forecast by a billion',
      'Nvidia, chip maker, misses its forecast by a billion',
    ];
    expect(told(telling('a', one), telling('b', other))).toEqual(['a+b']);
  });
});

describe('a story', () => {
  it('is one by its address, whatever the titles say', () => {
    const url = 'https://lab.example/post';
    expect(told(telling('a', 'One title', NOON, url), telling('b', 'Quite another', NOON, url))).toEqual([
      'a+b',
    ]);
  });

  it('of one source is one when its title is the same, but for the short titles of a daily series', () => {
    const hours = (count: number) => NOON + count * 3_600_000;
    const long = 'Mistral opens the weights of its new coding model';
    expect(told(telling('a', long), telling('a', long, hours(24)))).toEqual(['a+a']);
    expect(told(telling('a', 'Morning brief'), telling('a', 'Morning brief', hours(24)))).toEqual(['a', 'a']);
    expect(told(telling('a', 'Morning brief'), telling('a', 'Morning brief', hours(1)))).toEqual(['a+a']);
  });

  it('of more than two days ago is another one', () => {
    const title = 'Mistral opens the weights of its new coding model';
    const hours = (count: number) => NOON + count * 3_600_000;
    expect(told(telling('a', title), telling('b', title, hours(48)))).toEqual(['a+b']);
    expect(told(telling('a', title), telling('b', title, hours(49)))).toEqual(['a', 'b']);
  });

  it('was told when any of its tellings was', () => {
    const wasTold = alreadyTold([
      telling('a', 'Mistral opens the weights of its new coding model', NOON - 3_600_000),
    ]);
    expect(
      wasTold([telling('c', 'Something else'), telling('b', 'Mistral opens weights of new coding model')]),
    ).toBe(true);
    expect(wasTold([telling('b', 'Mistral closes its Paris office on Friday')])).toBe(false);
  });
});
