// The bundles that esbuild makes. Building, watching and running single tests all use this list.
import { readdirSync } from 'node:fs';

/** Options of all bundles. A bundle that imports a kernel (.wasm) contains the kernel's bytes. */
const common = {
  bundle: true,
  logLevel: 'warning',
  legalComments: 'none',
  mainFields: ['module', 'main'], // as a script, one of our packages does not find its own files
  loader: { '.wasm': 'binary' },
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
const module = { ...common, format: 'esm', target: 'es2022' };

/** Matches programs of `test` that start VS Code, such as the one of `npm start`. */
const programs = /^host[/\\][^/\\]+\.ts$/;
const suites =
  /\.test\.ts$|^(extension|webview[/\\]preview)[/\\]index\.ts$|^(bench|e2e|fuzz)[/\\][^/\\]+\.ts$/;

/**
 * The bundles in the published packages.
 * @type {Readonly<Record<string, import('esbuild').BuildOptions>>}
 */
export const product = {
  extension: {
    ...node,
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  },
  worker: { ...node, entryPoints: ['src/workers/worker.ts'], outfile: 'dist/worker.js' },
  webview: {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    entryPoints: {
      webview: 'webview/main.ts',
      surprisal: 'webview/surprisal/main.ts',
      experiment: 'webview/experiment/main.ts',
    },
    outdir: 'dist',
  },
  engine: {
    ...module,
    platform: 'browser',
    entryPoints: ['src/package/engine.ts'],
    outfile: 'dist/engine.mjs',
  },
  cli: { ...module, platform: 'node', entryPoints: ['src/cli/elman.ts'], outfile: 'dist/cli.mjs' },
};

/** @type {(entryPoints: readonly string[]) => import('esbuild').BuildOptions} */
export const tests = entryPoints => ({
  ...node,
  entryPoints: [...entryPoints],
  outdir: 'dist/test',
  outbase: 'test',
  external: [
    'vscode',
    'esbuild',
    'mocha',
    'playwright-core',
    '@vscode/test-electron',
    'source-map-support',
    'fast-check', // all tests must share one copy, which has the seed
  ],
});

/** @type {(withSuites: boolean) => string[]} Programs that start VS Code and, `withSuites`, all tests and test runners. */
export function testEntries(withSuites) {
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' });
  const wanted = names.filter(name => programs.test(name) || (withSuites && suites.test(name)));
  return wanted.map(name => `test/${name}`);
}
