/** The boards that come with the newsletter, as data; an operator adds others in the settings without code. */
import type { BoardReference } from '../../src/config.ts';
import type { BoardDefinition } from './definition.ts';

const LMARENA_ROWS =
  'https://datasets-server.huggingface.co/rows?dataset=lmarena-ai%2Fleaderboard-dataset&split=latest&offset=0&length=100';

export const BOARD_DEFINITIONS: readonly BoardDefinition[] = [
  {
    id: 'artificial-analysis',
    adapter: 'artificial-analysis',
    title: 'Artificial Analysis Intelligence Index',
    description:
      'One index from many evaluations of reasoning, knowledge and coding; the best effort of each model',
    url: 'https://artificialanalysis.ai/api/v2/language/models/free',
    // Consent to print is the operator's to get: the free tier alone does not give it.
    attribution: { name: 'Artificial Analysis', url: 'https://artificialanalysis.ai', licence: null },
    ...score('Score'),
    cadenceDays: 1,
    quirks:
      'Writes 0 for a speed or price it does not know; a new version of the index rescales every score.',
    lastChecked: '2026-07',
  },
  {
    id: 'swe-rebench',
    adapter: 'swe-rebench',
    title: 'SWE-rebench',
    description: 'Share of fresh software engineering tasks from public repositories that were resolved',
    url: 'https://swe-rebench.com/',
    // No terms are stated for the scores: credit, link, and ask once a day at most.
    attribution: { name: 'SWE-rebench', url: 'https://swe-rebench.com', licence: null },
    ...score('Resolved', '%'),
    cadenceDays: 30,
    quirks: 'Lives inside its page; windows that were not run are filled with zeros.',
    lastChecked: '2026-08',
  },
  {
    id: 'epoch-eci',
    adapter: 'epoch-eci',
    title: 'Epoch Capabilities Index',
    description: 'A common scale for models, fitted over dozens of benchmarks, with bounds',
    url: 'https://epoch.ai/data/eci_scores.csv',
    attribution: { name: 'Epoch AI', url: 'https://epoch.ai/data', licence: 'CC BY 4.0' },
    ...score('ECI'),
    cadenceDays: 7,
    quirks: 'States no day of its own; the dates in it are the models’ releases.',
    lastChecked: '2026-09',
  },
  {
    id: 'lmarena-text',
    adapter: 'lmarena',
    title: 'LMArena Text',
    description: 'Ratings from people who compared two anonymous answers to their own prompt',
    url: `${LMARENA_ROWS}&config=text`,
    attribution: { name: 'LMArena', url: 'https://lmarena.ai/leaderboard/text', licence: 'CC BY 4.0' },
    ...score('Rating', '', 0),
    cadenceDays: 7,
    quirks: 'A hundred rows a page; too many pages at once are refused. Only the overall category is read.',
    lastChecked: '2026-04',
  },
  {
    id: 'lmarena-webdev',
    adapter: 'lmarena',
    title: 'LMArena WebDev',
    description: 'Ratings from people who compared two anonymous models building the same web page',
    url: `${LMARENA_ROWS}&config=webdev`,
    attribution: { name: 'LMArena', url: 'https://lmarena.ai/leaderboard/webdev', licence: 'CC BY 4.0' },
    ...score('Rating', '', 0),
    cadenceDays: 7,
    quirks: 'A hundred rows a page; too many pages at once are refused. Only the overall category is read.',
    lastChecked: '2026-04',
  },
  {
    id: 'aider-polyglot',
    adapter: 'aider',
    title: 'Aider polyglot',
    description: 'Share of 225 hard exercises in six languages solved within two tries',
    url: 'https://raw.githubusercontent.com/Aider-AI/aider/main/aider/website/_data/polyglot_leaderboard.yml',
    attribution: { name: 'Aider', url: 'https://aider.chat/docs/leaderboards/', licence: 'Apache-2.0' },
    ...score('Solved', '%'),
    cadenceDays: null,
    quirks: 'Its newest row is of October 2025; a cost nobody recorded says 0.',
    lastChecked: null,
  },
];

/** A board of the settings: one of the catalogue by id, or one written out there; null for an unknown id. */
export function boardDefinition(reference: BoardReference): BoardDefinition | null {
  if (typeof reference === 'string') return BOARD_DEFINITIONS.find(({ id }) => id === reference) ?? null;
  const { read, attribution, ...rest } = reference;
  const catalogue = { cadenceDays: null, quirks: null, lastChecked: null, read: read ?? null };
  return { ...rest, ...catalogue, attribution: attribution ?? ownAttribution(reference) };
}

function ownAttribution({ title, url }: { title: string; url: string }): BoardDefinition['attribution'] {
  return { name: title, url: new URL(url).origin, licence: null };
}

function score(scoreLabel: string, suffix = '', decimals = 1) {
  return { scoreLabel, suffix, decimals, higherIsBetter: true, read: null };
}
