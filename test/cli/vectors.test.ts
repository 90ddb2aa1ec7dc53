import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readVectors } from '../../src/engine/vectors/files/read';
import { textOfWord } from '../../src/engine/vectors/files/wordText';
import { CliFolder } from './runCli';

describe('elman vectors', () => {
  const place = new CliFolder();
  before(async () => {
    writeFileSync(place.path('text.txt'), 'abc cab\nbca abc\n'.repeat(20));
    const trained = await place.run('train text.txt --hidden 6 --max-iterations 20 --out model.safetensors');
    assert.equal(trained.code, 0, trained.stderr);
    const words = '--unit word --embedding 4 --hidden 5 --max-iterations 20 --out words.safetensors';
    const other = await place.run(`train text.txt ${words}`);
    assert.equal(other.code, 0, other.stderr);
  });
  after(() => place.remove());

  it('writes each kind of vectors, in which blanks and line ends are visible', async () => {
    for (const [flags, size] of [
      ['', 6],
      ['--of input', 6],
      ['--of output', 6],
      ['--of hidden --text text.txt', 6],
    ] as const) {
      const { code, stderr } = await place.run(`vectors model.safetensors ${flags} --out v.bin`);
      assert.deepEqual([code, stderr], [0, '']);
      const { words, size: found } = readVectors(readFileSync(place.path('v.bin')), 'v.bin');
      assert.equal(found, size);
      assert.deepEqual(words.map(textOfWord).sort(), ['a', 'b', 'c', '␣', '↵'].sort());
    }
    const near = await place.run('distance v.bin', { input: '␣\nEXIT\n' });
    assert.match(near.stdout, / ↵\t\t/);
  });

  it('writes the embedding first, as text to the standard output', async () => {
    const { code, stdout } = await place.run('vectors words.safetensors');
    assert.equal(code, 0);
    const [head, ...lines] = stdout.trimEnd().split('\n');
    assert.deepEqual(head.split(' ')[1], '4');
    assert.ok(lines.some(line => line.startsWith('abc ')));
  });

  it('writes those of RNNLM and of faster-rnnlm, but none of n-grams', async () => {
    writeFileSync(place.path('srn.model'), gunzipSync(readFileSync('test/fixtures/rnnlm/srn.model.gz')));
    for (const name of ['gru', 'gru.nnet'])
      copyFileSync(`test/fixtures/fasterRnnlm/${name}`, place.path(name));
    writeFileSync(place.path('words.txt'), 'the cat sees the dog\n');
    const models = [
      ['srn.model', ['input', 'output'], 1091],
      ['gru', ['embedding'], 9],
      ['gru.nnet', ['embedding'], 9],
    ] as const;
    for (const [model, kinds, count] of models) {
      for (const kind of kinds) {
        const { code, stderr } = await place.run(`vectors ${model} --of ${kind} --out v.bin`);
        assert.deepEqual([code, stderr], [0, ''], model);
        assert.equal(readVectors(readFileSync(place.path('v.bin')), 'v.bin').words.length, count, model);
      }
      const hidden = await place.run(`vectors ${model} --of hidden --text words.txt --out v.bin`);
      assert.deepEqual([hidden.code, hidden.stderr], [0, ''], model);
    }
    writeFileSync(place.path('one.arpa'), '\\data\\\nngram 1=2\n\n\\1-grams:\n-1 </s>\n-1 a\n\n\\end\\\n');
    const refused = await place.run('vectors one.arpa');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /"one\.arpa" is not a network: its tokens have no vectors/);
  });

  it('refuses what has no such vectors, and says what there is', async () => {
    const refused = [
      [
        'vectors model.safetensors --of embedding',
        /no vectors of the kind embedding. It has: input, output, hidden/,
        1,
      ],
      ['vectors model.safetensors --of hidden', /--of hidden needs --text FILE/, 2],
      ['vectors model.safetensors --text text.txt', /--text needs --of hidden/, 2],
      ['vectors model.safetensors --of weights', /weights/, 2],
    ] as const;
    for (const [line, message, code] of refused) {
      const ended = await place.run(line);
      assert.match(ended.stderr, message);
      assert.equal(ended.code, code, line);
    }
  });
});
