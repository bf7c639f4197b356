/** A sample edition with every section: what the previewers open and the tests lay out. All of it is invented. */
import { editionDate } from '../src/model/date.ts';
import { fullPagePath, type Edition, type Publication } from '../src/model/edition.ts';
import { sampleBoards } from './samples/boards.ts';
import { sampleEssay } from './samples/essay.ts';
import { sampleLabs, sampleWire } from './samples/links.ts';
import { samplePapers } from './samples/papers.ts';

const date = editionDate('2026-11-24');

export const samplePublication: Publication = {
  name: 'The Inference Report',
  tagline: 'What the labs said, what the papers show, and where the boards stand.',
  publisher: 'Sample Newsroom Press',
  postalAddress: '12 Example Street, 10115 Berlin, Germany',
  locale: 'en-GB',
  direction: 'ltr',
  timeZone: 'Europe/Berlin',
  publicUrl: 'https://news.example',
  privacyUrl: '/privacy',
  sample: true,
};

export const sampleEdition: Edition = {
  date,
  number: 128,
  publication: samplePublication,
  title: sampleEssay.title,
  subject: 'Cheaper answers, more attempts',
  preheader: 'Three labs cut prices in nine days; the boards tie at the top once attempts are fixed.',
  sections: [
    {
      kind: 'essay',
      id: 'essay',
      heading: 'Essay',
      note: null,
      all: { label: 'This essay on the web', path: fullPagePath('essay', date) },
      essay: sampleEssay,
    },
    {
      kind: 'links',
      id: 'labs',
      heading: 'AI Labs',
      note: null,
      all: { label: 'All labs', path: fullPagePath('labs', date) },
      entries: sampleLabs,
    },
    {
      kind: 'links',
      id: 'wire',
      heading: 'From the Wire',
      note: null,
      all: { label: 'All feeds', path: fullPagePath('wire', date) },
      entries: sampleWire,
    },
    {
      kind: 'papers',
      id: 'papers',
      heading: 'Research Papers: Distributed Computing',
      note: 'A quiet day on arXiv: three papers instead of six.',
      all: { label: 'All papers', path: fullPagePath('papers', date) },
      focus: { category: 'cs.DC', name: 'Distributed Computing' },
      entries: samplePapers,
    },
    {
      kind: 'benchmarks',
      id: 'benchmarks',
      heading: 'Benchmarks',
      note: null,
      all: { label: 'Full tables', path: fullPagePath('benchmarks', date) },
      tables: sampleBoards,
    },
  ],
  report: {
    checked: 42,
    failed: [
      { sourceId: 'grid-weekly', name: 'Grid Weekly', reason: 'did not answer within 20 s' },
      {
        sourceId: 'sample-repair',
        name: 'Repository Repair',
        reason: 'answered with a page instead of a table',
      },
    ],
  },
  words: sampleEssay.words,
  readingMinutes: 7,
};
