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
 * Bundles into a folder the test files that import a changed source.
 * @param {ReadonlyMap<string, string>} changed sources with mutants, by their paths
 * @param {string} outdir
 * @param {readonly string[]} parts one of which a test file has in its path
 * @returns {Promise<Map<string, string>>} bundles by their test files
 */
export async function bundleTests(changed, outdir, parts) {
  const entryPoints = (await reaching(new Set(changed.keys()))).filter(file =>
    parts.some(part => file.includes(part)),
  );
  const withMutants = {
    name: 'mutants',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\]src[/\\]engine[/\\].*\.ts$/ }, ({ path }) => {
        const contents = changed.get(relative('.', path)) ?? readFileSync(path, 'utf8');
        return { contents, loader: 'ts' };
      });
    },
  };
  await build({ ...tests(entryPoints), outdir, plugins: [withMutants] });
  return new Map(
    entryPoints.map(file => [file, join(outdir, relative('test', file).replace(/\.ts$/, '.js'))]),
  );
}
