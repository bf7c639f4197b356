/** A benchmark table that fits 280 px: rank, model and score; the other figures as columns where there is width. */
import type { CSSProperties } from 'react';
import { extraText } from '../../src/model/board.ts';
import type { BoardTable, Publication, TableRow } from '../../src/model/edition.ts';
import { tableCaption } from '../table-words.ts';
import { font, light, sans, space } from '../theme.ts';
import { ModelCell, RankCell, ScoreCell } from './benchmark-cells.tsx';
import { useEnds } from './text.tsx';

const table: CSSProperties = {
  borderCollapse: 'collapse',
  font: `16px/22px ${sans}`,
  fontVariantNumeric: 'tabular-nums',
};
const caption: CSSProperties = { font: font.small, color: light.muted, padding: `0 0 ${space.small}px` };
const head: CSSProperties = { font: font.small, color: light.muted, padding: `0 0 ${space.hair}px` };
const cell: CSSProperties = {
  borderTop: `1px solid ${light.rule}`,
  padding: `${space.small}px 0`,
  verticalAlign: 'top',
};
/** Extra cells are hidden by all three ways that clients know (Word has a word of its own), and shown where there is width. */
const hidden: CSSProperties & { msoHide: 'all' } = { display: 'none', msoHide: 'all' };

export function BenchmarkTable({ board, publication }: { board: BoardTable; publication: Publication }) {
  return (
    <table width="100%" border={0} cellPadding={0} cellSpacing={0} style={table}>
      <caption className="muted" style={{ ...caption, textAlign: useEnds().start }}>
        {tableCaption(board, publication)}
      </caption>
      <thead>
        <HeadRow board={board} />
      </thead>
      <tbody>
        {board.rows.map((row, index) => (
          <BodyRow key={index} board={board} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function HeadRow({ board }: { board: BoardTable }) {
  const { start, end } = useEnds();
  const model = board.rows.some(({ kind }) => kind === 'agent') ? 'Model or agent' : 'Model';
  return (
    <tr>
      <th scope="col" align={start} className="muted" style={head}>
        Rank
      </th>
      <th scope="col" align={start} className="muted" style={head}>
        {model}
      </th>
      <th scope="col" align={end} className="muted" style={head}>
        {board.scoreLabel === '' ? 'Score' : board.scoreLabel}
      </th>
      {board.columns.map(({ key, label }) => (
        <th key={key} scope="col" align={end} hidden className="wide muted" style={{ ...head, ...hidden }}>
          {label}
        </th>
      ))}
    </tr>
  );
}

function BodyRow({ board, row }: { board: BoardTable; row: TableRow }) {
  const { start, end } = useEnds();
  return (
    <tr>
      <td className="rule" align={start} style={cell}>
        <RankCell row={row} />
      </td>
      <th scope="row" className="rule" align={start} style={cell}>
        <ModelCell board={board} row={row} />
      </th>
      <td className="rule" align={end} style={cell}>
        <ScoreCell board={board} row={row} />
      </td>
      {board.columns.map((column) => (
        <td key={column.key} hidden className="wide rule" align={end} style={{ ...cell, ...hidden }}>
          {extraText(column, row.extra[column.key])}
        </td>
      ))}
    </tr>
  );
}
