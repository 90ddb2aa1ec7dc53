// `npm run test:file -- [--programs] FILE...`: builds the given test files and runs them in this version of
// Node, within seconds. --programs first builds the command line, the workers and the module, which some
// tests start.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from './limits.mjs';
import { install, prepare } from './prepare.mjs';

const files = process.argv.slice(2).filter(word => word !== '--programs');
if (files.length === 0 || !files.every(file => existsSync(file))) {
  console.error('Name test files that exist: npm run test:file -- test/engine/tokenizers.test.ts');
  process.exit(2);
}
install();
if (!existsSync('dist/cli.mjs')) prepare();
const { build } = await import('esbuild');
const { compileKernels } = await import('./compileKernels.mjs');
await compileKernels();
const { product, tests } = await import('./bundles.mjs');
const { worker, engine, cli } = product;
const programs = process.argv.includes('--programs') ? [worker, engine, cli] : [];
const bundles = [...programs, tests([...files, 'test/host/node.ts'])];
await Promise.all(bundles.map(options => build({ ...options, sourcemap: 'linked' })));

const folder = mkdtempSync(join(tmpdir(), 'elman-outcome-'));
const built = files.map(file => join('dist', file.replace(/\.ts$/, '.js')));
const args = ['dist/test/host/node.js', join(folder, 'outcome.json'), limits.test, ...built];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
