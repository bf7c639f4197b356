/** A benchmark table that fits 280 px: rank, model and score; the other figures as columns where there is width. */
import type { CSSProperties, ReactNode } from 'react';
import type { BoardTable, Publication, TableRow } from '../../src/model/edition.ts';
import { columnsOf, tableCaption } from '../table-words.ts';
import { font, light, sans, space } from '../theme.ts';
import { ModelCell, RankCell, ScoreCell } from './benchmark-cells.tsx';
import { useEnds, useFigures } from './text.tsx';

const table: CSSProperties = {
  borderCollapse: 'collapse',
  font: `16px/22px ${sans}`,
  fontVariantNumeric: 'tabular-nums',
};
const caption: CSSProperties = { font: font.small, color: light.muted, padding: `0 0 ${space.small}px` };
/** Figures never break: the page's `break-word` would cut a score in two where the table is narrow. */
const whole: CSSProperties = { whiteSpace: 'nowrap', wordBreak: 'normal' };
const head: CSSProperties = {
  ...whole,
  font: font.small,
  color: light.muted,
  padding: `0 0 ${space.hair}px`,
};
const cell: CSSProperties = { borderTop: `1px solid ${light.rule}`, padding: `${space.small}px 0` };
const figure: CSSProperties = { ...cell, ...whole };
/** Room before and after a name: the same on both sides, so that it needs no direction. */
const apart = { padding: `${space.small}px ${space.small}px` };
/** Extra cells are hidden by all three ways that clients know (Word has a word of its own), and shown where there is width. */
const hidden: CSSProperties & { msoHide: 'all' } = { display: 'none', msoHide: 'all' };

/** "▲12" and "=10" fit; without a width, Word gives the ranks a quarter of the table. */
const RANK_WIDTH = 40;

export function BenchmarkTable({ board, publication }: { board: BoardTable; publication: Publication }) {
  return (
    // The padding is for clients without styles; each cell's own style replaces it.
    <table width="100%" border={0} cellPadding={4} cellSpacing={0} style={table}>
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
  // Names take all the room there is, so that figures stand together at the end of every table.
  const model = board.rows.some(({ kind }) => kind === 'agent') ? 'Model or agent' : 'Model';
  return (
    <tr>
      <Head align={start} width={RANK_WIDTH}>
        Rank
      </Head>
      <Head align={start} width="100%" style={{ padding: `0 ${space.small}px ${space.hair}px` }}>
        {model}
      </Head>
      <Head align={end}>{board.scoreLabel === '' ? 'Score' : board.scoreLabel}</Head>
      {columnsOf(board).map(({ label }) => (
        <th
          key={label}
          scope="col"
          align={end}
          hidden
          className="wide muted"
          style={{ ...head, ...gapBefore(end), ...hidden }}
        >
          {label}
        </th>
      ))}
    </tr>
  );
}

function gapBefore(end: 'left' | 'right'): CSSProperties {
  return end === 'right' ? { paddingLeft: space.paragraph } : { paddingRight: space.paragraph };
}

type HeadProps = {
  align: 'left' | 'right';
  width?: number | string;
  style?: CSSProperties;
  children: ReactNode;
};

function Head({ style, children, ...rest }: HeadProps) {
  return (
    <th scope="col" className="muted" style={{ ...head, ...style }} {...rest}>
      {children}
    </th>
  );
}

function BodyRow({ board, row }: { board: BoardTable; row: TableRow }) {
  const { start, end } = useEnds();
  const figures = useFigures();
  return (
    <tr>
      <td {...figures} className="rule" align={start} valign="top" style={figure}>
        <RankCell row={row} />
      </td>
      <th scope="row" className="rule" align={start} style={{ ...cell, ...apart, verticalAlign: 'top' }}>
        <ModelCell board={board} row={row} />
      </th>
      <td {...figures} className="rule" align={end} valign="top" style={figure}>
        <ScoreCell board={board} row={row} />
      </td>
      {columnsOf(board).map(({ label, text }) => (
        <td
          {...figures}
          key={label}
          hidden
          className="wide rule"
          align={end}
          valign="top"
          style={{ ...figure, ...gapBefore(end), ...hidden }}
        >
          {text(row)}
        </td>
      ))}
    </tr>
  );
}
