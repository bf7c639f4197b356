/** A benchmark table, the same whether it shows five rows or all: real table markup that scrolls inside its own box. */
import { effortText, movementWords } from '../../../emails/table-words.ts';
import { counted, fill, wordsOf } from '../../locales/index.ts';
import { extraText, rankText, scoreText, type Movement } from '../../model/board.ts';
import type { BoardTable, Publication, TableRow } from '../../model/edition.ts';
import { calendarDay } from './dates.ts';
import { breakable, html, link, type Html } from './html.ts';

/** @param table with the rows to show @param caption what a screen reader hears first */
export function boardTable(table: BoardTable, publication: Publication, caption: string): Html {
  const { board } = wordsOf(publication);
  const bounded = table.rows.some(({ low, high }) => low !== null && high !== null);
  const captionId = `caption-${table.id}`;
  return html`<div class="scroll" role="region" aria-labelledby="${captionId}" tabindex="0">
    <table>
      <caption id="${captionId}">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="rank">${board.rank}</th>
          <th scope="col">${board.model}</th>
          <th scope="col" class="figure">${table.scoreLabel === '' ? board.score : table.scoreLabel}</th>
          ${bounded && html`<th scope="col" class="figure">${board.range}</th>`}
          ${table.columns.map((column) => html`<th scope="col" class="figure">${column.label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map((row) => tableRow({ table, publication, bounded }, row))}
      </tbody>
    </table>
  </div>`;
}

type Printing = { readonly table: BoardTable; readonly publication: Publication; readonly bounded: boolean };

function tableRow({ table, publication, bounded }: Printing, row: TableRow): Html {
  return html`<tr>
    <td class="rank">${rankText(row)} ${row.movement !== null && movement(row.movement, publication)}</td>
    <th scope="row">${breakable(row.name)} ${rowDetail(row, publication)}</th>
    <td class="figure score">${scoreText(table, row.score)} ${scoreChange(table, row.scoreChange)}</td>
    ${bounded && html`<td class="figure range">${range(table, row, publication)}</td>`}
    ${table.columns.map(
      (column) => html`<td class="figure">${extraText(column, row.extra[column.key])}</td>`,
    )}
  </tr>`;
}

function rowDetail(row: TableRow, publication: Publication): Html | null {
  const { organisation, effort, kind, name, rawName } = row;
  const parts = [
    organisation,
    effort === null ? null : effortText(effort, publication),
    kind === 'agent' ? wordsOf(publication).board.agent : null,
  ];
  const detail = parts.filter((part) => part !== null).join(', ');
  const raw = rawName === name ? '' : ` (${rawName})`;
  return detail + raw === '' ? null : html`<small>${breakable((detail + raw).trim())}</small>`;
}

/** Colour is never the only cue, and the signs are read out as words. */
function movement(moved: Movement, publication: Publication): Html {
  const { spoken } = movementWords(moved, publication);
  switch (moved.kind) {
    case 'up':
      return signed('up', `▲ ${moved.by}`, spoken);
    case 'down':
      return signed('down', `▼ ${moved.by}`, spoken);
    case 'new':
      return html`<small class="new">${spoken}</small>`;
    case 'same':
      return signed('same', '–', spoken);
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

function range(table: BoardTable, { low, high }: TableRow, publication: Publication): string {
  if (low === null || high === null) return '–';
  const { bounds } = wordsOf(publication).pages;
  return fill(bounds, { low: scoreText(table, low), high: scoreText(table, high) });
}

/** Where the figures come from and what they may be compared with. */
export function boardSource(table: BoardTable, publication: Publication): Html {
  const { attribution, version, window, invented, staleNote } = table;
  const { board, pages } = wordsOf(publication);
  return html`<p class="meta">
    ${pages.asOf}
    ${calendarDay(table.asOf, publication)}${version !== null && html` · ${fill(pages.version, { version })}`}${
      window !== null && html` · ${fill(pages.window, { window })}`
    }
    · ${counted(publication, pages.rows, table.total)} · ${board.source}
    ${link(attribution.url, attribution.name)}${attribution.licence !== null && html` (${attribution.licence})`}
    ${invented && html` · <strong>${pages.invented}</strong>`}
    ${staleNote !== null && html`<br />${staleNote}`}
  </p>`;
}
