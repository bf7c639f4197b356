/** A benchmark table, the same whether it shows five rows or all, in the words of the mail: real table markup in a box of its own. */
import {
  attributionLine,
  changeKind,
  changeText,
  figuresLine,
  figuresOf,
  makerLine,
  modelHead,
  movementWords,
  rankWords,
  scoreHead,
  tableCaption,
  tableNotes,
  type Figure,
  type Spoken,
} from '../../../emails/table-words.ts';
import { DOT } from '../../../emails/words.ts';
import { wordsOf } from '../../locales/index.ts';
import { scoreText } from '../../model/board.ts';
import type { BoardTable, Publication, TableRow } from '../../model/edition.ts';
import { breakable, html, link, type Html } from './html.ts';

/** The id that a page gives the heading of a table, which names the table's box, too. */
export function headingId({ id }: BoardTable): string {
  return `board-${id}`;
}

/** @param table with the rows to show */
export function boardTable(table: BoardTable, publication: Publication): Html {
  const figures = figuresOf(table, publication);
  const captionId = `caption-${table.id}`;
  return html`<div
    class="scroll"
    role="region"
    aria-labelledby="${headingId(table)} ${captionId}"
    tabindex="0"
  >
    <table>
      <caption id="${captionId}">
        ${tableCaption(table, publication)}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="rank">${wordsOf(publication).board.rank}</th>
          <th scope="col">${modelHead(table, publication)}</th>
          <th scope="col" class="figure">${scoreHead(table, publication)}</th>
          ${figures.map(({ label }) => html`<th scope="col" class="figure further">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map((row) => tableRow({ table, publication, figures }, row))}
      </tbody>
    </table>
  </div>`;
}

type Printing = {
  readonly table: BoardTable;
  readonly publication: Publication;
  readonly figures: readonly Figure[];
};

function tableRow({ table, publication, figures }: Printing, row: TableRow): Html {
  return html`<tr>
    <td class="rank">${spoken(rankWords(row, publication))} ${movement(row, publication)}</td>
    <th scope="row">
      ${breakable(row.name)} ${rowDetail(row, publication)}
      ${figures.length > 0 && html`<small class="in-line" hidden>${figuresLine(table, row, publication)}</small>`}
    </th>
    <td class="figure score">${scoreText(table, row.score)} ${scoreChange(table, row)}</td>
    ${figures.map(({ text }) => html`<td class="figure further">${text(row)}</td>`)}
  </tr>`;
}

function rowDetail(row: TableRow, publication: Publication): Html | null {
  const agent = row.kind === 'agent' ? wordsOf(publication).board.agent : '';
  const detail = [makerLine(row, publication), agent, foreignName(row)].filter(Boolean).join(DOT);
  return detail === '' ? null : html`<small>${breakable(detail)}</small>`;
}

/** What the source itself calls the row, where name and effort do not say it already. */
function foreignName({ name, effort, rawName }: TableRow): string {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return letters(rawName) === letters(`${name} ${effort ?? ''}`) ? '' : rawName;
}

function movement({ movement: moved }: TableRow, publication: Publication): Html | null {
  return moved && html`<small class="${moved.kind}">${spoken(movementWords(moved, publication))}</small>`;
}

/** Colour is never the only cue, and signs are read out as words. */
function spoken({ sign, spoken: words }: Spoken): Html {
  return sign === words ? html`${sign}` : html`<span role="img" aria-label="${words}">${sign}</span>`;
}

function scoreChange(table: BoardTable, row: TableRow): Html | null {
  const change = changeText(table, row);
  if (change === '') return null;
  return html`<small class="${changeKind(table, change)}">${change}</small>`;
}

/** What must be known of the figures, and where they come from. */
export function boardNotes(table: BoardTable, publication: Publication): Html {
  return html`<p class="meta">
    ${tableNotes(table, publication).map((note) => html`${note}<br />`)} ${wordsOf(publication).board.source}
    ${link(table.attribution.url, attributionLine(table))}
  </p>`;
}
