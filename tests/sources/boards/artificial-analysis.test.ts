import { describe, expect, it } from 'vitest';
import { boardSchema } from '../../../src/model/board.ts';
import { boardIn, collect, definitionOf, fixture, lines } from './collecting.ts';

const definition = definitionOf('artificial-analysis');
const [first, second] = [fixture('artificial-analysis-1.json'), fixture('artificial-analysis-2.json')];
const allowed = { permission: true, key: 'secret' };

describe('Artificial Analysis, paged', () => {
  it('keeps the best effort of each model, works out the blended price, and prints a dash for an unknown 0', async () => {
    const { result } = await collect(definition, [first, second], allowed);
    const board = boardIn(result);
    expect(lines(board)).toEqual([
      '1 Kestrel 3 60.2 65 $11.25',
      '=2 Marl 2 (August 2026) 57.3 – –',
      '=2 Tern Opus 57.3 – $10.94',
    ]);
    expect(board.rows[0]).toMatchObject({
      rawName: 'Kestrel 3 (xhigh)',
      effort: 'xhigh',
      organisation: 'Aviary',
    });
    expect(board).toMatchObject({ version: '4.1', window: null, asOf: '2026-11-24', invented: false });
    expect(boardSchema.safeParse(board).success).toBe(true);
    expect(result).toMatchObject({ warnings: ['1 of 6 models could not be read'] });
  });

  it('asks page after page with the key, and without conditions', async () => {
    const { asked } = await collect(definition, [first, second], allowed);
    expect(asked.map(({ url }) => url)).toEqual([definition.url, `${definition.url}?page=2`]);
    for (const request of asked)
      expect(request).toMatchObject({ headers: { 'x-api-key': 'secret' }, etag: null, lastModified: null });
  });

  it.each([
    ['a page that does not count', [first, first.replace('"page": 1', '"page": 7')]],
    ['a number of pages that changes', [first, second.replace('"total_pages": 2', '"total_pages": 3')]],
    ['two versions of the index', [first, second.replace('4.1', '4.2')]],
    ['the same page again and again', [first]],
    ['a page without models', ['{"data": {}}']],
    ['a complaint', ['{"error": "API key is required"}']],
    ['a web page', ['<html></html>']],
  ])('refuses %s', async (_, answers) => {
    const { result } = await collect(definition, answers, allowed);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unexpected-shape' } });
  });
});

describe('Artificial Analysis, as it answered until the middle of 2026', () => {
  it('is read alike, with the stated price where there is one', async () => {
    const { result, asked } = await collect(definition, [fixture('artificial-analysis-old.json')], allowed);
    expect(asked).toHaveLength(1);
    expect(boardIn(result).version).toBeNull();
    expect(lines(boardIn(result))).toEqual(['1 Kestrel 2 48.0 128 $4.50', '2 Marl 1 41.3 – $1.71']);
  });
});

describe('permission', () => {
  it('is asked for first, then the key, and nothing is fetched without both', async () => {
    const without = await collect(definition, [first], { key: 'secret' });
    expect(without).toMatchObject({ asked: [], result: { failure: { kind: 'no-permission' } } });
    const keyless = await collect(definition, [first], { permission: true });
    expect(keyless).toMatchObject({ asked: [], result: { failure: { kind: 'missing-key' } } });
  });

  it('is not needed for invented models, and the real key is not sent there', async () => {
    const { result, asked } = await collect(definition, [fixture('artificial-analysis-old.json')], {
      invented: true,
      key: 'secret',
    });
    expect(boardIn(result).invented).toBe(true);
    expect(asked[0]?.headers).toEqual({});
  });
});
