/** Every file of CORPUS_DIR read as if it were a feed: none may stop the program, and every failure has a name. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../scripts/fuzz/judge.ts';
import { inspectFeed } from '../../../sources/inspect.ts';

const { CORPUS_DIR } = process.env;
const NOW = Date.parse('2026-11-24T12:00:00Z');
const FEED = /\.(?:rss|atom|rss\.xml|atom\.xml|xml)$/;
/** What is a feed by its name and rightly none: an error, or a page, in a feed's place. */
const NO_FEED = /error_response|unrecognized/;

describe.runIf(CORPUS_DIR)('real feeds', () => {
  const folder = CORPUS_DIR ?? '';
  const inside = folder === '' ? [] : globSync('**/*', { cwd: folder });
  const files = inside.filter((file) => statSync(join(folder, file)).isFile());

  it.each(files)('%s is read, or refused by name', async (file) => {
    const body = readFileSync(join(folder, file));
    const url = pathToFileURL(join(folder, file)).href;
    const answer = await inspectFeed({ source: file, body, url, contentType: null }, NOW);
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.failure === null).toBe(FEED.test(file) && !NO_FEED.test(file));
  });
});
