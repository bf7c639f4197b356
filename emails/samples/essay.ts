/** A sample essay that uses every kind of block: what the layout is judged by. */
import { inlineText, type Block, type Essay, type Inline } from '../../src/model/essay.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const link = (words: string, url: string): Inline => ({ kind: 'link', url, content: [text(words)] });
const paragraph = (...content: (Inline | string)[]): Block => ({
  kind: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
});

const blocks: Block[] = [
  paragraph(
    'A year ago the argument was about who trains the largest model. This autumn it is about who can afford to answer. ' +
      'Three of the five labs we follow cut the price of a million output tokens within nine days of one another, and none of ' +
      'them said how. The likely reason is dull and therefore believable: ',
    { kind: 'strong', content: [text('caching, batching and smaller experts')] },
    ', not a new idea.',
  ),
  paragraph(
    'The numbers behind that sentence are thin, so it is worth saying where they come from. Two labs publish a price list; ',
    link('the third changed a page', 'https://labs.example/pricing/changes'),
    ' and left the old one in a public cache. A fourth told ',
    { kind: 'emphasis', content: [text('resellers')] },
    ' only. We counted list prices and nothing else.',
    { kind: 'footnote', number: 1 },
  ),
  { kind: 'heading', level: 2, content: [text('What a falling price does')] },
  paragraph(
    'Cheap answers change what people ask for. When a question costs a cent, you ask one. When it costs a hundredth of a ' +
      'cent, a program asks ten thousand and keeps the best. That is why the agents on this week’s boards look better than the ' +
      'models they are built from, and why their bills look worse.',
  ),
  {
    kind: 'quote',
    blocks: [
      paragraph(
        'We did not make the model smarter. We let it try eleven more times and check its own work before anyone looked.',
      ),
    ],
  },
  paragraph('Whether that counts as progress depends on what you pay for. Three tests we find useful:'),
  {
    kind: 'list',
    ordered: true,
    start: 1,
    items: [
      [paragraph('Does the score hold when the number of attempts is fixed?')],
      [paragraph('Does the cost of one solved task fall, or only the cost of one token?')],
      [paragraph('Would a patient person with the old model have got there too?')],
    ],
  },
  paragraph('Anyone can run the first one. With our own harness it is a single line: ', {
    kind: 'code',
    text: 'attempts = 1',
  }),
  {
    kind: 'code',
    language: 'toml',
    text: '[run]\nmodel = "borealis-5"\nattempts = 1      # not 12\n  budget_usd = 0.40',
  },
  paragraph(
    'Set that way, the top five of the coding board keeps its order but not its distances: the first place is now a tie, and ' +
      'the gap from first to fifth is smaller than the error bars the board itself prints. A reader who only sees the ranks would ' +
      'call it a race. A reader who sees the bars would call it a queue.',
  ),
  paragraph(
    'None of this makes the new prices less welcome. It does mean that the next comparison worth printing is dollars per ' +
      'finished task, with the attempts written beside it. We have asked two boards to add that column. One said yes.',
  ),
];

export const sampleEssay: Essay = {
  title: 'The price of an answer is falling faster than its quality is rising',
  byline: 'The editors',
  standfirst: 'Cheaper tokens buy more attempts, and more attempts are being sold as better models.',
  subject: null,
  preheader: null,
  blocks,
  footnotes: [
    [
      paragraph(
        'List prices on 20 November, without volume discounts; ',
        link('our table', 'https://labs.example/table'),
        '.',
      ),
    ],
  ],
  words: blocks.flatMap((block) =>
    block.kind === 'paragraph' ? inlineText(block.content).split(/\s+/u) : [],
  ).length,
};
