/** Sample papers: one author and many, a cut abstract, and a title that is hard to break. */
import type { PaperEntry } from '../../src/model/edition.ts';

export const samplePapers: PaperEntry[] = [
  paper('2611.01234', {
    title: 'Twelve Tries and a Vote: What Test-Time Attempts Buy on Repository Repair',
    authors: ['Ana Lindqvist', 'Tomasz Wrona', 'Ifeoma Okafor', 'Jun Watanabe', 'Clara Meier', 'Luis Ortega'],
    abstract:
      'Scores on software-repair boards rise with the number of attempts, yet most reports give only the score. We run nine models on four hundred repository tasks with one to sixteen attempts each and a fixed budget of tokens. Two thirds of the gain reported as “agentic” disappears when the budget is held constant; the rest comes from a verifier that runs the tests of the repository before it votes. We find a simple rule that predicts the curve of every model from its first two points with an error below 1.5 points, and we publish all 57,600 traces. The rule fails for one model, which repeats its first answer in 71% of its attempts, and we show why.',
    why: 'category',
  }),
  paper('2611.02077', {
    title: 'SparseGate-MoE/Router-Replay: Deterministic Expert Routing for Reproducible Inference',
    authors: ['R. Venkataraman', 'Søren Dahl'],
    abstract:
      'Mixture-of-experts models answer the same prompt differently when they share a batch with other prompts, because routing capacity is decided per batch. We record the routing of a prompt once and replay it, which makes 99.98% of answers identical across batch sizes at a cost of 0.7% of throughput.',
    cut: true,
    why: 'keyword: routing',
  }),
  paper('2611.02411', {
    title: 'A Benchmark Is a Contract: Versioning Rules for Living Leaderboards',
    authors: ['Miriam Adeyemi'],
    abstract:
      'Leaderboards change their tasks, their harness and their scoring while keeping their name. We collect 212 such changes on 40 boards and show that 61% of the movements reported in the week after a change are caused by the change itself. We propose three rules: number every version, never compare across versions, and keep the old tables reachable.',
    why: 'author',
  }),
];

function paper(
  arxivId: string,
  given: Pick<PaperEntry, 'title' | 'authors' | 'abstract' | 'why'> & { cut?: boolean },
): PaperEntry {
  return {
    itemId: Number(arxivId.replace('.', '')),
    url: `https://arxiv.org/abs/${arxivId}`,
    pdfUrl: `https://arxiv.org/pdf/${arxivId}`,
    arxivId,
    category: 'cs.DC',
    publishedAt: Date.UTC(2026, 10, 23),
    cut: false,
    ...given,
  };
}
