/** The floors of the house: imports go down only. Reads every import of the product and names each upward one. */
import { readFileSync, globSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The first pattern that fits a path gives its floor and its room. */
const FLOORS: readonly (readonly [RegExp, floor: number])[] = [
  [/^src\/model\//, 0],
  [/^src\/(config\.ts$|config\/|database\/|platform\/|locales\/)/, 1],
  [/^(sources|emails|subscribers)\//, 2],
  [/^src\/(edition|render|checks|delivery)\//, 3],
  [/^src\/(app\.ts$|run\/)/, 4],
  [/^src\/(commands|web|studio|archive)\//, 5],
  [/^src\/main\.ts$/, 6],
];

/** Rooms of one floor that may open a door to a neighbour. */
const NEIGHBOURS = new Set([
  'src/delivery -> src/render',
  'src/run -> src/app.ts',
  'src/app.ts -> src/run',
  'src/config.ts -> src/config',
  'src/platform -> src/config.ts',
  'src/database -> src/platform',
  'src/database -> src/config.ts',
  'src/web -> src/archive',
  'src/studio -> src/archive',
  'src/commands -> src/web',
  'src/commands -> src/studio',
  'src/commands -> src/archive',
]);

type Import = { from: string; to: string };

function floorOf(path: string): number | undefined {
  return FLOORS.find(([pattern]) => pattern.test(path))?.[1];
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? `src/${second}` : first;
}

function importsOf(path: string): Import[] {
  const code = readFileSync(join(root, path), 'utf8');
  const found = code.matchAll(/\bfrom\s+['"](\.{1,2}\/[^'"]+)['"]|\bimport\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...found].map(([, statement, call]) => ({
    from: path,
    to: relative(root, resolve(root, dirname(path), statement ?? call ?? '')),
  }));
}

const files = globSync('{src,sources,emails,subscribers}/**/*.{ts,tsx}', { cwd: root });
const imports = files.flatMap(importsOf);

it('every file of the product lies on a floor', () => {
  expect(files.filter((path) => floorOf(path) === undefined)).toEqual([]);
  expect(imports.length).toBeGreaterThan(50);
});

it('imports go down only, and sideways only inside a room or through an open door', () => {
  const wrong = imports.filter(({ from, to }) => {
    if (roomOf(from) === roomOf(to)) return false;
    if (NEIGHBOURS.has(`${roomOf(from)} -> ${roomOf(to)}`)) return false;
    const [here, there] = [floorOf(from), floorOf(to)];
    return here === undefined || there === undefined || there >= here;
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

it('nothing outside the product is imported by it', () => {
  expect(imports.filter(({ to }) => /^(scripts|tests)\//.test(to))).toEqual([]);
});

it('the model imports only the schema library, and the operator file only defineNewsletter', () => {
  const packages = (path: string) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/from '([^.'][^']*)'/g)].map(([, name]) => name);
  const model = globSync('src/model/*.ts', { cwd: root }).flatMap(packages);
  expect(new Set(model)).toEqual(new Set(['zod']));
  expect(importsOf('newsletter.config.ts')).toEqual([{ from: 'newsletter.config.ts', to: 'src/config.ts' }]);
});
