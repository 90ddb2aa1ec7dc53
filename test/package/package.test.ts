import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { type Engine, loadEngine, MODULE } from './support/load';

/** Checks the types of these files in a folder that contains nothing else. */
function checkTypes(files: Readonly<Record<string, string>>, ...flags: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'elman-types-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const strict = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2023'];
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const args = [tsc, ...strict, ...flags, ...Object.keys(files)];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const read = (file: string) => readFileSync(file, 'utf8');

describe('the library as a package', () => {
  it('has types that need no other file of the project', () => {
    const files = {
      'engine.d.mts': read('dist/engine.d.mts'),
      'outsider.mts': read('test/package/outsider.mts'),
    };
    checkTypes(files, '--module', 'nodenext', '--skipLibCheck', 'false');
  });

  it('declares exactly what it exports', async () => {
    const types = readFileSync('dist/engine.d.ts', 'utf8');
    assert.match(types, /\| `Whh` +\| \[H, G H\]/);
    assert.match(types, /i, f, g, o for an LSTM, r, z, n for a GRU, q, k, v for a/);
    assert.match(types, /Unless set, it is the default of the optimizer: `adagrad` 0\.1.* \*\//);
    const values = [...types.matchAll(/^export declare (?:class|function|const) (\w+)/gm)].map(
      match => match[1],
    );
    assert.deepEqual(values.sort(), Object.keys(await loadEngine()).sort());
    assert.doesNotMatch(types, /^import|\bimport\(/m);
  });

  it('runs without Node', async () => {
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

describe('the API of the extension', () => {
  const types = read('dist/extension.d.ts');
  const guide = read('docs/guide/extension-api.md');

  it('has types that need only those of VS Code, and fit the example in its guide', () => {
    const [, example] = /```ts\n([\s\S]*?)```/.exec(guide) ?? [];
    const imports = [...types.matchAll(/from '(.*)'/g)].map(match => match[1]);
    assert.deepEqual(imports, ['vscode']);
    const found = ['--typeRoots', resolve('node_modules/@types'), '--types', 'vscode,node'];
    const files = { 'elmanLab.d.ts': types, 'example.ts': example };
    checkTypes(files, '--module', 'esnext', '--moduleResolution', 'bundler', ...found);
  });

  it('is documented with every error code', () => {
    const [, union] = /ElmanLabErrorCode =([\s\S]*?);\n/.exec(types) ?? [];
    const [, table] = guide.split('| code | cause |');
    const codes = [...union.matchAll(/\| '(\w+)'/g)].map(match => match[1]);
    assert.ok(codes.length > 7);
    assert.deepEqual(
      [...table.matchAll(/^\| `(\w+)` \|/gm)].map(match => match[1]),
      codes,
    );
  });
});
