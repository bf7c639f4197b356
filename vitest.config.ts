import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As the product transforms it (src/render/jsx.ts): React's production build knows no development JSX.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    reporters: ['default', './tests/support/slowest-reporter.ts'],
    // Ends what hangs, and times nothing: generous, for a machine that has other work.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
