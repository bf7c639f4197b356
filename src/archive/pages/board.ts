/** A benchmark table, the same whether it shows five rows or all: real table markup that scrolls inside its own box. */
import { effortText, extraText, rankText, scoreText, type Movement } from '../../model/board.ts';
import type { BoardTable, Publication, TableRow } from '../../model/edition.ts';
import { calendarDay } from './dates.ts';
import { breakable, count, html, link, type Html } from './html.ts';

/** @param table with the rows to show @param caption what a screen reader hears first */
export function boardTable(table: BoardTable, caption: string): Html {
  const bounded = table.rows.some(({ low, high }) => low !== null && high !== null);
  const captionId = `caption-${table.id}`;
  return html`<div class="scroll" role="region" aria-labelledby="${captionId}" tabindex="0">
    <table>
      <caption id="${captionId}">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="rank">Rank</th>
          <th scope="col">Model</th>
          <th scope="col" class="figure">${table.scoreLabel === '' ? 'Score' : table.scoreLabel}</th>
          ${bounded && html`<th scope="col" class="figure">Range</th>`}
          ${table.columns.map((column) => html`<th scope="col" class="figure">${column.label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map((row) => tableRow(table, row, bounded))}
      </tbody>
    </table>
  </div>`;
}

function tableRow(table: BoardTable, row: TableRow, bounded: boolean): Html {
  return html`<tr>
    <td class="rank">${rankText(row)} ${row.movement !== null && movement(row.movement)}</td>
    <th scope="row">${breakable(row.name)} ${rowDetail(row)}</th>
    <td class="figure score">${scoreText(table, row.score)} ${scoreChange(table, row.scoreChange)}</td>
    ${bounded && html`<td class="figure range">${range(table, row)}</td>`}
    ${table.columns.map(
      (column) => html`<td class="figure">${extraText(column, row.extra[column.key])}</td>`,
    )}
  </tr>`;
}

function rowDetail({ organisation, effort, kind, name, rawName }: TableRow): Html | null {
  const parts = [
    organisation,
    effort === null ? null : effortText(effort),
    kind === 'agent' ? 'agent' : null,
  ];
  const detail = parts.filter((part) => part !== null).join(', ');
  const raw = rawName === name ? '' : ` (${rawName})`;
  return detail + raw === '' ? null : html`<small>${breakable((detail + raw).trim())}</small>`;
}

/** Colour is never the only cue, and the signs are read out as words. */
function movement(moved: Movement): Html {
  switch (moved.kind) {
    case 'up':
      return signed('up', `▲ ${moved.by}`, `up ${moved.by}`);
    case 'down':
      return signed('down', `▼ ${moved.by}`, `down ${moved.by}`);
    case 'new':
      return html`<small class="new">new</small>`;
    case 'same':
      return signed('same', '–', 'unchanged');
  }
}

function signed(kind: string, sign: string, words: string): Html {
  return html`<small class="${kind}"
    ><span aria-hidden="true">${sign}</span><span class="unseen">${words}</span></small
  >`;
}

/** A change that prints as zero is none. */
function scoreChange(table: BoardTable, change: number | null): Html | null {
  if (change === null || Number(change.toFixed(table.decimals)) === 0) return null;
  const better = change > 0 === table.higherIsBetter;
  return html`<small class="${better ? 'up' : 'down'}"
    >${change > 0 ? '+' : ''}${scoreText(table, change)}</small
  >`;
}

function range(table: BoardTable, { low, high }: TableRow): string {
  return low === null || high === null ? '–' : `${scoreText(table, low)} to ${scoreText(table, high)}`;
}

/** Where the figures come from and what they may be compared with. */
export function boardSource(table: BoardTable, publication: Publication): Html {
  const { attribution, version, window, invented, staleNote } = table;
  return html`<p class="meta">
    As of
    ${calendarDay(table.asOf, publication)}${version !== null && html` · version ${version}`}${
      window !== null && html` · window ${window}`
    }
    · ${count(table.total, 'row')} · Source:
    ${link(attribution.url, attribution.name)}${attribution.licence !== null && html` (${attribution.licence})`}
    ${invented && html` · <strong>Invented for the sample newsroom.</strong>`}
    ${staleNote !== null && html`<br />${staleNote}`}
  </p>`;
}
