/** The sections a mail can lay out: a new kind is one new file and one line here. */
import { createElement, type ReactNode } from 'react';
import type {
  BenchmarksSection,
  Edition,
  EssaySection,
  LinksSection,
  PapersSection,
  SectionKind,
} from '../../src/model/edition.ts';
import { BenchmarksBody } from './benchmarks.tsx';
import { EssayBody } from './essay.tsx';
import { LinksBody } from './links.tsx';
import { PapersBody } from './papers.tsx';

type Sections = {
  essay: EssaySection;
  links: LinksSection;
  papers: PapersSection;
  benchmarks: BenchmarksSection;
};
type SectionOf<K extends SectionKind> = { [P in K]: Sections[P] & { kind: P } }[K];
type Body<K extends SectionKind> = (props: { section: SectionOf<K>; edition: Edition }) => ReactNode;

const BODIES = {
  essay: EssayBody,
  links: LinksBody,
  papers: PapersBody,
  benchmarks: BenchmarksBody,
} satisfies Record<SectionKind, unknown>;

/** What stands between a section's heading and its "All ... →" link. */
export function SectionBody<K extends SectionKind>({
  section,
  edition,
}: {
  section: SectionOf<K>;
  edition: Edition;
}) {
  const bodies: { [P in SectionKind]: Body<P> } = BODIES;
  const body: Body<K> = bodies[section.kind];
  return createElement(body, { section, edition });
}
