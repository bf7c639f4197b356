/** A good edition and its mails for two readers, which each test then spoils in one way. */
import type { ChecksInput, Sample } from '../../src/checks/index.ts';
import { limitsSchema } from '../../src/model/limits.ts';
import { rankText, scoreText } from '../../src/model/board.ts';
import { composeEdition } from '../../src/edition/compose.ts';
import { boardTable } from '../../src/edition/tables.ts';
import { editionDate } from '../../src/model/date.ts';
import { SECTION_IDS, type Edition, type LinkEntry } from '../../src/model/edition.ts';
import { board, essay, PUBLICATION } from '../edition/newsroom.ts';

export const BOARD = board({ Aster: 64.4, Birch: 62.8, Cedar: 62.8, Dahlia: 61, Elm: 60.2, Fern: 60.2 });
export const SNAPSHOT = { id: 11, hash: 'hash', board: BOARD };

export function headline(title: string): LinkEntry {
  return {
    ...{ itemId: 1, title, url: 'https://alpha.example/story', source: 'Alpha', summary: '' },
    ...{ publishedAt: null, precision: 'instant', alsoIn: [] },
  };
}

export function goodEdition(): Edition {
  return composeEdition({
    ...{ date: editionDate('2026-11-24'), number: 7, publication: PUBLICATION, sections: SECTION_IDS },
    ...{ labs: [headline('Weights are out')], wire: [], papers: [], recentSubjects: [] },
    essay: essay({ words: 400, preheader: 'Two labs, one day, and what a token costs since.' }),
    tables: [boardTable(SNAPSHOT, { previous: null, rows: 5, staleNote: null })],
    arxiv: { focus: { category: 'cs.DC', name: 'Distributed Computing' }, quiet: false, announces: true },
    windowHours: { labs: 48, wire: 48 },
    readings: {},
    report: { checked: 4, failed: [] },
  });
}

/** What a reader would get: plain, but whole. */
export function mailOf(edition: Edition, reader: string): Sample {
  const { publication, sections } = edition;
  const leave = `${publication.publicUrl}/unsubscribe/token-of-${reader}`;
  const rows = sections
    .flatMap((one) => (one.kind === 'benchmarks' ? one.tables : []))
    .flatMap((table) => table.rows.map((row) => [rankText(row), row.name, scoreText(table, row.score)]));
  const links = sections.map(({ all }) => ({ label: all.label, url: `${publication.publicUrl}${all.path}` }));
  const titles = sections.flatMap((one) =>
    one.kind === 'links' ? one.entries.map(({ title }) => title) : [],
  );
  const address = `${publication.publisher}, ${publication.postalAddress}`;
  const to = `${reader}@readers.example`;
  const reason = `This mail was sent to ${to} because that address subscribed to ${publication.name}.`;
  const privacy = `${publication.publicUrl}/privacy`;
  const view = `${publication.publicUrl}/archive/${edition.date}`;
  return {
    ...{ to, replyTo: 'editors@report.example', tags: {} },
    subject: edition.subject,
    html: page([
      `<h1>${edition.title}</h1><a href="${view}">View online</a>`,
      ...sections.map(({ heading }) => `<h2>${heading}</h2>`),
      ...titles.map((title) => `<p>${title}</p>`),
      `<table><caption>Coding</caption><tr>${HEAD}</tr>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      '<p>1 more row ties with the last.</p>',
      ...links.map(({ label, url }) => `<a href="${url}">${label}</a>`),
      `<p>${address} ${reason} <a href="${leave}">Unsubscribe</a> <a href="${privacy}">Privacy</a></p>`,
    ]),
    text: [
      `View online\n<${view}>`,
      ...sections.map(({ heading }) => heading),
      ...titles,
      'Rank  Model   Resolved',
      '----------------------',
      ...rows.map(([rank = '', name = '', score = '']) => `${rank.padEnd(6)}${name.padEnd(8)}${score}`),
      '',
      '1 more row ties with the last.',
      ...links.map(({ label, url }) => `${label}\n<${url}>`),
      `${address}\n${reason}\nUnsubscribe\n<${leave}>\nPrivacy\n<${privacy}>`,
    ].join('\n'),
    headers: {
      'List-Unsubscribe': `<${leave}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': 'The Test Report <daily.report.example>',
    },
  };
}

const HEAD = ['Rank', 'Model', 'Resolved'].map((name) => `<th scope="col">${name}</th>`).join('');

export function page(body: readonly string[]): string {
  return `<!doctype html><html lang="en" dir="ltr"><head><title>Report</title></head><body lang="en" dir="ltr">${body.join('\n')}</body></html>`;
}

/** @param spoil what goes wrong with every mail */
export function inputOf(edition: Edition, spoil: (sample: Sample) => Sample = (sample) => sample) {
  return {
    edition,
    samples: ['one', 'two'].map((reader) => spoil(mailOf(edition, reader))),
    boards: new Map([[SNAPSHOT.id, BOARD]]),
    history: new Map(),
    ...{ cadences: new Map<string, number>(), recentSubjects: [], recentUrls: new Set<string>() },
    ...{ audience: { now: 2, before: null }, tableRows: 5, limits: limitsSchema.parse({}), severity: {} },
  } satisfies ChecksInput;
}
