/** The top of the mail: ways out, the name as live text, the date, the title and what is inside. */
import { Fragment } from 'react';
import { editionPath, type Edition } from '../../src/model/edition.ts';
import { mergeMark } from '../merge.tsx';
import { font, light, serif, space } from '../theme.ts';
import { absolute, contentsLabel, dateLine, sampleBanner, standfirst, viewOnlineUrl } from '../words.ts';
import { Small } from './parts.tsx';
import { OwnLink, useEnds, Words } from './text.tsx';

export function Masthead({ edition }: { edition: Edition }) {
  const { publication } = edition;
  return (
    <>
      <WaysOut edition={edition} />
      <p
        className="bar"
        style={{
          margin: 0,
          padding: `${space.medium}px 0 0`,
          borderTop: `4px solid ${light.brand}`,
          font: `bold 22px/28px ${serif}`,
        }}
      >
        {publication.name}
      </p>
      {publication.tagline !== '' && <Small>{publication.tagline}</Small>}
      <Small>{dateLine(edition)}</Small>
      {publication.sample && <SampleBanner />}
      <Title edition={edition} />
      <Contents edition={edition} />
    </>
  );
}

/** Both stand at the very top, so that even a mail that a client clips can be left and read whole. */
function WaysOut({ edition }: { edition: Edition }) {
  return (
    <p
      className="muted"
      style={{
        margin: `0 0 ${space.small}px`,
        font: font.small,
        color: light.muted,
        textAlign: useEnds().end,
      }}
    >
      <OwnLink href={viewOnlineUrl(edition)}>View online</OwnLink>
      {' · '}
      <OwnLink href={mergeMark('unsubscribeUrl')}>Unsubscribe</OwnLink>
    </p>
  );
}

function SampleBanner() {
  return (
    <p
      className="fresh"
      style={{
        margin: `${space.paragraph}px 0 0`,
        padding: space.medium,
        border: `1px solid ${light.fresh}`,
        color: light.fresh,
      }}
    >
      <b>{sampleBanner()}</b>
    </p>
  );
}

function Title({ edition }: { edition: Edition }) {
  const words = standfirst(edition);
  return (
    <>
      <h1 style={{ margin: `${space.large}px 0 ${space.medium}px`, font: font.title }}>
        <Words>{edition.title}</Words>
      </h1>
      {words !== '' && (
        <p
          className="muted"
          style={{ margin: `0 0 ${space.paragraph}px`, font: `18px/27px ${serif}`, color: light.muted }}
        >
          <Words>{words}</Words>
        </p>
      )}
    </>
  );
}

/** Links to the web edition: anchors inside a mail are dead in Gmail on iOS. */
function Contents({ edition }: { edition: Edition }) {
  return (
    <p style={{ margin: 0 }}>
      <b>In this edition: </b>
      {edition.sections.map((section, index) => (
        <Fragment key={section.id}>
          {index > 0 && ' · '}
          <OwnLink href={absolute(edition.publication, editionPath(edition.date, section.id))}>
            {contentsLabel(section)}
          </OwnLink>
        </Fragment>
      ))}
    </p>
  );
}
