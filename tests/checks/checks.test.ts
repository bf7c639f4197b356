import { describe, expect, it } from 'vitest';
import { blocks, runChecks, type Sample } from '../../src/checks/index.ts';
import type { Edition, SectionId } from '../../src/model/edition.ts';
import { goodEdition, headline, inputOf } from './mail.ts';

type Spoil = (sample: Sample) => Sample;

/** What compares html with text, or readers with each other, finds most faults of one part again. */
const COMPARING: readonly string[] = ['text-parity', 'privacy', 'printed-tables'];

/** "block html-size (html)" for every finding but those. */
function findings(edition: Edition, spoil?: Spoil): string[] {
  return runChecks(inputOf(edition, spoil))
    .filter(({ check }) => !COMPARING.includes(check))
    .map(({ severity, check, place }) => `${severity} ${check} (${place})`);
}

const inHtml =
  (change: (html: string) => string): Spoil =>
  (sample) => ({ ...sample, html: change(sample.html) });
const inText =
  (change: (text: string) => string): Spoil =>
  (sample) => ({ ...sample, text: change(sample.text) });
const padded = (bytes: number) =>
  inHtml((html) => html.replace('</body>', `<!--${'x'.repeat(bytes)}--></body>`));

function withSection(edition: Edition, id: SectionId, change: object): Edition {
  const sections = edition.sections.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...edition, sections };
}

it('a good edition passes in silence', () => {
  expect(runChecks(inputOf(goodEdition()))).toEqual([]);
});

it('says what several readers share once', () => {
  const found = runChecks(
    inputOf(
      goodEdition(),
      inText((text) => text.replace('1 Test Street', '')),
    ),
  );
  expect(found).toHaveLength(1);
  expect(blocks(found)).toBe(true);
});

describe('size', () => {
  it('warns near the clip of Gmail and blocks at it', () => {
    expect(findings(goodEdition(), padded(80_000))).toEqual(['warn html-size (html)']);
    expect(findings(goodEdition(), padded(95_000))).toEqual(['block html-size (html)']);
  });

  it('counts bytes, not characters', () => {
    const long = inHtml((html) => html.replace('</body>', `<!--${'é'.repeat(41_000)}--></body>`));
    expect(findings(goodEdition(), long)).toEqual(['warn html-size (html)']);
  });
});

describe('placeholders', () => {
  const appended =
    (words: string): Spoil =>
    (sample) => ({
      ...sample,
      html: sample.html.replace('</body>', `<p>Dear ${words} reader</p></body>`),
      text: `${sample.text}\nDear ${words} reader`,
    });

  it.each([
    '{{name}}',
    'undefined',
    'NaN',
    'null',
    '[object Object]',
    'Invalid Date',
    '\uE000address\uE001',
    'Lorem ipsum',
  ])('finds %s wherever it shows', (sign) => {
    const found = findings(goodEdition(), appended(sign));
    expect(new Set(found)).toEqual(new Set(['block placeholders (html)', 'block placeholders (text)']));
  });

  it('finds it in an address', () => {
    const spoil = inHtml((html) =>
      html.replace('</body>', '<a href="https://x.example/undefined">x</a></body>'),
    );
    expect(findings(goodEdition(), spoil)).toEqual(['block placeholders (html, an address)']);
  });

  it.each([
    'Why undefined behaviour pays',
    'A {{mustache}} in production',
    'NaN',
    'Testing the null hypothesis',
  ])('knows that a headline may say "%s"', (title) => {
    const edition = withSection(goodEdition(), 'labs', { entries: [headline(title)] });
    expect(findings(edition)).toEqual([]);
  });
});

describe('leaving', () => {
  const header =
    (name: string, value: string): Spoil =>
    (sample) => ({
      ...sample,
      headers: { ...sample.headers, [name]: value },
    });

  it('needs both headers', () => {
    expect(findings(goodEdition(), header('List-Unsubscribe', '<mailto:leave@report.example>'))).toEqual([
      'block unsubscribe (headers)',
    ]);
    expect(findings(goodEdition(), header('List-Unsubscribe-Post', 'yes'))).toEqual([
      'block unsubscribe (headers)',
    ]);
  });

  it('needs the link in html and text', () => {
    const lost = (part: string) => part.replaceAll('/unsubscribe/', '/elsewhere/');
    expect(findings(goodEdition(), inHtml(lost))).toEqual(['block unsubscribe (html)']);
    expect(findings(goodEdition(), inText(lost))).toEqual(['block unsubscribe (text)']);
  });

  it('needs it before a clipped mail ends', () => {
    const late = inHtml((html) => html.replace('<p>Test House', `<!--${'x'.repeat(90_000)}--><p>Test House`));
    expect(findings(goodEdition(), late)).toEqual(['warn html-size (html)', 'block unsubscribe (html)']);
  });

  it('is by https, but for trying things out', () => {
    const insecure = (publicUrl: string): Edition => {
      const edition = goodEdition();
      return { ...edition, publication: { ...edition.publication, publicUrl } };
    };
    expect(findings(insecure('http://report.example'))).toEqual(['block unsubscribe (headers)']);
    expect(findings(insecure('http://127.0.0.1:8080'))).toEqual([]);
  });
});

describe('links', () => {
  const linked = (href: string) =>
    inHtml((html) => html.replace('</body>', `<a href="${href}">x</a></body>`));

  it.each(['/labs', 'labs', '#top', 'javascript:alert(1)', '', 'ftp://old.example/file'])(
    '"%s" leads nowhere in a mail',
    (href) => {
      expect(findings(goodEdition(), linked(href))).toEqual(['block links (html)']);
    },
  );

  it.each([
    'http://localhost:3000/x',
    'http://127.0.0.1/x',
    'https://192.168.0.7/x',
    'http://studio.local/x',
    'http://intranet/x',
  ])('"%s" leads to a private machine', (href) => {
    expect(findings(goodEdition(), linked(href))).toEqual(['block links (html)']);
  });

  it('the sample newsroom may link to itself', () => {
    const edition = goodEdition();
    const sample = { ...edition, publication: { ...edition.publication, sample: true } };
    expect(findings(sample, linked('http://127.0.0.1:4000/story'))).toEqual([]);
  });

  it('every section has its "all" link in html and text', () => {
    const lost = (part: string) => part.replaceAll('/papers/', '/paper/');
    expect(findings(goodEdition(), inHtml(lost))).toEqual(['block section-links (html, Research Papers)']);
    expect(findings(goodEdition(), inText(lost))).toEqual(['block section-links (text, Research Papers)']);
  });
});

describe('subject and preheader', () => {
  const named = (change: Partial<Edition>): Edition => ({ ...goodEdition(), ...change });

  it('are there, fit, and are not the same', () => {
    expect(findings(named({ subject: ' ' }))).toContain('block subject (subject)');
    expect(findings(named({ subject: 'x'.repeat(61) }))).toEqual(['warn subject (subject)']);
    expect(findings(named({ subject: 'ALL THE NEWS' }))).toEqual(['warn subject (subject)']);
    expect(findings(named({ preheader: '' }))).toEqual(['block subject (preheader)']);
    expect(findings(named({ preheader: 'The Price of a Token' }))).toEqual(['warn subject (preheader)']);
    expect(findings(named({ preheader: 'Short.' }))).toEqual(['warn subject (preheader)']);
  });

  it('are not of a recent edition', () => {
    const edition = goodEdition();
    const found = runChecks({ ...inputOf(edition), recentSubjects: ['Another', 'the price of a token '] });
    expect(found.map(({ check, severity }) => [check, severity])).toEqual([['subject', 'block']]);
  });
});

describe('tables', () => {
  type Tables = Extract<Edition['sections'][number], { kind: 'benchmarks' }>['tables'];

  function withTable(change: (table: Tables[number]) => Tables[number]): Edition {
    const edition = goodEdition();
    const tables = edition.sections.flatMap((one) =>
      one.kind === 'benchmarks' ? one.tables.map(change) : [],
    );
    return withSection(edition, 'benchmarks', { tables });
  }

  const tableFindings = (edition: Edition) =>
    runChecks(inputOf(edition))
      .filter(({ check }) => check === 'tables')
      .map(({ check, message }) => `${check}: ${message}`);

  const printed = (spoil: Spoil) =>
    runChecks(inputOf(goodEdition(), spoil))
      .filter(({ check }) => check === 'printed-tables')
      .map(({ severity, place }) => `${severity} (${place})`);

  it('have the rows they should', () => {
    expect(tableFindings(withTable((table) => ({ ...table, rows: table.rows.slice(0, 4) })))).toContain(
      'tables: It has 4 rows instead of 5: draft the edition again.',
    );
  });

  it('rank as in a competition', () => {
    const ranks = withTable((table) => ({
      ...table,
      rows: table.rows.map((row, index) => ({ ...row, rank: index + 1 })),
    }));
    expect(tableFindings(ranks)).toContain('tables: Cedar has rank 3 where its score gives 2.');
  });

  it('equal the stored snapshot, cell by cell', () => {
    const better = withTable((table) => ({
      ...table,
      rows: table.rows.map((row) => (row.name === 'Dahlia' ? { ...row, score: 61.9 } : row)),
    }));
    expect(tableFindings(better)).toEqual([
      'tables: The row of Dahlia differs from the stored table: draft again.',
    ]);
    const unknown = withTable((table) => ({ ...table, snapshotId: 99 }));
    expect(tableFindings(unknown)).toEqual([
      'tables: Its stored snapshot is missing: collect and draft again.',
    ]);
  });

  it('say how many rows tie beyond the last', () => {
    expect(tableFindings(withTable((table) => ({ ...table, tiedBeyond: 0 })))).toEqual([
      'tables: 1 more rows tie with the last; the edition says 0.',
    ]);
    const silent = inHtml((html) => html.replace('ties with the last', ''));
    expect(printed(silent)).toEqual(['block (html, table Coding)']);
  });

  it('are printed as the board prints them', () => {
    const rounded = inText((text) => text.replace('64.4%', '64%'));
    expect(printed(rounded)).toEqual(['block (text, table Coding)']);
  });
});

describe('text', () => {
  it('keeps to the lines that mail carries', () => {
    expect(
      findings(
        goodEdition(),
        inText((text) => `${text}\n${'ä'.repeat(500)}`),
      )[0],
    ).toMatch(/^block text-shape \(text, line \d+\)$/);
  });

  it('keeps its tables narrow', () => {
    const wide = inText((text) => text.replace('Rank  Model', `Rank  ${'Model'.padEnd(60)}`));
    expect(findings(goodEdition(), wide)[0]).toMatch(/^warn text-shape/);
  });

  it('holds no control characters, overrides or lost letters', () => {
    expect(
      findings(
        goodEdition(),
        inText((text) => text.replace('Weights', 'Weights\u0007')),
      ),
    ).toEqual(['block characters (text)']);
    expect(
      findings(
        goodEdition(),
        inHtml((html) => html.replace('Weights', '\u202EWeights')),
      ),
    ).toEqual(['block characters (html)']);
    expect(
      findings(
        goodEdition(),
        inText((text) => `${text}\u2068open`),
      ),
    ).toEqual(['block characters (text)']);
    expect(
      findings(
        goodEdition(),
        inText((text) => `${text}\u2068closed\u2069`),
      ),
    ).toEqual([]);
    expect(
      findings(
        goodEdition(),
        inText((text) => `${text} caf\uFFFD`),
      ),
    ).toEqual(['warn characters (text)']);
  });
});

it('the essay is neither missing, nor a note, nor a book', () => {
  const essayOf = (words: number | null): Edition => {
    const edition = goodEdition();
    const found = edition.sections.find((one) => one.kind === 'essay')?.essay ?? null;
    return withSection(edition, 'essay', {
      essay: words === null || found === null ? null : { ...found, words },
    });
  };
  for (const words of [null, 149, 2501])
    expect(findings(essayOf(words))).toEqual(['warn essay-length (essay)']);
  expect(findings(essayOf(150))).toEqual([]);
});

describe('content', () => {
  const empty = (keep: string): Edition => {
    const edition = goodEdition();
    return {
      ...edition,
      sections: edition.sections.map((one) => {
        if (one.id === keep) return one;
        if (one.kind === 'essay') return { ...one, essay: null };
        return one.kind === 'benchmarks' ? { ...one, tables: [] } : { ...one, entries: [] };
      }),
    };
  };
  const said = (edition: Edition) => findings(edition).filter((one) => one.includes(' content '));

  it('warns of an edition without anything to read, and not of one with an essay or headlines alone', () => {
    expect(said(empty(''))).toEqual(['warn content (edition)']);
    for (const kept of ['essay', 'labs', 'benchmarks']) expect(said(empty(kept))).toEqual([]);
  });

  it('warns when half of the sources or more gave nothing', () => {
    const silent = (count: number, checked: number): Edition => {
      const failed = Array.from({ length: count }, () => ({ sourceId: 's', name: 'S', reason: 'no answer' }));
      return { ...goodEdition(), report: { checked, failed } };
    };
    expect(said(silent(2, 4))).toEqual(['warn content (sources)']);
    expect(said(silent(1, 4))).toEqual([]);
    expect(said(silent(0, 0))).toEqual([]);
  });
});
