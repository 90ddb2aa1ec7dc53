// Builds everything: `node esbuild.mjs [--production] [--tests]`.
import { globSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { compileKernels } from './scripts/compileKernels.mjs';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };

rmSync('dist', { recursive: true, force: true });
await compileKernels();
await Promise.all([
  build({ ...node, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] }),
  build({ ...node, entryPoints: ['src/hosts/worker.ts'], outfile: 'dist/worker.js' }),
  build({
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    entryPoints: { webview: 'webview/main.ts' },
    outdir: 'dist',
  }),
]);
if (tests) {
  await build({
    ...node,
    entryPoints: globSync('test/**/*.test.ts').concat('test/extension/index.ts'),
    outdir: 'dist/test',
    outbase: 'test',
    external: ['vscode', 'mocha', 'playwright-core', '@vscode/test-electron', 'source-map-support'],
  });
}
