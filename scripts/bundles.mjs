// The bundles that esbuild makes. Used by the scripts that build everything, watch for changes, and run
// single tests.
import { readdirSync } from 'node:fs';
import { sharedVscode } from './sharedVscode.mjs';

/** Options of all bundles. A bundle that imports a kernel (a .wasm file) contains the kernel's bytes. */
const common = {
  bundle: true,
  logLevel: 'warning',
  legalComments: 'none',
  // Prefers ES modules, because the CommonJS form of one package does not find its own files.
  mainFields: ['module', 'main'],
  loader: { '.wasm': 'binary' },
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
/** Programs of the browser: a file `X.web.ts` replaces `X.ts`, which needs Node. */
const web = {
  ...common,
  platform: 'browser',
  target: 'chrome128',
  resolveExtensions: ['.web.ts', '.ts', '.js'],
  alias: { 'node:path': 'path-browserify' },
};
const module = { ...common, format: 'esm', target: 'es2022' };

/**
 * Matches the programs in `test/host` that start VS Code, such as the program of `npm start`. The path is
 * relative to `test`.
 */
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
    plugins: [sharedVscode],
  },
  worker: { ...node, entryPoints: ['src/workers/worker.ts'], outfile: 'dist/worker.js' },
  webExtension: {
    ...web,
    format: 'cjs',
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/extension.web.js',
    external: ['vscode'],
    plugins: [sharedVscode],
  },
  webWorker: {
    ...web,
    format: 'iife',
    entryPoints: ['src/workers/worker.web.ts'],
    outfile: 'dist/worker.web.js',
  },
  webview: {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    entryPoints: {
      webview: 'webview/main.ts',
      surprisal: 'webview/surprisal/main.ts',
      experiment: 'webview/experiment/main.ts',
      vectors: 'webview/vectors/main.ts',
      vectorsTraining: 'webview/vectors/training.ts',
      inspection: 'webview/inspection/main.ts',
      kinds: 'webview/kinds/main.ts',
      attractors: 'webview/attractors/main.ts',
      translation: 'webview/translation/main.ts',
      modelFiles: 'webview/modelFiles/main.ts',
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
  mcp: { ...module, platform: 'node', entryPoints: ['src/cli/mcp/server.ts'], outfile: 'dist/mcp.mjs' },
};

/**
 * Returns the options for a bundle of each of these tests or test programs.
 * @type {(entryPoints: readonly string[]) => import('esbuild').BuildOptions}
 */
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
    // fast-check is not bundled, because all tests must share one copy of it, whose seed is set once.
    'fast-check',
    'onnxruntime-node', // contains native code
  ],
});

/**
 * Returns the programs that start VS Code. If `withSuites`, also returns all tests and test runners.
 * @type {(withSuites: boolean) => string[]}
 */
export function testEntries(withSuites) {
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' });
  const wanted = names.filter(name => programs.test(name) || (withSuites && suites.test(name)));
  return wanted.map(name => `test/${name}`);
}
