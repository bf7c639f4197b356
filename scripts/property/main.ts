/** `npm run property [editions] [seed]`: lays out ten thousand random editions and names each rule of mail that one breaks. */
import { contentBatch } from '../../tests/support/content-sets.ts';
import { brokenRules } from '../../tests/support/mail-rules.ts';

const [editions = 10_000, first = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const began = performance.now();
let done = 0;
let broken = 0;

for (let seed = first; done < editions; seed++) {
  for (const [index, edition] of contentBatch(seed).entries()) {
    const found = await brokenRules(edition).catch((error: unknown) => [String(error)]);
    done += 1;
    if (found.length > 0) broken += 1;
    for (const rule of found) console.log(`seed ${seed}, edition ${index}: ${rule}`);
  }
  if ((seed - first) % 10 === 9) console.log(`${done} of ${editions}`);
}
console.log(
  `${done} editions from seed ${first} in ${Math.round((performance.now() - began) / 1000)} s: ${broken} break a rule.`,
);
process.exitCode = broken === 0 ? 0 : 1;
