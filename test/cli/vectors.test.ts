import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
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
