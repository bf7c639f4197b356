/** Bundles a script with the product's own source into one file that starts in a tenth of a second, without one guard if asked. */
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { GUARDS, type GuardName, type Removal } from './guards.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Packages that were written for `require` expect one. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * @param entry path from the project's root
 * @param outfile path of an `.mjs` file
 * @throws when the code of the guard is not where it is said to be: a guard that moved must be named anew
 */
export async function bundle(
  entry: string,
  outfile: string,
  without: GuardName | readonly Removal[] | null = null,
): Promise<void> {
  const removals = typeof without === 'string' ? GUARDS[without] : (without ?? []);
  await build({
    ...{ entryPoints: [join(ROOT, entry)], outfile, absWorkingDir: ROOT, bundle: true },
    ...{ platform: 'node', format: 'esm', target: 'node24', external: ['pg-native'], logLevel: 'silent' },
    banner: { js: REQUIRE },
    // The program finds its package from where its source lies.
    define: { 'import.meta.dirname': JSON.stringify(join(ROOT, 'src')) },
    plugins: removals.length === 0 ? [] : [removing(removals)],
  });
}

function removing(removals: readonly Removal[]): Plugin {
  const files = Map.groupBy(removals, ({ file }) => file);
  const seen = new Set<string>();
  return {
    name: 'without a guard',
    setup: (bundling) => {
      bundling.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const here = relative(ROOT, path);
        const found = files.get(here);
        if (found === undefined) return null;
        seen.add(here);
        return { loader: 'ts', contents: cut(await readFile(path, 'utf8'), found) };
      });
      bundling.onEnd(() => {
        const missed = [...files.keys()].filter((file) => !seen.has(file));
        return missed.length === 0
          ? {}
          : { errors: [{ text: `not part of the bundle: ${missed.join(', ')}` }] };
      });
    },
  };
}

function cut(source: string, removals: readonly Removal[]): string {
  return removals.reduce((text, { file, guard, without }) => {
    if (!text.includes(guard)) throw new Error(`${file} no longer holds: ${guard}`);
    return text.replace(guard, without);
  }, source);
}
