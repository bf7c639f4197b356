/** The text part, written from the edition and not scraped from its html: same content, same links, same order. */
import { wordsOf } from '../locales/index.ts';
import { editionPath, type Edition, type Section } from '../model/edition.ts';
import { mergeMark } from '../model/email.ts';
import {
  absolute,
  closingLine,
  contentsDetail,
  dateLine,
  reasonLine,
  sourceReportLine,
  standfirst,
  viewOnlineUrl,
} from '../../emails/words.ts';
import { headline, linkLine, lines, paragraphs } from './text/lines.ts';
import { sectionText } from './text/sections.ts';
import { withinOctets } from './text/wrap.ts';

/** @returns the text of an edition with merge marks open; lines end in LF and hold 998 octets at most. */
export function layOutText(edition: Edition): string {
  const blocks = [
    masthead(edition),
    ...edition.sections.map((section) => sectionBlock(section, edition)),
    footer(edition),
  ];
  return `${withinOctets(blocks.join('\n\n\n'))}\n`;
}

function masthead(edition: Edition): string {
  const { publication } = edition;
  const {
    edition: { inside },
    mail,
  } = wordsOf(publication);
  return paragraphs(
    lines(
      mail.online,
      linkLine(viewOnlineUrl(edition)),
      mail.unsubscribe,
      linkLine(mergeMark('unsubscribeUrl')),
    ),
    lines(publication.name, publication.tagline, dateLine(edition)),
    publication.sample ? mail.sample : null,
    lines(edition.title, standfirst(edition)),
    lines(`${inside}:`, ...edition.sections.map((section) => contentsLines(section, edition))),
  );
}

function contentsLines(section: Section, edition: Edition): string {
  return lines(
    `${section.heading}, ${contentsDetail(section, edition.publication)}`,
    linkLine(absolute(edition.publication, editionPath(edition.date, section.id))),
  );
}

function sectionBlock(section: Section, edition: Edition): string {
  return paragraphs(
    headline(section.heading),
    section.note,
    sectionText(section, edition),
    lines(`${section.all.label} →`, linkLine(absolute(edition.publication, section.all.path))),
  );
}

function footer(edition: Edition): string {
  const { publication } = edition;
  const { mail } = wordsOf(publication);
  return paragraphs(
    '* * *',
    sourceReportLine(edition),
    closingLine(edition),
    reasonLine(publication).join(mergeMark('address')),
    lines(mail.unsubscribe, linkLine(mergeMark('unsubscribeUrl'))),
    lines(mail.preferences, linkLine(mergeMark('preferencesUrl'))),
    lines(mail.online, linkLine(viewOnlineUrl(edition))),
    lines(mail.privacy, linkLine(absolute(publication, publication.privacyUrl))),
    `${publication.publisher}, ${publication.postalAddress}`,
  );
}
