/** Parts that every section shares: its heading, an honest note, and the way to its full page. */
import type { ReactNode } from 'react';
import type { Publication, Section } from '../../src/model/edition.ts';
import { font, light, space } from '../theme.ts';
import { absolute } from '../words.ts';
import { OwnLink } from './text.tsx';

const heading = {
  margin: `${space.section}px 0 ${space.medium}px`,
  padding: `${space.medium}px 0 0`,
  borderTop: `2px solid ${light.brand}`,
  font: font.section,
};

export function SectionHeading({ children }: { children: string }) {
  return (
    <h2 className="bar" style={heading}>
      {children}
    </h2>
  );
}

/** Small print: sources, dates, notes. */
export function Small({ children, after = 0 }: { children: ReactNode; after?: number }) {
  return (
    <p className="muted" style={{ margin: `0 0 ${after}px`, font: font.small, color: light.muted }}>
      {children}
    </p>
  );
}

export function Note({ children }: { children: string }) {
  return <p style={{ margin: `0 0 ${space.paragraph}px` }}>{children}</p>;
}

/** "All labs →": the label names where it leads. */
export function AllLink({ publication, all }: { publication: Publication; all: Section['all'] }) {
  return (
    <p style={{ margin: `${space.paragraph}px 0 0` }}>
      <OwnLink href={absolute(publication, all.path)}>
        <b>{`${all.label}\u00A0→`}</b>
      </OwnLink>
    </p>
  );
}
