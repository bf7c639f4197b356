/** A draft as the render command gives it. */
import { editionDate } from '../../src/model/date.ts';
import type { Draft } from '../../src/studio/draft.ts';

export function draft(more: Partial<Draft> = {}): Draft {
  return {
    date: editionDate('2026-11-24'),
    state: 'draft',
    subject: 'Small models learn to wait',
    preheader: 'Three schedulers, one quiet wire, and a tie at the top.',
    html: '<style>@media (prefers-color-scheme: dark) { body { color: white } }</style><p>Good morning.</p>',
    text: 'Good morning.',
    findings: [
      { check: 'reading-time', severity: 'warn', place: 'essay', message: 'The essay is short.' },
      { check: 'links', severity: 'block', place: 'html', message: 'A link leads nowhere.' },
    ],
    ...more,
  };
}
