/** Lets plain Node import `.tsx`: it strips types by itself, but does not know JSX, so esbuild transforms those files alone. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

let registered = false;

/** Call before the first `import()` of a `.tsx` file; calling again does nothing. */
export function allowJsx(): void {
  if (registered) return;
  registered = true;
  registerHooks({
    load(url, context, nextLoad) {
      const { protocol, pathname } = new URL(url);
      if (protocol !== 'file:' || !pathname.endsWith('.tsx')) return nextLoad(url, context);
      const file = fileURLToPath(url.replace(/[?#].*$/, ''));
      const { code } = transformSync(readFileSync(file, 'utf8'), {
        loader: 'tsx',
        format: 'esm',
        jsx: 'automatic',
        target: 'node22',
        sourcefile: file,
        sourcemap: 'inline',
      });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
