// The operator's one file: who you are, what you print, when you send. Secrets and places are in the environment.
// Every setting there is, with its default: src/config/settings.ts.
import { defineNewsletter } from './src/config.ts';

export default defineNewsletter({
  name: 'The Inference Report',
  tagline: 'AI labs, the wire, papers and benchmarks, every morning',
  publisher: 'The Inference Report',
  postalAddress: '1 Example Street, 12345 Example City',
  from: { name: 'The Inference Report', address: 'daily@inference-report.example' },
  replyTo: 'editors@inference-report.example',
  listId: 'daily.inference-report.example',
  timeZone: 'America/New_York',
  schedule: { collect: '05:00', draft: '05:30', send: '07:00' },
  approval: 'required',
  sections: ['essay', 'labs', 'wire', 'papers', 'benchmarks'],
  labs: { sources: ['openai', 'google-deepmind', 'hugging-face', 'mistral', 'microsoft-research'] },
  wire: { sources: ['the-verge-ai', 'techcrunch-ai', 'ars-technica-ai', 'mit-technology-review-ai'] },
  papers: { focus: { default: 'cs.AI' } },
  benchmarks: { boards: ['epoch-eci', 'lmarena-text', 'swe-rebench', 'artificial-analysis'] },
});
