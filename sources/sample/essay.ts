/** The sample essay of a day: the lead, what it means, the labs, the boards; written as Markdown and read like any other. */
import { longDate, type EditionDate } from '../../src/model/date.ts';
import { NewsletterError } from '../../src/model/errors.ts';
import type { Essay } from '../../src/model/essay.ts';
import { describeEssayProblem, parseEssay } from '../essay.ts';
import { LAB_CLOSERS, LAB_OPENERS } from './bank/phrases.ts';
import { boardReport } from './board-report.ts';
import { dayNumber } from './models.ts';
import { fill } from './page.ts';
import { rotate } from './random.ts';
import { labStoriesOn, leadOn, type LabStory } from './stories.ts';

const BYLINE = 'The editors';

/** @throws NewsletterError broken-invariant when the generated essay cannot be read */
export function sampleEssay(date: EditionDate): Essay {
  const file = `the sample essay of ${longDate(date, 'en-GB')}`;
  const result = parseEssay(writeEssay(date), { file, byline: BYLINE });
  if (!result.ok) throw new NewsletterError('broken-invariant', describeEssayProblem(result.problem));
  return result.essay;
}

/** Markdown with front matter; the same for the same date. */
export function writeEssay(date: EditionDate): string {
  const { frame, blanks, url } = leadOn(date);
  const day = dayNumber(date);
  // The frames come round every dozen days: the second title is for every other round.
  const title = frame.essayTitles[Math.floor(day / 12) % 2 === 0 ? 0 : 1];
  const standfirst = `${frame.standfirst} (Invented, as is everything in the sample newsroom.)`;
  const opening = fill(frame.opening, blanks).replace('{link}', '[').replace('{/link}', `](${url})`);
  const paragraphs = [opening, fill(frame.reflection, blanks), labParagraph(date), boardReport(date)];
  return `---
title: ${JSON.stringify(title)}
byline: ${BYLINE}
standfirst: ${JSON.stringify(standfirst)}
---

${paragraphs.join('\n\n')}
`;
}

function labParagraph(date: EditionDate): string {
  const day = dayNumber(date);
  const remarks = threeLabs(labStoriesOn(date)).map(({ lab, remark, url }) =>
    remark.replace(lab.name, `[${lab.name}](${url})`),
  );
  return [rotate(LAB_OPENERS, day), ...remarks, rotate(LAB_CLOSERS, day)].join(' ');
}

/** The first stories of three different labs. */
function threeLabs(stories: readonly LabStory[]): LabStory[] {
  const firsts = stories.filter(
    (story, index) => stories.findIndex(({ sourceId }) => sourceId === story.sourceId) === index,
  );
  return firsts.slice(0, 3);
}
