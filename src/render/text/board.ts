/** A benchmark table as plain text. */
import { wordsOf } from '../../locales/index.ts';
import { scoreText } from '../../model/board.ts';
import type { BenchmarksSection, BoardTable, Publication, TableRow } from '../../model/edition.ts';
import {
  attributionLine,
  changeText,
  figuresLine,
  figuresOf,
  makerLine,
  modelHead,
  movementWords,
  rankWords,
  scoreHead,
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
    standingsTable(board, publication),
    lines(
      ...tableNotes(board, publication),
      `${wordsOf(publication).board.source} ${attributionLine(board)}`,
      foreignLink(board.attribution.url),
      tableLinkLabel(board, publication),
      linkLine(tableLink(publication, section, board)),
    ),
  );
}

function standingsTable(board: BoardTable, publication: Publication): string {
  const figures = figuresOf(board, publication);
  const columns = [
    ...coreColumns(board, publication),
    ...figures.map(({ label }) => ({ label, align: 'end' as const })),
  ];
  const rows = board.rows.map((row) => [
    ...coreCells(board, row, publication),
    ...figures.map(({ text }) => [text(row)]),
  ]);
  if (fitsTable(columns, rows, NAME_WIDTH)) return textTable(columns, rows);
  return textTable(
    coreColumns(board, publication),
    board.rows.map((row) => coreCells(board, row, publication, figuresLine(board, row, publication))),
  );
}

function coreColumns(board: BoardTable, publication: Publication): TextColumn[] {
  const { rank } = wordsOf(publication).board;
  return [
    { label: rank, align: 'start' },
    { label: modelHead(board, publication), align: 'start', flexible: true },
    { label: scoreHead(board, publication), align: 'end' },
  ];
}

/** @param figures to stand under the name */
function coreCells(board: BoardTable, row: TableRow, publication: Publication, figures = ''): TextCell[] {
  const moved = row.movement === null ? '' : movementWords(row.movement, publication).sign;
  const rank = [rankWords(row, publication).sign, moved];
  const model = [row.name, makerLine(row, publication), figures];
  const score = [scoreText(board, row.score), changeText(board, row)];
  return [[rank.join(' ').trimEnd()], filled(model), filled(score)];
}

function filled(cell: readonly string[]): TextCell {
  return cell.filter((line) => line !== '');
}
