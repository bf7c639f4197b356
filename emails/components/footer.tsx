/** The end of the mail: what did not answer today, a last line, and who sent this, why, and how to leave. */
import { Fragment } from 'react';
import type { Edition } from '../../src/model/edition.ts';
import { Merge, mergeMark } from '../merge.tsx';
import { light, space } from '../theme.ts';
import { absolute, closingLine, reasonLine, sourceReportLine, viewOnlineUrl } from '../words.ts';
import { Small } from './parts.tsx';
import { OwnLink, Words } from './text.tsx';

export function Footer({ edition }: { edition: Edition }) {
  const { publication } = edition;
  const [before, after] = reasonLine(publication);
  return (
    <div
      className="rule"
      style={{
        margin: `${space.section}px 0 0`,
        padding: `${space.large}px 0`,
        borderTop: `1px solid ${light.rule}`,
      }}
    >
      <Small after={space.medium}>
        <Words>{sourceReportLine(edition.report)}</Words>
      </Small>
      <p style={{ margin: `0 0 ${space.large}px` }}>
        <b>{closingLine(edition)}</b>
      </p>
      <Small after={space.medium}>
        {before}
        <Merge field="address" />
        {after}
      </Small>
      <FooterLinks edition={edition} />
      <Small>{`${publication.publisher}, ${publication.postalAddress}`}</Small>
    </div>
  );
}

function FooterLinks({ edition }: { edition: Edition }) {
  // "Preferences" joins here, as mergeMark('preferencesUrl'), when its page exists.
  const links = [
    ['Unsubscribe', mergeMark('unsubscribeUrl')],
    ['View online', viewOnlineUrl(edition)],
    ['Privacy', absolute(edition.publication, edition.publication.privacyUrl)],
  ] as const;
  return (
    <Small after={space.medium}>
      {links.map(([label, href], index) => (
        <Fragment key={label}>
          {index > 0 && ' · '}
          <OwnLink href={href}>{label}</OwnLink>
        </Fragment>
      ))}
    </Small>
  );
}
