/** The sources page: the health of every source in use, those that need a look first. */
import { html, link, type Html } from '../archive/pages/html.ts';
import type { HealthState, SourceHealth } from '../edition/health.ts';
import type { Instant } from '../model/date.ts';

export function sourcesPage(newsletterName: string, sources: readonly SourceHealth[]): Html {
  const counts = [...Map.groupBy(sources, ({ state }) => state)]
    .toSorted(([a], [b]) => URGENCY[a] - URGENCY[b])
    .map(([state, members]) => `${members.length} ${state}`);
  const sections = Map.groupBy(sources, ({ section }) => section);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sources · ${newsletterName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/studio.css" />
      </head>
      <body>
        <header>
          <p class="kicker"><a href="/">Preview</a> · ${newsletterName}</p>
          <h1>Sources</h1>
          <p class="meta">${counts.length === 0 ? 'No source is configured.' : `${counts.join(', ')}.`}</p>
        </header>
        <main>${[...sections].map(([section, members]) => sourceTable(section, members))}</main>
      </body>
    </html>`;
}

const URGENCY: Readonly<Record<HealthState, number>> = {
  failing: 0,
  quiet: 1,
  'never asked': 2,
  off: 3,
  well: 4,
};

function sourceTable(section: string, sources: readonly SourceHealth[]): Html {
  const urgentFirst = sources.toSorted((a, b) => URGENCY[a.state] - URGENCY[b.state]);
  return html`<div class="sheet" tabindex="0" role="region" aria-label="${section}">
    <table class="sources">
      <caption>
        ${section}
      </caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">State</th>
          <th scope="col">Last success</th>
          <th scope="col">Newest</th>
          <th scope="col">A week</th>
          <th scope="col">Not modified</th>
          <th scope="col">Remarks</th>
        </tr>
      </thead>
      <tbody>
        ${urgentFirst.map(sourceRow)}
      </tbody>
    </table>
  </div>`;
}

function sourceRow(source: SourceHealth): Html {
  const { name, url, kind, cadence, quirks, lastChecked, state, remarks, itemsPerWeek } = source;
  const facts = [kind, cadence, lastChecked === null ? null : `seen to work ${lastChecked}`, quirks];
  return html`<tr>
    <th scope="row">
      ${link(url, name)}
      <small>${facts.filter((fact) => fact !== null).join(' · ')}</small>
    </th>
    <td class="${state === 'failing' ? 'block' : state === 'quiet' ? 'warn' : ''}">${state}</td>
    <td data-label="Last success">${dayOf(source.lastSuccessAt)}</td>
    <td data-label="Newest">${dayOf(source.newestAt)}</td>
    <td data-label="A week">${itemsPerWeek === null ? '–' : itemsPerWeek.toFixed(1)}</td>
    <td data-label="Not modified">${source.notModified} of ${source.requests}</td>
    <td>${remarks.join('; ')}</td>
  </tr>`;
}

function dayOf(at: Instant | null): string {
  return at === null ? 'never' : new Date(at).toISOString().slice(0, 10);
}
