/** Research papers as cards: who wrote it, where it is, and the abstract. A border, not a fill: it survives inversion. */
import type { Edition, PaperEntry, PapersSection, Publication } from '../../src/model/edition.ts';
import { Small } from '../components/parts.tsx';
import { TextLink, useIndent, Words } from '../components/text.tsx';
import { font, light, space } from '../theme.ts';
import { authorLine, DOT, paperLine, paperLinks, paperReason } from '../words.ts';

export function PapersBody({ section, edition }: { section: PapersSection; edition: Edition }) {
  const card = { margin: `0 0 ${space.large}px`, ...useIndent(14, light.rule) };
  return section.entries.map((paper) => (
    <div key={paper.itemId} className="rule" style={card}>
      <PaperCard paper={paper} publication={edition.publication} />
    </div>
  ));
}

function PaperCard({ paper, publication }: { paper: PaperEntry; publication: Publication }) {
  const reason = paperReason(paper, publication);
  return (
    <>
      <h3 style={{ margin: `0 0 ${space.hair}px`, font: font.item }}>
        <TextLink look="title" href={paper.url}>
          <Words>{paper.title}</Words>
        </TextLink>
      </h3>
      {paper.authors.length > 0 && (
        <Small>
          <Words>{authorLine(paper.authors, publication)}</Words>
        </Small>
      )}
      <Small>{paperLine(paper, publication)}</Small>
      <p style={{ margin: `${space.small}px 0` }}>
        <Words>{paper.abstract}</Words>
      </p>
      <Small>
        {paperLinks(paper, publication).map(({ label, url }, index) => (
          <span key={label}>
            {index > 0 && DOT}
            <TextLink href={url}>{label}</TextLink>
          </span>
        ))}
        {reason !== '' && `${DOT}${reason}`}
      </Small>
    </>
  );
}
