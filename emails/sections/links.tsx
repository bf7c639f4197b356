/** AI Labs and From the Wire: titles that link to their publisher, with the source under each. */
import { Fragment } from 'react';
import { wordsOf } from '../../src/locales/index.ts';
import type { Edition, LinkEntry, LinksSection, Publication } from '../../src/model/edition.ts';
import { Small } from '../components/parts.tsx';
import { TextLink, Words } from '../components/text.tsx';
import { space } from '../theme.ts';
import { DOT, otherSources, shortSummary, showsSummaries } from '../words.ts';

export function LinksBody({ section, edition }: { section: LinksSection; edition: Edition }) {
  if (section.entries.length === 0) return null;
  return (
    // The role brings back what VoiceOver drops with the bullets.
    <ul role="list" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {section.entries.map((entry) => (
        <li key={entry.itemId} style={{ margin: `0 0 ${space.paragraph}px` }}>
          <TextLink look="title" href={entry.url}>
            <b>
              <Words>{entry.title}</Words>
            </b>
          </TextLink>
          {showsSummaries(section) && entry.summary !== '' && (
            <p style={{ margin: 0 }}>
              <Words>{shortSummary(entry.summary)}</Words>
            </p>
          )}
          <Sources entry={entry} publication={edition.publication} />
        </li>
      ))}
    </ul>
  );
}

function Sources({ entry, publication }: { entry: LinkEntry; publication: Publication }) {
  const { shown, more } = otherSources(entry, publication);
  return (
    <Small>
      <Words>{entry.source}</Words>
      {shown.map(({ source, url }, index) => (
        <Fragment key={index}>
          {index === 0 ? `${DOT}${wordsOf(publication).edition.alsoIn} ` : ', '}
          <TextLink look="muted" href={url}>
            <Words>{source}</Words>
          </TextLink>
        </Fragment>
      ))}
      {more !== '' && ` ${more}`}
    </Small>
  );
}
