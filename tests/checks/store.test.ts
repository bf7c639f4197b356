import { expect, it } from 'vitest';
import { findingsOf, saveFindings } from '../../src/checks/store.ts';
import type { Finding } from '../../src/model/finding.ts';
import { describeOnBothEngines } from '../support/databases.ts';

const finding: Finding = { check: 'html-size', severity: 'warn', place: 'html', message: 'It is large.' };

describeOnBothEngines('findings', (open) => {
  it('are kept under the hash they were said of, the last ones counting', async () => {
    const { query } = await open();
    expect(await findingsOf(query, 'a')).toBeNull();
    await saveFindings(query, 'a', { checkedAt: 1, findings: [finding] });
    await saveFindings(query, 'b', { checkedAt: 2, findings: [] });
    expect(await findingsOf(query, 'a')).toEqual({ checkedAt: 1, findings: [finding] });
    await saveFindings(query, 'a', { checkedAt: 3, findings: [] });
    expect(await findingsOf(query, 'a')).toEqual({ checkedAt: 3, findings: [] });
  });
});
