/** A benchmark table as plain text. */
import { scoreText } from '../../model/board.ts';
import type { BenchmarksSection, BoardTable, Publication, TableRow } from '../../model/edition.ts';
import {
  attributionLine,
  changeText,
  figuresLine,
  figuresOf,
  makerLine,
  movementWords,
  rankWords,
  tableCaption,
  tableLink,
  tableLinkLabel,
  tableNotes,
} from '../../../emails/table-words.ts';
import { foreignLink, linkLine, lines, paragraphs } from './lines.ts';
import { fitsTable, textTable, type TextCell, type TextColumn } from './table.ts';

/** Names narrower than this are hard to read: then the extra figures go under the name instead. */
const NAME_WIDTH = 20;

export function boardText(board: BoardTable, section: BenchmarksSection, publication: Publication): string {
  return paragraphs(
    lines(`-- ${board.title}`, board.description, tableCaption(board, publication)),
    standingsTable(board),
    lines(
      ...tableNotes(board),
      `Source: ${attributionLine(board)}`,
      foreignLink(board.attribution.url),
      tableLinkLabel(board),
      linkLine(tableLink(publication, section, board)),
    ),
  );
}

function standingsTable(board: BoardTable): string {
  const columns = [
    ...coreColumns(board),
    ...figuresOf(board).map(({ label }) => ({ label, align: 'end' as const })),
  ];
  const rows = board.rows.map((row) => [...coreCells(board, row, false), ...figureCells(board, row)]);
  if (fitsTable(columns, rows, NAME_WIDTH)) return textTable(columns, rows);
  return textTable(
    coreColumns(board),
    board.rows.map((row) => coreCells(board, row, true)),
  );
}

function coreColumns(board: BoardTable): TextColumn[] {
  return [
    { label: 'Rank', align: 'start' },
    { label: 'Model', align: 'start', flexible: true },
    { label: board.scoreLabel === '' ? 'Score' : board.scoreLabel, align: 'end' },
  ];
}

function coreCells(board: BoardTable, row: TableRow, figuresUnderName: boolean): TextCell[] {
  const rank = [rankWords(row).sign, row.movement === null ? '' : movementWords(row.movement).sign];
  const model = [row.name, makerLine(row), figuresUnderName ? figuresLine(board, row) : ''];
  const score = [scoreText(board, row.score), changeText(board, row)];
  return [[rank.join(' ').trimEnd()], filled(model), filled(score)];
}

function figureCells(board: BoardTable, row: TableRow): TextCell[] {
  return figuresOf(board).map(({ text }) => [text(row)]);
}

function filled(cell: readonly string[]): TextCell {
  return cell.filter((line) => line !== '');
}
