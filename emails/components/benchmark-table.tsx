/** A benchmark table that fits 280 px: rank, model and score; the other figures as columns where there is width. */
import type { CSSProperties, ReactNode } from 'react';
import { wordsOf } from '../../src/locales/index.ts';
import type { BoardTable, Publication, TableRow } from '../../src/model/edition.ts';
import { columnsOf, modelHead, scoreHead, tableCaption } from '../table-words.ts';
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

type TableProps = { board: BoardTable; publication: Publication };

export function BenchmarkTable({ board, publication }: TableProps) {
  return (
    // The padding is for clients without styles; each cell's own style replaces it.
    <table width="100%" border={0} cellPadding={4} cellSpacing={0} style={table}>
      <caption className="muted" style={{ ...caption, textAlign: useEnds().start }}>
        {tableCaption(board, publication)}
      </caption>
      <thead>
        <HeadRow board={board} publication={publication} />
      </thead>
      <tbody>
        {board.rows.map((row, index) => (
          <BodyRow key={index} board={board} row={row} publication={publication} />
        ))}
      </tbody>
    </table>
  );
}

function HeadRow({ board, publication }: TableProps) {
  const { start, end } = useEnds();
  const { rank } = wordsOf(publication).board;
  return (
    <tr>
      <Head align={start} width={RANK_WIDTH}>
        {rank}
      </Head>
      {/* Names take all the room there is, so that figures stand together at the end of every table. */}
      <Head align={start} width="100%" style={{ padding: `0 ${space.small}px ${space.hair}px` }}>
        {modelHead(board, publication)}
      </Head>
      <Head align={end}>{scoreHead(board, publication)}</Head>
      {columnsOf(board, publication).map(({ label }) => (
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

function BodyRow({ board, row, publication }: TableProps & { row: TableRow }) {
  const { start, end } = useEnds();
  const figures = useFigures();
  return (
    <tr>
      <td {...figures} className="rule" align={start} valign="top" style={figure}>
        <RankCell row={row} publication={publication} />
      </td>
      <th scope="row" className="rule" align={start} style={{ ...cell, ...apart, verticalAlign: 'top' }}>
        <ModelCell board={board} row={row} publication={publication} />
      </th>
      <td {...figures} className="rule" align={end} valign="top" style={figure}>
        <ScoreCell board={board} row={row} />
      </td>
      {columnsOf(board, publication).map(({ label, text }) => (
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
