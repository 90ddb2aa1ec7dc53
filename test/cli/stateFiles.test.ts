import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ReadArray, readNpz, readSafetensors } from '../support/stateFiles';
import { CliFolder } from './runCli';

describe('files of states', () => {
  const place = new CliFolder();
  // The training text is longer than one piece of `smallPieces`, and has no "q".
  const sentence = 'a cat 😀 sat on the mat\nthe "dog" ran\n';
  const text = sentence.repeat(300);

  before(async () => {
    writeFileSync(place.path('a.txt'), text);
    writeFileSync(place.path('b.txt'), `${sentence}qq the cat`);
    const settings = '--cell lstm --hidden 6 --layers 2 --max-iterations 20';
    const trained = await place.run(`train a.txt ${settings} --out m.safetensors`);
    assert.equal(trained.code, 0, trained.stderr);
    const ngram = await place.run('ngram -text a.txt -order 2 -addsmooth 1 -lm n.arpa');
    assert.equal(ngram.code, 0, ngram.stderr);
  });
  after(() => place.remove());

  const runs = async (line: string) => {
    const ended = await place.run(line);
    assert.equal(ended.code, 0, ended.stderr);
    return ended;
  };
  const fails = async (line: string, message: RegExp, code = 1) => {
    const ended = await place.run(line);
    assert.match(ended.stderr, message);
    assert.equal(ended.code, code);
  };
  const find = (arrays: ReadonlyMap<string, ReadArray>, name: string) => {
    const found = arrays.get(name);
    assert.ok(found, name);
    return found;
  };
  const npz = (name: string) => readNpz(readFileSync(place.path(name)));

  it('have the values of every part after every token', async () => {
    await runs('states m.safetensors a.txt --out a.npz');
    const arrays = npz('a.npz');
    const N = [...text].length;
    const names = ['h', 'c', 'i', 'f', 'g', 'o'].flatMap(name => [`${name}_l0`, `${name}_l1`]);
    for (const name of names) assert.deepEqual(find(arrays, name).shape, [N, 6]);
    const [h, c, o] = ['h_l1', 'c_l1', 'o_l1'].map(name => find(arrays, name).values as number[]);
    for (const [i, value] of h.entries()) assert.ok(Math.abs(value - o[i] * Math.tanh(c[i])) < 1e-6);
  });

  it('have the places of the tokens in code points, and their symbols', async () => {
    await runs('states m.safetensors a.txt --parts h --out places.npz');
    const arrays = npz('places.npz');
    assert.deepEqual([...arrays.keys()].slice(0, 2), ['h_l0', 'h_l1']);
    const symbols = find(arrays, 'vocabulary').values;
    const ids = find(arrays, 'ids').values as number[];
    assert.equal(ids.map(id => symbols[id]).join(''), text);
    assert.deepEqual(
      find(arrays, 'starts').values,
      ids.map((_, i) => i),
    );
    assert.deepEqual(
      find(arrays, 'ends').values,
      ids.map((_, i) => i + 1),
    );
  });

  it('are the same in both formats', async () => {
    const { stderr } = await runs('states m.safetensors b.txt --out b.npz');
    assert.equal(stderr, 'Left out: 2 of 47 tokens, which are not in the vocabulary of the model.\n');
    await runs('states m.safetensors b.txt --out b.safetensors');
    const [a, { arrays, metadata }] = [
      npz('b.npz'),
      readSafetensors(readFileSync(place.path('b.safetensors'))),
    ];
    for (const [name, array] of arrays) assert.deepEqual(a.get(name), array);
    assert.deepEqual(JSON.parse(metadata.vocabulary), find(a, 'vocabulary').values);
    const { vocabulary: _, ...described } = metadata;
    assert.deepEqual(JSON.parse(String(find(a, 'description').values[0])), described);
    assert.equal(described.model, 'lstm · 2 × 6');
  });

  it('have the probabilities of the next symbol if asked', async () => {
    await runs('states m.safetensors b.txt --parts y,h_l1 --out y.safetensors');
    const { arrays } = readSafetensors(readFileSync(place.path('y.safetensors')));
    assert.deepEqual([...arrays.keys()], ['h_l1', 'y', 'ids', 'starts', 'ends']);
    const { shape, values } = find(arrays, 'y');
    const [N, V] = shape;
    for (let t = 0; t < N; t++) {
      const sum = values.slice(t * V, (t + 1) * V).reduce<number>((total, p) => total + Number(p), 0);
      assert.ok(Math.abs(sum - 1) < 1e-5);
    }
  });

  it('leave no incomplete file behind if a signal ends the program', async function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(place.path('long.txt'), sentence.repeat(1 << 19));
    const commands = [
      ['states', 'm.safetensors', 'long.txt', '--out', 'long.npz'],
      ['generate', 'words', '--number', '10000000', '--out', 'long.npz'],
    ];
    for (const args of commands) {
      const child = spawn(process.execPath, [resolve('dist/cli.mjs'), ...args], { cwd: place.folder });
      const incomplete = () => readdirSync(place.folder).filter(name => name.endsWith('.tmp'));
      let largest = 0;
      const watcher = watch(place.folder);
      watcher.on('change', () => {
        for (const name of incomplete()) {
          largest = Math.max(largest, statSync(place.path(name), { throwIfNoEntry: false })?.size ?? 0);
          child.kill('SIGTERM');
        }
      });
      try {
        assert.deepEqual(await once(child, 'close'), [null, 'SIGTERM']);
      } finally {
        watcher.close();
      }
      assert.deepEqual([incomplete(), existsSync(place.path('long.npz'))], [[], false]);
      // The whole text would have 247 million bytes. A file of states has its full length at once.
      if (args[0] === 'generate') assert.ok(largest < 2e8, `wrote ${largest} bytes`);
    }
  });

  it('are refused for models and parts without states, and for pipes', async () => {
    await fails(
      'states n.arpa a.txt --out n.npz',
      /"n\.arpa" has no hidden states, because it is not a single/,
    );
    await fails(
      'states m.safetensors a.txt --parts h,r --out r.npz',
      /"m\.safetensors" has no part "r". It has: h_l0, c_l0, .*, o_l1, y\./,
    );
    writeFileSync(place.path('q.txt'), 'qqq');
    await fails('states m.safetensors q.txt --out q.npz', /No token of "q\.txt" is in the vocabulary/);
    await fails('states m.safetensors a.txt --parts h', /--parts needs --out with a name/, 2);
    await fails('states m.safetensors a.txt --clusters tree --out a.npz', /write text, not \.npz/, 2);
    if (process.platform === 'win32') return;
    await fails('states m.safetensors a.txt --out missing/a.npz', /"missing\/a\.npz" could not be written/);
  });
});
