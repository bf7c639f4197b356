/** What stands in a benchmark table's cells. Colour never says anything alone: signs and words do. */
import type { CSSProperties, ReactNode } from 'react';
import { scoreText } from '../../src/model/board.ts';
import type { BoardTable, Publication, TableRow } from '../../src/model/edition.ts';
import {
  changeKind,
  changeText,
  columnsOf,
  figuresLine,
  makerLine,
  movementWords,
  rankWords,
  type Spoken as SpokenWords,
} from '../table-words.ts';
import { font, light, type Colour } from '../theme.ts';
import { Words } from './text.tsx';

const muted: CSSProperties = { font: font.small, color: light.muted };

type RowProps = { row: TableRow; publication: Publication };
type CellProps = RowProps & { board: BoardTable };

export function RankCell({ row, publication }: RowProps) {
  return (
    <>
      <Spoken {...rankWords(row, publication)} />
      <Moved row={row} publication={publication} />
    </>
  );
}

export function ModelCell({ board, row, publication }: CellProps) {
  const maker = makerLine(row, publication);
  const figures = figuresLine(board, row, publication);
  return (
    <>
      <Words>{row.name}</Words>
      {maker !== '' && (
        <div className="muted" style={muted}>
          <Words>{maker}</Words>
        </div>
      )}
      {figures !== '' && (
        <div className={columnsOf(board, publication).length > 0 ? 'narrow muted' : 'muted'} style={muted}>
          <Words>{figures}</Words>
        </div>
      )}
    </>
  );
}

export function ScoreCell({ board, row }: Omit<CellProps, 'publication'>) {
  const change = changeText(board, row);
  return (
    <>
      <b>{scoreText(board, row.score)}</b>
      {change !== '' && <Coloured colour={changeKind(board, change)}>{change}</Coloured>}
    </>
  );
}

function Moved({ row: { movement }, publication }: RowProps) {
  if (movement === null) return null;
  const colour = ({ up: 'up', down: 'down', new: 'fresh', same: 'muted' } as const)[movement.kind];
  return (
    <Coloured colour={colour}>
      <Spoken {...movementWords(movement, publication)} />
    </Coloured>
  );
}

function Coloured({ colour, children }: { colour: Colour; children: ReactNode }) {
  return (
    <div className={colour} style={{ font: font.small, color: light[colour] }}>
      {children}
    </div>
  );
}

/** A sign for the eye and words for the ear. */
function Spoken({ sign, spoken }: SpokenWords) {
  if (sign === spoken) return sign;
  return (
    <span role="img" aria-label={spoken}>
      {sign}
    </span>
  );
}
