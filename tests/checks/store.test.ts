import { expect, it } from 'vitest';
import { findingsOf, saveFindings } from '../../src/checks/store.ts';
import type { Finding } from '../../src/model/finding.ts';
import { describeOnBothEngines } from '../support/databases.ts';

const finding: Finding = { check: 'html-size', severity: 'warn', place: 'html', message: 'It is large.' };

describeOnBothEngines('findings', (open) => {
  it('are kept under the hash they were said of, the last ones counting', async () => {
    const { query } = await open();
    expect(await findingsOf(query, 'a')).toBeNull();
    await saveFindings(query, 'a', { checkedAt: 1, findings: [finding], probed: null });
    await saveFindings(query, 'b', { checkedAt: 2, findings: [], probed: null });
    expect(await findingsOf(query, 'a')).toMatchObject({ checkedAt: 1, findings: [finding] });
    await saveFindings(query, 'a', { checkedAt: 3, findings: [], probed: null });
    expect(await findingsOf(query, 'a')).toMatchObject({ checkedAt: 3, findings: [] });
  });

  it('of a browser or the network stay when only the bytes are looked at again', async () => {
    const { query } = await open();
    const skipped = [{ check: 'spam', reason: 'SpamAssassin is not installed on this machine.' }];
    await saveFindings(query, 'a', { checkedAt: 1, findings: [], probed: { findings: [finding], skipped } });
    await saveFindings(query, 'a', { checkedAt: 2, findings: [], probed: null });
    expect(await findingsOf(query, 'a')).toEqual({ checkedAt: 2, findings: [finding], skipped });
  });
});
