import { describe, expect, it } from 'vitest';
import { BOARD_DEFINITIONS } from '../../../sources/boards/definitions.ts';
import { LAB_FEEDS } from '../../../sources/catalogue/labs.ts';
import { WIRE_FEEDS } from '../../../sources/catalogue/wire.ts';
import { createSources } from '../../../sources/index.ts';
import { categoryName } from '../../../sources/papers/categories.ts';
import { loadConfig, parseConfig } from '../../../src/config.ts';
import { editionDate } from '../../../src/model/date.ts';

const FEEDS = [...LAB_FEEDS, ...WIRE_FEEDS];
const DAY = editionDate('2026-11-24');
const EVIDENCE = /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/;

describe('the catalogue', () => {
  it('holds at least 25 labs, 25 wires, and the boards, under ids of their own', () => {
    expect(LAB_FEEDS.length).toBeGreaterThanOrEqual(25);
    expect(WIRE_FEEDS.length).toBeGreaterThanOrEqual(25);
    const ids = [...FEEDS, ...BOARD_DEFINITIONS].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9][a-z0-9-]*$/.test(id))).toEqual([]);
  });

  it('asks every feed once, over https, and names it once', () => {
    for (const pick of [({ url }) => url, ({ name }) => name] as ((
      feed: (typeof FEEDS)[number],
    ) => string)[]) {
      const all = FEEDS.map(pick);
      expect(all.filter((value, index) => all.indexOf(value) !== index)).toEqual([]);
    }
    const addresses = FEEDS.flatMap(({ url, homepage }) => [url, homepage ?? '']);
    expect(addresses.filter((url) => URL.parse(url)?.protocol !== 'https:')).toEqual([]);
    expect(BOARD_DEFINITIONS.filter(({ url }) => URL.parse(url)?.protocol !== 'https:')).toEqual([]);
  });

  it('says of every feed its section, kind, pace, and when to wonder at its silence', () => {
    expect(LAB_FEEDS.every(({ section }) => section === 'labs')).toBe(true);
    expect(WIRE_FEEDS.every(({ section }) => section === 'wire')).toBe(true);
    for (const { id, kind, cadence, quietAfterDays } of FEEDS) {
      expect([id, kind]).toEqual([id, expect.stringMatching(/^(RSS|Atom|JSON)$/)]);
      expect([id, cadence]).toEqual([
        id,
        expect.stringMatching(/^(several a (day|week)|daily|weekly|monthly|rarely)$/),
      ]);
      expect([id, quietAfterDays]).toEqual([id, expect.any(Number)]);
    }
  });

  it('allows more silence to those that speak less', () => {
    const least: Record<string, number> = { 'several a day': 2, daily: 3, 'several a week': 7, weekly: 14 };
    const hasty = FEEDS.filter(
      ({ cadence = '', quietAfterDays = 0 }) => quietAfterDays < (least[cadence] ?? 30),
    );
    expect(hasty.map(({ id }) => id)).toEqual([]);
  });

  it('dates its evidence by day or month, or says that there is none', () => {
    for (const { id, lastChecked } of [...FEEDS, ...BOARD_DEFINITIONS])
      if (lastChecked !== null) expect([id, lastChecked]).toEqual([id, expect.stringMatching(EVIDENCE)]);
    expect(FEEDS.some(({ lastChecked }) => typeof lastChecked === 'string')).toBe(true);
  });

  it('credits every board, and leaves games and pre-releases out', () => {
    for (const { attribution } of BOARD_DEFINITIONS) expect(attribution.name).not.toBe('');
    const leavesOut = (id: string, title: string) =>
      FEEDS.find((one) => one.id === id)?.leaveOut?.test(title);
    expect(leavesOut('nvidia', 'Five new games on GeForce NOW this week')).toBe(true);
    expect(leavesOut('nvidia', 'A faster way to serve long prompts')).toBe(false);
    expect(leavesOut('vllm-releases', 'v0.14.0rc2')).toBe(true);
    expect(leavesOut('vllm-releases', 'v0.14.0')).toBe(false);
  });
});

describe("the operator's file as it is shipped", () => {
  const live = {
    ...{ NEWSROOM: 'live', PUBLIC_URL: 'https://report.example', SIGNING_SECRET: 'x'.repeat(40) },
    TRANSPORT: 'outbox',
  };

  it('names only sources that exist', async () => {
    const { settings } = await loadConfig({ environment: live });
    const sources = createSources(settings, DAY, { hasArtificialAnalysisKey: false });
    expect(sources.length).toBeGreaterThan(8);
    for (const category of Object.values(settings.papers.focus))
      expect(categoryName(category)).not.toBe(category);
  });

  it('prints Epoch, LMArena and SWE-rebench; Artificial Analysis with key and permission only', async () => {
    const { settings } = await loadConfig({ environment: live });
    const boards = (permission: boolean, hasArtificialAnalysisKey: boolean) => {
      const benchmarks = { ...settings.benchmarks, artificialAnalysisPermission: permission };
      return createSources({ ...settings, benchmarks }, DAY, { hasArtificialAnalysisKey })
        .filter(({ section }) => section === 'benchmarks')
        .map(({ id }) => id);
    };
    const free = ['epoch-eci', 'lmarena-text', 'swe-rebench'];
    expect(boards(false, false)).toEqual(free);
    expect(boards(true, false)).toEqual(free);
    expect(boards(false, true)).toEqual(free);
    expect(boards(true, true)).toEqual([...free, 'artificial-analysis']);
  });

  it('may name every source of the catalogue at once', async () => {
    const { settings } = await loadConfig({ environment: live });
    const every = {
      ...settings,
      labs: { ...settings.labs, sources: LAB_FEEDS.map(({ id }) => id) },
      wire: { ...settings.wire, sources: WIRE_FEEDS.map(({ id }) => id) },
      benchmarks: { ...settings.benchmarks, boards: BOARD_DEFINITIONS.map(({ id }) => id) },
    };
    const sources = createSources(every, DAY, { hasArtificialAnalysisKey: true });
    // All but Artificial Analysis, and arXiv in one request.
    expect(sources).toHaveLength(FEEDS.length + BOARD_DEFINITIONS.length);
    for (const { facts } of sources) expect(facts.quietAfterDays).toBeGreaterThan(0);
  });

  it('may write a feed of its own, with its own patience', async () => {
    const { settings } = await loadConfig({ environment: live });
    const own = { id: 'own', name: 'Own', url: 'https://own.example/feed', quietAfterDays: 9 };
    const sources = [own, { ...own, id: 'other', quietAfterDays: undefined }];
    const labs = parseConfig({ ...settings, labs: { sources } }, {}, '/x.ts').settings;
    const made = createSources(labs, DAY, { hasArtificialAnalysisKey: false }).slice(0, 2);
    expect(made.map(({ id, facts }) => [id, facts.quietAfterDays])).toEqual([
      ['own', 9],
      ['other', 60],
    ]);
  });

  it('a name that is not in the catalogue is refused with its place and the nearest ones', async () => {
    const { settings } = await loadConfig({ environment: live });
    const wrong = { ...settings, wire: { ...settings.wire, sources: ['techcrunch'] } };
    expect(() => createSources(wrong, DAY, { hasArtificialAnalysisKey: false })).toThrow(
      /wire\.sources: there is no "techcrunch"; the nearest known are techcrunch-ai/,
    );
    expect(() => parseConfig({ ...settings, wire: { sources: ['Not An Id'] } }, {}, '/x.ts')).toThrow(
      /wire\.sources/,
    );
  });
});
