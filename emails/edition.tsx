/** The edition as a mail. Laid out once for all readers; what differs per reader is a merge field. */
import type { Edition, Section } from '../src/model/edition.ts';
import { Footer } from './components/footer.tsx';
import { Masthead } from './components/masthead.tsx';
import { Page } from './components/page.tsx';
import { AllLink, Note, SectionHeading } from './components/parts.tsx';
import { sampleEdition } from './samples.ts';
import { SectionBody } from './sections/index.ts';

export type EditionMailProps = { edition: Edition };

/** The default export and its preview props are what React Email's previewer opens. */
export default function EditionMail({ edition }: EditionMailProps) {
  return (
    <Page edition={edition}>
      <Masthead edition={edition} />
      {edition.sections.map((section) => (
        <SectionBlock key={section.id} section={section} edition={edition} />
      ))}
      <Footer edition={edition} />
    </Page>
  );
}

EditionMail.PreviewProps = { edition: sampleEdition } satisfies EditionMailProps;

function SectionBlock({ section, edition }: { section: Section; edition: Edition }) {
  return (
    <>
      <SectionHeading>{section.heading}</SectionHeading>
      {section.note !== null && <Note>{section.note}</Note>}
      <SectionBody section={section} edition={edition} />
      <AllLink publication={edition.publication} all={section.all} />
    </>
  );
}
