/** Feed lists as other programs write them, and as we do. */
import { describe, expect, it } from 'vitest';
import { planImport } from '../../sources/imported.ts';
import { KNOWN_FEEDS } from '../../sources/index.ts';
import { readOpml, writeOpml, type ListedFeed } from '../../sources/opml.ts';

const read = (text: string) => readOpml(Buffer.from(text));
const feedsIn = (text: string): ListedFeed[] => {
  const list = read(text);
  if (!list.ok) throw new Error(list.failure.message);
  return list.feeds;
};

describe('a list of feeds', () => {
  it('is read with its folders, whatever the case of its names', () => {
    const feeds = feedsIn(`<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
      <outline text="AI"><outline text="AI Labs">
        <outline type="rss" text="Example &amp; Co" title="" xmlUrl=" https://lab.example/feed " htmlUrl="https://lab.example"/>
      </outline></outline>
      <OUTLINE TEXT="Loud" XMLURL="https://loud.example/rss"></OUTLINE>
      <outline text="No feed, only a note"/>
      <outline xmlUrl="feed:https://old.example/rss"/><outline xmlUrl="feed://older.example/rss"/>
    </body></opml>`);
    expect(feeds).toEqual([
      {
        ...{ name: 'Example & Co', url: 'https://lab.example/feed', homepage: 'https://lab.example' },
        folders: ['AI', 'AI Labs'],
      },
      { name: 'Loud', url: 'https://loud.example/rss', homepage: '', folders: [] },
      { name: 'https://old.example/rss', url: 'https://old.example/rss', homepage: '', folders: [] },
      { name: 'https://older.example/rss', url: 'https://older.example/rss', homepage: '', folders: [] },
    ]);
  });

  it('with bare ampersands and markup in names is read all the same', () => {
    const [feed] = feedsIn(
      '<opml><body><outline text="R&D &lt;b&gt;bold&lt;/b&gt;" xmlUrl="https://a.example/?a=1&b=2"/></body></opml>',
    );
    expect(feed).toMatchObject({ name: 'R&D bold', url: 'https://a.example/?a=1&b=2' });
  });

  it('in another charset is read by its declaration', () => {
    const text =
      '<?xml version="1.0" encoding="iso-8859-1"?><opml><body><outline text="Z\u00fcrich" xmlUrl="https://z.example/"/></body></opml>';
    const list = readOpml(Buffer.from(text, 'latin1'));
    expect(list.ok && list.feeds[0]?.name).toBe('Zürich');
  });

  it.each([
    ['<rss version="2.0"/>', 'not-a-feed'],
    ['', 'not-a-feed'],
    ['hello', 'not-a-feed'],
    ['<opml><body><outline text="cut" xmlUrl="https://a.example/"/>', 'malformed'],
  ])('%s is none', (text, kind) => {
    expect(read(text)).toMatchObject({ ok: false, failure: { kind } });
  });

  it('that declares entities of its own expands none', () => {
    const [feed] = feedsIn(
      '<!DOCTYPE opml [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;" xmlUrl="https://a.example/"/></body></opml>',
    );
    expect(feed?.name).toBe('&b;');
  });
});

it('what is exported is imported again as it was', () => {
  const listed = feedsIn(writeOpml('All & everything', KNOWN_FEEDS));
  expect(listed.length).toBe(KNOWN_FEEDS.length);
  const { added, known, refused } = planImport(listed, { inUse: [], catalogue: KNOWN_FEEDS, section: null });
  expect([known, refused]).toEqual([[], []]);
  expect(added.map(({ id, name, section, url }) => ({ id, name, section, url }))).toEqual(
    ['labs', 'wire'].flatMap((section) =>
      KNOWN_FEEDS.filter((feed) => feed.section === section).map(({ id, name, url }) => ({
        id,
        name,
        section,
        url,
      })),
    ),
  );
});

describe('an import', () => {
  const listed = (name: string, url: string, ...folders: string[]): ListedFeed => ({
    name,
    url,
    homepage: '',
    folders,
  });

  it('adds what is new once, knows what is in use by any spelling, and says why it refuses', () => {
    const plan = planImport(
      [
        listed('Ünïque Lab!', 'https://new.example/feed', 'Labs'),
        listed('Ünïque Lab!', 'https://new.example/other'),
        listed('Again', 'http://new.example/feed/'),
        listed('In use', 'http://used.example/rss?utm_source=x'),
        listed('Mail', 'mailto:a@b.example'),
        listed('', ''),
      ],
      {
        inUse: [{ id: 'used', name: 'Used', section: 'wire', url: 'https://used.example/rss' }],
        catalogue: [],
        section: null,
      },
    );
    expect(plan.added.map(({ id, section, url }) => [id, section, url])).toEqual([
      ['unique-lab', 'labs', 'https://new.example/feed'],
      ['unique-lab-2', 'wire', 'https://new.example/other'],
    ]);
    expect(plan.known.map(({ name }) => name)).toEqual(['Again', 'In use']);
    expect(plan.refused.map(({ reason }) => reason)).toEqual([
      'mailto:a@b.example is no http or https address',
      'nothing is no http or https address',
    ]);
  });

  it('gives a feed we know its own id, and the section asked for', () => {
    const openai = KNOWN_FEEDS.find(({ id }) => id === 'openai');
    const plan = planImport([listed('OAI', `${openai?.url ?? ''}?utm_source=opml`)], {
      ...{ inUse: [], catalogue: KNOWN_FEEDS, section: 'wire' },
    });
    expect(plan.added).toMatchObject([
      { id: 'openai', name: openai?.name, section: 'wire', url: openai?.url },
    ]);
  });
});
