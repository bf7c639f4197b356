import { expect, it } from 'vitest';
import { proveLeaving } from '../../../scripts/proof/leavers.ts';

it('who unsubscribes before the first claim of their batch gets no mail; who leaves during the attempt is named', async () => {
  const found = await proveLeaving(5000, 120, 1);
  console.log(JSON.stringify(found));
  expect(found).toMatchObject({ mailedAllTheSame: [], unnamed: [] });
  expect(found.inTime).toBeGreaterThan(20);
});
