// Bundles the tests that import files with mutants, with the mutants in them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { tests } from '../bundles.mjs';

/**
 * Suites that run our built programs, which contain no mutants, or that need VS Code. In `helperThreads`, the leading
 * thread runs in the test itself and so contains the mutants.
 */
const apart = /^(e2e|extension|workers|cli|package)[/\\](?!helperThreads)/;

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
 * Bundles into a folder the test files that import a source with mutants: with the mutants, and with marks that record what they reach.
 * @param {{ marked: ReadonlyMap<string, string>, changed: ReadonlyMap<string, string> }} sources with their changes, by their paths
 * @param {string} outdir
 * @param {readonly string[]} parts one of which a test file has in its path
 * @returns {Promise<Map<string, { marked: string, changed: string }>>} both bundles by their test files
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

/** @type {(entryPoints: readonly string[], sources: ReadonlyMap<string, string>, outdir: string) => Promise<unknown>} */
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
