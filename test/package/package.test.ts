import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { type Engine, loadEngine, MODULE } from './support/load';

describe('the library as a package', () => {
  it('has types that need nothing else of ours', () => {
    const folder = mkdtempSync(join(tmpdir(), 'elman-types-'));
    try {
      copyFileSync('dist/engine.d.mts', join(folder, 'engine.d.mts'));
      copyFileSync('test/package/outsider.mts', join(folder, 'outsider.mts'));
      const flags = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023'];
      const tsc = resolve('node_modules/typescript/bin/tsc');
      const args = [tsc, ...flags, '--skipLibCheck', 'false', 'outsider.mts'];
      const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      assert.equal(status, 0, stdout);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('declares what it exports, and nothing else', async () => {
    const types = readFileSync('dist/engine.d.ts', 'utf8');
    assert.match(types, /\| `Whh` +\| \[H, G H\]/);
    assert.match(types, /LSTM's in the order i, f, g, o, a GRU's in the order r, z, n/);
    assert.match(types, /Unless set, it is the optimizer's own: 0\.1 for `adagrad`.* \*\//);
    const values = [...types.matchAll(/^export declare (?:class|function|const) (\w+)/gm)].map(
      match => match[1],
    );
    assert.deepEqual(values.sort(), Object.keys(await loadEngine()).sort());
    assert.doesNotMatch(types, /^import|\bimport\(/m);
  });

  it('runs where there is nothing of Node', async () => {
    const source = readFileSync(MODULE, 'utf8');
    assert.doesNotMatch(source, /^import\b|\brequire\(/m);
    const script = source.replace(/export\s*\{([^}]*)\};?/, (_, names: string) => {
      return `globalThis.engine = {${names.replaceAll(/([\w$]+) as (\w+)/g, '$2: $1')}};`;
    });
    const context = createContext({ TextEncoder, TextDecoder });
    runInContext(script, context);
    const engine: Engine = context.engine;
    const text = 'hello world, '.repeat(20);
    const network = await engine.createNetwork({ 'training.maxIterations': 3, 'model.hidden': 5 }, text);
    assert.equal([...network.train(text)].length, 3);
    assert.notEqual(network.kernels, 'reference');
    assert.equal((await engine.openNetwork(network.save())).sample(), network.sample());
  });
});
