/** Check: a subject that fits, says something new, and has a line beside it in the inbox. */
import { block, warn, type Check, type Found } from './check.ts';

export const subject: Check = {
  name: 'subject',
  run: ({ edition, samples, recentSubjects, limits }) =>
    [...new Set([edition.subject, ...samples.map((sample) => sample.subject)])]
      .flatMap((line) => checkSubject(line, recentSubjects, limits.subjectLength))
      .concat(checkPreheader(edition.preheader, edition.subject, limits.preheaderLength)),
};

function checkSubject(line: string, recent: readonly string[], limit: number): Found[] {
  const length = [...new Intl.Segmenter('en').segment(line)].length;
  const found: Found[] = [];
  if (line.trim() === '') return [block('subject', 'The subject is empty: write one into the essay.')];
  if (/[\r\n]/.test(line)) found.push(block('subject', 'The subject has a line break: put it on one line.'));
  if (length > limit) {
    found.push(
      warn(
        'subject',
        `The subject has ${length} characters; phones cut it after about ${limit}: shorten it.`,
      ),
    );
  }
  if (recent.some((other) => plain(other) === plain(line))) {
    found.push(
      block('subject', 'An edition of the last weeks had this subject: write another into the essay.'),
    );
  }
  if ((line.match(/\p{Extended_Pictographic}/gu)?.length ?? 0) > 1)
    found.push(warn('subject', 'The subject has more than one emoji, which filters take for advertising.'));
  if (/\p{Lu}{2}/u.test(line) && line === line.toUpperCase() && line.includes(' ')) {
    found.push(
      warn('subject', 'The subject is all capitals, which filters take for shouting: write it plainly.'),
    );
  }
  return found;
}

function checkPreheader(line: string, besides: string, limit: { min: number; max: number }): Found[] {
  const length = [...new Intl.Segmenter('en').segment(line)].length;
  if (line.trim() === '') return [block('preheader', 'The preheader is empty: write one into the essay.')];
  if (plain(line).startsWith(plain(besides))) {
    return [
      warn('preheader', 'The preheader repeats the subject that stands beside it: write something else.'),
    ];
  }
  if (length >= limit.min && length <= limit.max) return [];
  return [
    warn(
      'preheader',
      `The preheader has ${length} characters; ${limit.min} to ${limit.max} fill the line inboxes show.`,
    ),
  ];
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
