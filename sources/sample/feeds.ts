/** The sample labs' and outlets' feeds, half RSS and half Atom, each with the news of three days as real feeds have. */
import { addDays, type EditionDate } from '../../src/model/date.ts';
import { atomDate, pubDate, xml } from './page.ts';
import { labStoriesOn, wireStoriesOn, type SampleStory } from './stories.ts';
import { SAMPLE_LABS, SAMPLE_OUTLETS, type SampleLab } from './world.ts';

const DAYS_KEPT = 3;

/** @returns null for a lab that there is not */
export function renderLabFeed(id: string, date: EditionDate, timeZone: string): string | null {
  const lab = SAMPLE_LABS.find((one) => one.id === id);
  return lab === undefined ? null : renderFeed(lab, newsOf(id, date, labStoriesOn), date, timeZone);
}

/** @returns null for an outlet that there is not */
export function renderWireFeed(id: string, date: EditionDate, timeZone: string): string | null {
  const outlet = SAMPLE_OUTLETS.find((one) => one.id === id);
  return outlet === undefined ? null : renderFeed(outlet, newsOf(id, date, wireStoriesOn), date, timeZone);
}

/** Newest first. */
function newsOf(
  id: string,
  date: EditionDate,
  storiesOn: (date: EditionDate) => SampleStory[],
): SampleStory[] {
  return Array.from({ length: DAYS_KEPT }, (_, back) =>
    storiesOn(addDays(date, -back))
      .filter(({ sourceId }) => sourceId === id)
      .toSorted((a, b) => (a.time < b.time ? 1 : -1)),
  ).flat();
}

function renderFeed(publisher: SampleLab, news: SampleStory[], date: EditionDate, timeZone: string): string {
  return publisher.format === 'rss'
    ? renderRss(publisher, news, date, timeZone)
    : renderAtom(publisher, news, date, timeZone);
}

function renderRss(
  { id, name }: SampleLab,
  news: SampleStory[],
  date: EditionDate,
  timeZone: string,
): string {
  const items = news.map(
    (story) => `    <item>
      <title>${xml(story.title)}</title>
      <link>${story.url}</link>
      <guid isPermaLink="true">${story.url}</guid>
      <pubDate>${pubDate(timeZone, addDays(story.date, -1), story.time)}</pubDate>
      <description><![CDATA[<p>${xml(story.summary)}</p>]]></description>
    </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
  <channel>
    <title>${xml(name)}</title>
    <link>https://${id}.example/</link>
    <description>${xml(name)} is invented: a publisher of the sample newsroom.</description>
    <lastBuildDate>${pubDate(timeZone, date, '00:00')}</lastBuildDate>
${items.join('\n')}
  </channel>
</rss>
`;
}

function renderAtom(
  { id, name }: SampleLab,
  news: SampleStory[],
  date: EditionDate,
  timeZone: string,
): string {
  const entries = news.map((story) => {
    const at = atomDate(timeZone, addDays(story.date, -1), story.time);
    return `  <entry>
    <title>${xml(story.title)}</title>
    <link rel="alternate" href="${story.url}"/>
    <id>${story.url}</id>
    <published>${at}</published>
    <updated>${at}</updated>
    <summary type="text">${xml(story.summary)}</summary>
  </entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>${xml(name)}</title>
  <subtitle>${xml(name)} is invented: a publisher of the sample newsroom.</subtitle>
  <id>https://${id}.example/</id>
  <link rel="alternate" href="https://${id}.example/"/>
  <author><name>${xml(name)}</name></author>
  <updated>${atomDate(timeZone, date, '00:00')}</updated>
${entries.join('\n')}
</feed>
`;
}
