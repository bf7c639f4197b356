/** The sample boards as their publishers would serve them: the index as JSON, the coding board as a flight-payload page. */
import type { EditionDate } from '../../src/model/date.ts';
import { randomOf } from './random.ts';
import { INDEX_VERSION, codingScores, indexScores, taskWindow, type ScoredModel } from './standings.ts';

/** The shape of Artificial Analysis' free endpoint: one record per model and effort, zero for what is not known. */
export function renderIndex(date: EditionDate): string {
  const data = indexScores(date).flatMap((scored) => indexRecords(scored, date));
  // The real answer is not sorted by score either.
  const shuffled = data.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify({
    tier: 'free',
    note: 'Invented for the sample newsroom: no such models exist.',
    intelligence_index_version: INDEX_VERSION,
    pagination: { page: 1, page_size: 200, total_pages: 1, has_more: false },
    data: shuffled,
  });
}

function indexRecords({ model, score }: ScoredModel, date: EditionDate) {
  const { name, family, releasedOn } = model;
  const efforts = family.efforts.length === 0 ? [null] : family.efforts;
  return efforts.map((effort, index) => {
    const fullName = effort === null ? name : `${name} (${effort})`;
    const random = randomOf(`${fullName} ${date}`);
    const index1 = Math.round((score - index * 2.4) * 10) / 10;
    const speed = (family.speed ?? 0) * (0.97 + random.next() * 0.06) * (1 + index * 0.2);
    return {
      id: randomOf(fullName).int(1e8, 9e8).toString(16),
      name: fullName,
      slug: fullName
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/-$/, ''),
      release_date: releasedOn,
      model_creator: { name: family.lab, slug: family.lab.toLowerCase().replaceAll(' ', '-') },
      evaluations: {
        artificial_analysis_intelligence_index: index1,
        artificial_analysis_coding_index: Math.round((index1 - 2 + random.next()) * 10) / 10,
      },
      pricing: {
        price_1m_input_tokens: family.price?.input ?? 0,
        price_1m_output_tokens: family.price?.output ?? 0,
      },
      performance: { median_output_tokens_per_second: Math.round(speed * 10) / 10 },
    };
  });
}

/** The shape of the SWE-rebench page: the state pushed in two halves, windows without runs filled with zeros. */
export function renderCodingPage(date: EditionDate): string {
  const { from, to } = taskWindow(date);
  const earlier = { from: from - (to - from), to: from };
  const items = codingScores(date).map(({ name, kind, score }) => {
    const sem = randomOf(`sem ${name} ${to}`).int(60, 145) / 100;
    const stats = {
      [`${from}:${to}`]: runStats(score, sem),
      [`${earlier.from}:${earlier.to}`]: runStats(0, 0),
    };
    return {
      modelId: `${name.toLowerCase().replaceAll(' ', '-')}__tools`,
      modelName: name,
      taskRangeTimestamp: { from, to },
      agentVersion: 'tools',
      meta: { instance_type: kind },
      rangeStats: { all: stats },
    };
  });
  const state = JSON.stringify({
    state: { problems: [], dates: { dates: [earlier.from, from, to] }, items },
  });
  const half = Math.floor(state.length / 2);
  const push = (text: string) =>
    `<script>self.__next_f.push([1,${JSON.stringify(text).replaceAll('<', '\\u003c')}])</script>`;
  return `<!DOCTYPE html><html lang="en"><head><title>Coding board of the sample newsroom</title></head><body>
<p>Invented for the sample newsroom: no such models or agents exist.</p>
<script>(self.__next_f=self.__next_f||[]).push([0])</script>${push(`5:["$","$L1a",null,${state.slice(0, half)}`)}${push(`${state.slice(half)}]\n`)}</body></html>
`;
}

function runStats(resolvedRate: number, sem: number) {
  const ran = resolvedRate > 0;
  return {
    resolvedRate,
    sem,
    passN: ran ? Math.round((resolvedRate + 13) * 10) / 10 : 0,
    instanceCosts: ran ? Math.round(resolvedRate * 4) / 100 : 0,
    totalTokenUsage: ran ? Math.round(resolvedRate * 41_000) : 0,
    cachedTokenPercentage: ran ? 93.4 : 0,
  };
}
