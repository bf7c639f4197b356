/** Thirty days, sixty sources, scripted rot: the month of `npm run month`, and a judge that is itself judged. */
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeMonth } from '../../scripts/month/judge.ts';
import { failuresOn, ROT, ROT_KINDS } from '../../scripts/month/rot.ts';
import { liveThroughMonth, type Day, type Month } from '../../scripts/month/run.ts';
import { DAYS } from '../../scripts/month/world.ts';
import type { Edition, Section } from '../../src/model/edition.ts';

let month: Month;
beforeAll(async () => {
  month = await liveThroughMonth('november');
}, 240_000);

describe('a month of rot', () => {
  it('knows every kind of rot by at least one source', () => {
    expect(month.health).toHaveLength(60);
    expect(new Set(ROT.map(({ kind }) => kind))).toEqual(new Set(Object.keys(ROT_KINDS)));
  });

  it('has an edition every day, nothing twice, nothing old as new, every failure named and every gap labelled', () => {
    expect(judgeMonth(month)).toEqual([]);
    expect(month.days.map(({ edition }) => edition.number)).toEqual(
      Array.from({ length: DAYS }, (_, index) => index + 1),
    );
  });

  it('asks nobody it must not ask', () => {
    expect(month.trapped).toEqual([]);
  });

  it('is worth reading on its worst days too', () => {
    for (const { edition } of month.days) {
      const wire = edition.sections.find(({ id }) => id === 'wire');
      expect(wire?.kind === 'links' && wire.entries.length).toBeGreaterThanOrEqual(5);
    }
  });

  it('says on a weekend that arXiv rests, and what it shows instead', () => {
    const notes = month.days.map(({ edition }) => edition.sections.find(({ id }) => id === 'papers')?.note);
    // Sunday the 8th, and the holiday's morning after, Friday the 27th.
    for (const day of [7, 26])
      expect(notes[day]).toBe(
        'arXiv announces no papers today. These are from the past week, not shown here before.',
      );
    expect(notes[3]).toBeNull();
  });

  it('turns the focus among papers with the weekday, and asks arXiv once a day for all of it', () => {
    const papers = month.days.flatMap(({ edition }) =>
      edition.sections.flatMap((section) => (section.kind === 'papers' ? [section] : [])),
    );
    // From a Sunday on; a day with enough papers shows its focus alone.
    const focus = ['cs.AI', 'cs.DC', 'cs.AI', 'cs.AI', 'cs.SE', 'cs.AI', 'cs.AI'];
    expect(papers.map((section) => section.focus.category)).toEqual(
      Array.from({ length: DAYS }, (_, day) => focus[day % 7]),
    );
    expect(papers[1]?.entries.map(({ category, why }) => `${category} ${why}`)).toEqual(
      Array(6).fill('cs.DC category'),
    );
    expect(month.health.find(({ id }) => id === 'arxiv')?.requests).toBe(DAYS);
  });

  it('tells the story of a lab once, with who else tells it', () => {
    const entries = month.days.flatMap(({ edition }) =>
      edition.sections.flatMap((section) => (section.kind === 'links' ? section.entries : [])),
    );
    const together = entries.filter(({ alsoIn }) => alsoIn.length > 0);
    expect(together.length).toBeGreaterThan(20);
    // The lab leads, but for the few that its section had no room for: those the wire leads.
    const tellers = together.map(({ source, alsoIn }) => [source, ...alsoIn.map((other) => other.source)]);
    expect(tellers.filter((names) => !names.some((name) => name.startsWith('lab-')))).toEqual([]);
    expect(tellers.filter(([lead]) => lead?.startsWith('lab-')).length).toBeGreaterThan(together.length / 2);
  });

  it('knows at the end how every source is: who is gone since when, and who lives on old news', () => {
    const health = new Map(month.health.map((source) => [source.id, source]));
    expect(health.get('wire-18')).toMatchObject({ state: 'failing', failingSince: '2026-11-16' });
    expect(health.get('wire-15')).toMatchObject({ state: 'failing', lastSuccessAt: null });
    expect(health.get('wire-13')?.remarks[0]).toMatch(
      /built anew every day, but its newest item is \d+ days old/,
    );
    expect(health.get('wire-20')?.remarks.join()).toMatch(/dated with the moment the feed was built/);
    expect(health.get('lab-06')?.notModified).toBeGreaterThan(20);
    expect(health.get('lab-12')).toMatchObject({ state: 'well', remarks: [] });
  });
});

describe('the judge', () => {
  /** The month with one day's edition changed. */
  const withDay = (day: number, change: (edition: Edition) => Edition): Month => ({
    ...month,
    days: month.days.map((one): Day => (one.day === day ? { ...one, edition: change(one.edition) } : one)),
  });
  const sections = (edition: Edition, change: (section: Section) => Section): Edition => ({
    ...edition,
    sections: edition.sections.map(change),
  });
  const judged = (changed: Month) => judgeMonth(changed).join('\n');

  it('sees a repeated item, one that nobody published, and one that is old', () => {
    expect(judged(withDay(9, () => month.days[8]!.edition))).toMatch(/day 9 repeats .* of day 8/);
    const forged = (url: string) =>
      withDay(9, (edition) =>
        sections(edition, (section) =>
          section.kind === 'links'
            ? { ...section, entries: section.entries.map((entry) => ({ ...entry, url })) }
            : section,
        ),
      );
    expect(judged(forged('https://forged.example/'))).toContain('which nobody published');
    const [oldest] = month.world.tellings.toSorted((a, b) => a.at - b.at);
    expect(judged(forged(oldest!.url))).toMatch(/day 9 shows .* days old, as new/);
  });

  it('sees a day without edition, a gap without label, a failure by another name, and a damaged table', () => {
    expect(judged({ ...month, days: month.days.slice(1) })).toContain('29 editions in 30 days');
    const mute = withDay(9, (edition) => sections(edition, (section) => ({ ...section, note: null })));
    expect(judged(mute)).toContain('day 9: labs is degraded and does not say so');
    const unreported = withDay(9, (edition) => ({ ...edition, report: { checked: 60, failed: [] } }));
    expect(judged(unreported)).toContain('day 9: lab-07 is not in the report');
    const renamed = month.days.map((day) => ({
      ...day,
      outcomes: day.outcomes.map((one) => ({ ...one, failure: null })),
    }));
    expect(judged({ ...month, days: renamed }).split('\n')).toHaveLength(
      Array.from({ length: DAYS }, (_, day) => failuresOn(day).size).reduce((sum, size) => sum + size, 0),
    );
    const short = withDay(8, (edition) =>
      sections(edition, (section) =>
        section.kind === 'benchmarks'
          ? { ...section, tables: section.tables.map((table) => ({ ...table, total: 20, staleNote: null })) }
          : section,
      ),
    );
    expect(judged(short)).toMatch(/the table of arena has 20 rows[\s\S]*the table of arena says ""/);
    expect(judged({ ...month, trapped: ['/secrets'] })).toContain('a forbidden address was asked');
  });
});
