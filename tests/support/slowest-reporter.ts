/** Prints the slowest ten test files after a run, and what was skipped: what one looks at when the suite grows slow. */
import type { Reporter, TestModule } from 'vitest/node';

export default class SlowestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules
      .map((file) => ({ name: file.relativeModuleId, seconds: file.diagnostic().duration / 1000 }))
      .toSorted((a, b) => b.seconds - a.seconds)
      .slice(0, 10);
    console.log('\nSlowest files:');
    for (const { name, seconds } of files) console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}`);
    const skipped = modules.flatMap((file) => [...file.children.allTests('skipped')]);
    if (skipped.length > 0) console.log(`\nSkipped (${skipped.length}):`);
    for (const test of skipped) console.log(`  ${test.module.relativeModuleId}: ${test.fullName}`);
  }
}
