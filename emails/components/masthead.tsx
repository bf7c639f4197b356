/** The top of the mail: ways out, the name as live text, the date, the title and what is inside. */
import { wordsOf } from '../../src/locales/index.ts';
import { editionPath, type Edition } from '../../src/model/edition.ts';
import { mergeMark } from '../merge.tsx';
import { font, light, space } from '../theme.ts';
import { absolute, contentsDetail, dateLine, DOT, standfirst, viewOnlineUrl } from '../words.ts';
import { Small } from './parts.tsx';
import { OwnLink, useEnds, Words } from './text.tsx';

/** The line between two rules that a newspaper prints under its name. */
const folio = {
  margin: `${space.medium}px 0 0`,
  padding: `${space.small}px 0`,
  borderTop: `1px solid ${light.rule}`,
  borderBottom: `1px solid ${light.rule}`,
  font: font.small,
  color: light.muted,
};

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
          font: font.nameplate,
        }}
      >
        {publication.name}
      </p>
      {publication.tagline !== '' && <Small>{publication.tagline}</Small>}
      <p className="rule muted" style={folio}>
        {dateLine(edition)}
      </p>
      {publication.sample && <SampleBanner edition={edition} />}
      <Title edition={edition} />
      <Contents edition={edition} />
    </>
  );
}

/** Both stand at the very top, so that even a mail that a client clips can be left and read whole. */
function WaysOut({ edition }: { edition: Edition }) {
  const { mail } = wordsOf(edition.publication);
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
      <OwnLink look="muted" href={viewOnlineUrl(edition)}>
        {mail.online}
      </OwnLink>
      {DOT}
      <OwnLink look="muted" href={mergeMark('unsubscribeUrl')}>
        {mail.unsubscribe}
      </OwnLink>
    </p>
  );
}

function SampleBanner({ edition }: { edition: Edition }) {
  return (
    <p
      className="fresh"
      style={{ margin: `${space.medium}px 0 0`, font: `bold ${font.small}`, color: light.fresh }}
    >
      {wordsOf(edition.publication).mail.sample}
    </p>
  );
}

function Title({ edition }: { edition: Edition }) {
  const words = standfirst(edition);
  const below = words === '' ? space.large : space.medium;
  return (
    <>
      <h1 style={{ margin: `${space.large}px 0 ${below}px`, font: font.title }}>
        <Words>{edition.title}</Words>
      </h1>
      {words !== '' && (
        <p
          className="muted"
          style={{ margin: `0 0 ${space.large}px`, font: font.standfirst, color: light.muted }}
        >
          <Words>{words}</Words>
        </p>
      )}
    </>
  );
}

/** Links to the web edition: anchors inside a mail are dead in Gmail on iOS. A line each, high enough for a thumb. */
function Contents({ edition }: { edition: Edition }) {
  const { publication } = edition;
  return (
    <>
      <p style={{ margin: 0 }}>
        <b>{wordsOf(publication).edition.inside}</b>
      </p>
      <ul role="list" style={{ margin: 0, padding: 0, listStyle: 'none', lineHeight: '30px' }}>
        {edition.sections.map((section) => (
          <li key={section.id}>
            <OwnLink href={absolute(publication, editionPath(edition.date, section.id))}>
              {section.heading}
            </OwnLink>
            <span
              className="muted"
              style={{ color: light.muted }}
            >{` ${contentsDetail(section, publication)}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
