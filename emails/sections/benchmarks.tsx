/** Benchmarks: each board's first rows, what they are, who measured them, and the way to the full table. */
import { wordsOf } from '../../src/locales/index.ts';
import type { BenchmarksSection, BoardTable, Edition, Publication } from '../../src/model/edition.ts';
import { BenchmarkTable } from '../components/benchmark-table.tsx';
import { Small } from '../components/parts.tsx';
import { OwnLink, TextLink, Words } from '../components/text.tsx';
import { attributionLine, tableLink, tableLinkLabel, tableNotes } from '../table-words.ts';
import { font, space } from '../theme.ts';
import { DOT } from '../words.ts';

export function BenchmarksBody({ section, edition }: { section: BenchmarksSection; edition: Edition }) {
  return section.tables.map((board) => (
    <div key={board.id} style={{ margin: `0 0 ${space.large}px` }}>
      <h3 style={{ margin: `0 0 ${space.hair}px`, font: font.item }}>
        <Words>{board.title}</Words>
      </h3>
      {board.description !== '' && (
        <p style={{ margin: `0 0 ${space.small}px` }}>
          <Words>{board.description}</Words>
        </p>
      )}
      <BenchmarkTable board={board} publication={edition.publication} />
      <UnderTable
        board={board}
        publication={edition.publication}
        link={tableLink(edition.publication, section, board)}
      />
    </div>
  ));
}

type UnderProps = { board: BoardTable; publication: Publication; link: string };

function UnderTable({ board, publication, link }: UnderProps) {
  return (
    <div style={{ padding: `${space.small}px 0 0` }}>
      {tableNotes(board, publication).map((note) => (
        <Small key={note}>{note}</Small>
      ))}
      <Small>
        {`${wordsOf(publication).board.source} `}
        <TextLink look="muted" href={board.attribution.url}>
          <Words>{attributionLine(board)}</Words>
        </TextLink>
        {DOT}
        <OwnLink href={link}>{tableLinkLabel(board, publication)}</OwnLink>
      </Small>
    </div>
  );
}
