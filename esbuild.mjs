// Builds everything: `node esbuild.mjs [--production] [--tests] [--watch]`.
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';
import { product, testEntries, tests } from './scripts/bundles.mjs';
import { compileKernels } from './scripts/compileKernels.mjs';
import { declareTypes } from './scripts/declareTypes.mjs';
import { writeNotices } from './scripts/writeNotices.mjs';

const production = process.argv.includes('--production');
const withSuites = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

// Without --tests the test bundles stay, so that packaging does not remove them from under a running test.
mkdirSync('dist', { recursive: true });
for (const name of readdirSync('dist')) {
  if (withSuites || name !== 'test') rmSync(`dist/${name}`, { recursive: true });
}
await compileKernels();
const how = { minify: production, sourcemap: production ? false : /** @type {const} */ ('linked') };
const shipped = Object.values(product).map(options => ({
  ...options,
  metafile: /** @type {const} */ (true),
}));
const bundles = [...shipped, ...(production ? [] : [tests(testEntries(withSuites))])];
const built = await Promise.all(bundles.map(options => build({ ...options, ...how })));
writeNotices(built.flatMap(({ metafile }) => metafile ?? []));
chmodSync('dist/cli.mjs', 0o755);
await declareTypes();

if (watch) {
  const contexts = await Promise.all(
    bundles.map(options => context({ ...options, ...how, logLevel: 'info' })),
  );
  await Promise.all(contexts.map(each => each.watch()));
  console.log(
    'Watching. Reload the window of VS Code (or start the program again) to use a new build; Ctrl+C ends this.',
  );
}
