// Builds everything: `node esbuild.mjs [--production] [--tests]`.
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { compileKernels } from './scripts/compileKernels.mjs';
import { declareTypes } from './scripts/declareTypes.mjs';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  // Whatever is used without VS Code has the kernels in it.
  loader: { '.wasm': 'binary' },
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
/** @type {import('esbuild').BuildOptions} */
const module = { ...common, format: 'esm', target: 'es2022' };

// Programs around VS Code (the demo among them), and with --tests every test and what runs them.
const programs = /^host[/\\][^/\\]+\.ts$/;
const suites =
  /\.test\.ts$|^(extension|webview[/\\]preview)[/\\]index\.ts$|^(bench|e2e|fuzz)[/\\][^/\\]+\.ts$/;

function testEntries() {
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' });
  const wanted = names.filter(name => programs.test(name) || (tests && suites.test(name)));
  return wanted.map(name => `test/${name}`);
}

// Test bundles stay, unless they are built anew: packaging must not take them from under a running test.
mkdirSync('dist', { recursive: true });
for (const name of readdirSync('dist')) {
  if (tests || name !== 'test') rmSync(`dist/${name}`, { recursive: true });
}
await compileKernels();
await Promise.all([
  build({
    ...node,
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  }),
  build({ ...node, entryPoints: ['src/hosts/worker.ts'], outfile: 'dist/worker.js' }),
  build({
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    entryPoints: { webview: 'webview/main.ts' },
    outdir: 'dist',
  }),
  build({
    ...module,
    platform: 'browser',
    entryPoints: ['src/library/engine.ts'],
    outfile: 'dist/engine.mjs',
  }),
  build({ ...module, platform: 'node', entryPoints: ['src/hosts/cli/elman.ts'], outfile: 'dist/cli.mjs' }),
  production ||
    build({
      ...node,
      entryPoints: testEntries(),
      outdir: 'dist/test',
      outbase: 'test',
      external: [
        'vscode',
        'esbuild',
        'mocha',
        'playwright-core',
        '@vscode/test-electron',
        'source-map-support',
        'fast-check', // once for all tests, so that its seed is
      ],
    }),
]);
chmodSync('dist/cli.mjs', 0o755);
await declareTypes();
