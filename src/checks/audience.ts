/** Check: the list did not shrink or grow overnight as no list does: a lost import or a flood of false sign-ups. */
import { warn, type Check } from './check.ts';

/** Below this, a few readers are a large share. */
const SMALL_LIST = 100;

export const audience: Check = {
  name: 'audience',
  run: ({ audience: { now, before }, limits: { audienceChange } }) => {
    if (now === 0)
      return [warn('audience', 'Nobody would get this edition: the list has no confirmed readers.')];
    if (before === null || before < SMALL_LIST) return [];
    const change = ((now - before) / before) * 100;
    if (Math.abs(change) <= audienceChange) return [];
    const words = `The list has ${now.toLocaleString('en')} readers, the last edition had ${before.toLocaleString('en')}`;
    return [
      warn(
        'audience',
        `${words} (${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(0)} %): look at the sign-ups and suppressions.`,
      ),
    ];
  },
};
