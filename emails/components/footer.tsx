/** The end of the mail: what did not answer today, a last line, and who sent this, why, and how to leave. */
import { Fragment } from 'react';
import { wordsOf } from '../../src/locales/index.ts';
import type { Edition } from '../../src/model/edition.ts';
import { Merge, mergeMark } from '../merge.tsx';
import { font, light, space } from '../theme.ts';
import { absolute, closingLine, DOT, reasonLine, sourceReportLine, viewOnlineUrl } from '../words.ts';
import { Small } from './parts.tsx';
import { OwnLink, Words } from './text.tsx';

const closing = {
  margin: `0 0 ${space.paragraph}px`,
  padding: `${space.paragraph}px 0 0`,
  borderTop: `4px solid ${light.brand}`,
  font: font.standfirst,
};

export function Footer({ edition }: { edition: Edition }) {
  const { publication } = edition;
  const [before, after] = reasonLine(publication);
  return (
    <>
      <div style={{ padding: `${space.section}px 0 0` }}>
        <Small after={space.paragraph}>
          <Words>{sourceReportLine(edition)}</Words>
        </Small>
      </div>
      <p className="bar" style={closing}>
        {closingLine(edition)}
      </p>
      <Small after={space.medium}>
        {before}
        <Merge field="address" />
        {after}
      </Small>
      <FooterLinks edition={edition} />
      <Small after={space.large}>{`${publication.publisher}, ${publication.postalAddress}`}</Small>
    </>
  );
}

function FooterLinks({ edition }: { edition: Edition }) {
  const { mail } = wordsOf(edition.publication);
  const links = [
    [mail.unsubscribe, mergeMark('unsubscribeUrl')],
    [mail.preferences, mergeMark('preferencesUrl')],
    [mail.online, viewOnlineUrl(edition)],
    [mail.privacy, absolute(edition.publication, edition.publication.privacyUrl)],
  ] as const;
  return (
    <Small after={space.medium}>
      {links.map(([label, href], index) => (
        <Fragment key={label}>
          {index > 0 && DOT}
          <OwnLink look="muted" href={href}>
            {label}
          </OwnLink>
        </Fragment>
      ))}
    </Small>
  );
}
