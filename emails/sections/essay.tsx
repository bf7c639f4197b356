/** The essay: serif, at a comfortable measure, with its byline and notes. */
import { wordsOf } from '../../src/locales/index.ts';
import type { Edition, EssaySection } from '../../src/model/edition.ts';
import type { Essay } from '../../src/model/essay.ts';
import { Prose } from '../components/prose.tsx';
import { useIndent, Words } from '../components/text.tsx';
import { font, space } from '../theme.ts';
import { essayTitle } from '../words.ts';

export function EssayBody({ section, edition }: { section: EssaySection; edition: Edition }) {
  if (section.essay === null) return null;
  const { essay } = section;
  const title = essayTitle(edition, essay);
  return (
    <div style={{ font: font.essay }}>
      {title !== null && (
        <h3 style={{ margin: `0 0 ${space.medium}px`, font: font.item }}>
          <Words>{title}</Words>
        </h3>
      )}
      <Prose blocks={essay.blocks} />
      <p style={{ margin: 0 }}>
        <em>
          <Words>{essay.byline}</Words>
        </em>
      </p>
      <Notes footnotes={essay.footnotes} heading={wordsOf(edition.publication).edition.notes} />
    </div>
  );
}

function Notes({ footnotes, heading }: { footnotes: Essay['footnotes']; heading: string }) {
  const indent = useIndent(24);
  if (footnotes.length === 0) return null;
  return (
    <div style={{ font: font.small, margin: `${space.large}px 0 0` }}>
      <b>{heading}</b>
      <ol style={{ margin: `${space.small}px 0 0`, ...indent }}>
        {footnotes.map((blocks, index) => (
          <li key={index}>
            <Prose blocks={blocks} />
          </li>
        ))}
      </ol>
    </div>
  );
}
