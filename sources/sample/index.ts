/** The sample newsroom: a day's sources, served by its own loopback server and read by the same code as live ones. */
import type { EditionDate } from '../../src/model/date.ts';
import { boardSource } from '../boards/board-source.ts';
import type { BoardDefinition } from '../boards/definition.ts';
import { BOARD_DEFINITIONS } from '../boards/definitions.ts';
import { feedSource } from '../feed.ts';
import { arxivSource } from '../papers/arxiv.ts';
import type { Source } from '../source.ts';
import { SAMPLE_LABS, SAMPLE_OUTLETS, type SampleLab } from './world.ts';

export { sampleEssay } from './essay.ts';
export { startSampleNewsroom, type SampleNewsroom } from './server.ts';

/**
 * The sources of a day: six labs, six outlets, papers, two boards.
 * @param origin of a started sample newsroom
 * @param categories arXiv categories to have papers in, as `focusCategories` of the settings
 */
export function sampleSources(
  origin: string,
  date: EditionDate,
  categories: readonly string[] = ['cs.AI'],
): Source[] {
  const at = `${origin}/${date}`;
  return [
    ...SAMPLE_LABS.map((lab) => feedAt(`${at}/labs`, lab, 'labs')),
    ...SAMPLE_OUTLETS.map((outlet) => feedAt(`${at}/wire`, outlet, 'wire')),
    arxivSource({ categories, feedUrl: `${at}/arxiv/rss`, name: 'arXiv (sample)' }),
    ...boardsAt(`${at}/boards`).map((definition) => boardSource(definition, { invented: true })),
  ];
}

function feedAt(folder: string, { id, name }: SampleLab, section: 'labs' | 'wire'): Source {
  return feedSource({ id, name, section, url: `${folder}/${id}.xml`, homepage: `https://${id}.example/` });
}

/** The boards of the catalogue under the same ids, with addresses and credit of the sample newsroom. */
function boardsAt(folder: string): BoardDefinition[] {
  const pages: Readonly<Record<string, string>> = {
    'artificial-analysis': 'artificial-analysis.json',
    'swe-rebench': 'swe-rebench.html',
  };
  return BOARD_DEFINITIONS.flatMap((definition) => {
    const page = pages[definition.id];
    if (page === undefined) return [];
    const attribution = { name: 'the sample newsroom', url: 'https://sample.example/', licence: null };
    return [{ ...definition, attribution, url: `${folder}/${page}` }];
  });
}
