// Bundles the tests that import sources with mutants. The bundles contain the mutants.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { tests } from '../bundles.mjs';

/**
 * Matches suites that are left out, because they run the built programs, which contain no mutants, or need VS
 * Code. The test `helperThreads` is not left out: its leading thread runs in the test itself and contains the
 * mutants.
 */
const apart = /^(e2e|extension|workers|cli|cluster|package)[/\\](?!helperThreads)/;

function testFiles() {
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith('.test.ts') && !apart.test(name)).map(name => `test/${name}`);
}

/**
 * Returns the test files that import one of these sources, directly or indirectly.
 * @param {ReadonlySet<string>} sources
 */
async function reaching(sources) {
  const options = tests(testFiles());
  const { metafile } = await build({ ...options, write: false, metafile: true });
  return Object.values(metafile.outputs)
    .filter(({ entryPoint, inputs }) => entryPoint && Object.keys(inputs).some(input => sources.has(input)))
    .map(({ entryPoint }) => entryPoint);
}

/**
 * Bundles the test files that import a source with mutants into a folder. Makes two bundles of each file: one
 * with the mutants, and one with marks that record which functions the tests reach.
 * @param {{ marked: ReadonlyMap<string, string>, changed: ReadonlyMap<string, string> }} sources the contents of the sources with marks, and with mutants, by path
 * @param {string} outdir
 * @param {readonly string[]} parts parts of paths; only test files whose path contains one of these parts are bundled
 * @returns {Promise<Map<string, { marked: string, changed: string }>>} the paths of both bundles, by test file
 */
export async function bundleTests({ marked, changed }, outdir, parts) {
  const entryPoints = (await reaching(new Set(changed.keys()))).filter(file =>
    parts.some(part => file.includes(part)),
  );
  const folders = { marked: join(outdir, 'marked'), changed: join(outdir, 'changed') };
  await bundle(entryPoints, marked, folders.marked);
  await bundle(entryPoints, changed, folders.changed);
  const inFolder = (folder, file) => join(folder, relative('test', file).replace(/\.ts$/, '.js'));
  return new Map(
    entryPoints.map(file => [
      file,
      { marked: inFolder(folders.marked, file), changed: inFolder(folders.changed, file) },
    ]),
  );
}

/**
 * Bundles test files. `sources`: the contents to use instead of those on disk, by path.
 * @type {(entryPoints: readonly string[], sources: ReadonlyMap<string, string>, outdir: string) => Promise<unknown>}
 */
function bundle(entryPoints, sources, outdir) {
  const withChanges = {
    name: 'changes',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\]src[/\\]engine[/\\].*\.ts$/ }, ({ path }) => {
        const contents = sources.get(relative('.', path)) ?? readFileSync(path, 'utf8');
        return { contents, loader: 'ts' };
      });
    },
  };
  return build({ ...tests(entryPoints), outdir, plugins: [withChanges] });
}
