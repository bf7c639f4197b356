import { expect, it } from 'vitest';
import { gather } from '../../../src/web/desk/gather.ts';

it('goes out at once for the first, and together for who came meanwhile', async () => {
  const asked: (readonly number[])[] = [];
  const double = gather(async (ids) => {
    asked.push(ids);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return new Map(ids.filter((id) => id > 0).map((id) => [id, id * 2]));
  });
  const first = double(1);
  await new Promise((resolve) => setTimeout(resolve, 1));
  const rest = [double(2), double(3), double(3), double(0)];
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 6, undefined]);
  expect(asked).toEqual([[1], [2, 3, 0]]);
});

it('a failure reaches everyone who waited for it, and nobody after', async () => {
  let calls = 0;
  const ask = gather(async (ids) => {
    calls += 1;
    if (calls === 1) throw new Error('disk full');
    return new Map(ids.map((id) => [id, 'fine']));
  });
  const both = await Promise.allSettled([ask(1), ask(2)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask(3)).toBe('fine');
});

it('names no more than one statement can hold', async () => {
  const sizes: number[] = [];
  const ask = gather(async (ids) => {
    sizes.push(ids.length);
    return new Map(ids.map((id) => [id, true]));
  });
  await Promise.all(Array.from({ length: 1200 }, (_, id) => ask(id)));
  expect(Math.max(...sizes)).toBe(500);
});
