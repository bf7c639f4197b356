/** Sample headlines: short and long, alone and shared, one of them written right to left. */
import type { LinkEntry } from '../../src/model/edition.ts';

type Story = readonly [title: string, source: string, summary?: string, alsoIn?: readonly string[]];

const LABS: readonly Story[] = [
  [
    'Borealis 5 is out of preview',
    'Aurora Lab',
    'The model keeps its context window and loses a third of its price.',
    ['The Morning Model', 'Wire & Weights'],
  ],
  [
    'How we test for memorised benchmarks',
    'Fennel Research',
    'A method note: rewrite each task twice, then compare what the model does with the three versions of it.',
  ],
  [
    'A smaller safety classifier, with its failures',
    'Aurora Lab',
    'Four hundred million parameters, a model card, and a list of the attacks that still get through.',
  ],
  [
    'Tern-2 weights, training log and data sheet',
    'Open Estuary',
    'Everything needed to repeat the run, down to the two loss spikes and what was done about them.',
  ],
  [
    'Notes on running a hundred agents for a month without anybody watching over them, what they broke, what they quietly repaired, and what it came to',
    'Fennel Research',
  ],
  ['Price change for batch requests', 'Kestrel'],
  [
    'מודל שפה חדש לעברית ולערבית',
    'Negev NLP',
    'A bilingual model and its evaluation set, both under an open licence.',
  ],
  [
    'Evaluating tool use when the tools lie',
    'Kestrel',
    'One in five calls returns a wrong answer on purpose; most agents never notice.',
  ],
];

const WIRE: readonly Story[] = [
  ['Regulators agree on one form for model incidents', 'The Ledger', '', ['Wire & Weights']],
  ['Data centre on the Elbe gets its second grid connection', 'Grid Weekly'],
  ['A court asks what “open weights” means', 'The Morning Model'],
  [
    'Chip packaging, not chips, is the new queue',
    'Wafer Notes',
    '',
    ['The Ledger', 'Grid Weekly', 'Wire & Weights'],
  ],
  ['Universities pool their compute for the third year', 'Campus Wire'],
  ['Insurers publish the first loss table for autonomous agents', 'The Ledger'],
  ['Why your translation costs less than your coffee', 'Wire & Weights'],
  ['小型モデルが図書館の目録づくりを引き受ける', 'Tosho Shimbun'],
  ['Union and newsroom settle on how drafts are labelled', 'Campus Wire'],
  ['An audit of forty leaderboards finds nine that nobody maintains', 'The Morning Model'],
];

export const sampleLabs = LABS.map((story, index) => entry(story, 100 + index, 'labs'));
export const sampleWire = WIRE.map((story, index) => entry(story, 200 + index, 'wire'));

function entry([title, source, summary = '', alsoIn = []]: Story, itemId: number, folder: string): LinkEntry {
  return {
    itemId,
    title,
    url: `https://${folder}.example/2026/11/${itemId}`,
    source,
    summary,
    publishedAt: Date.UTC(2026, 10, 23, 9, itemId % 60),
    precision: 'instant',
    alsoIn: alsoIn.map((name, index) => ({ source: name, url: `https://also.example/${itemId}/${index}` })),
  };
}
