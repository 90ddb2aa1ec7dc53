import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { CliFolder } from './runCli';

describe('elman weights', () => {
  const place = new CliFolder();
  before(async () => {
    writeFileSync(place.path('text.txt'), 'the cat sat on the mat. '.repeat(40));
    const settings = '--cell gru --hidden 6 --layers 2 --max-iterations 2 --sequence-length 5';
    const { code, stderr } = await place.run(`train text.txt ${settings} --out model.safetensors`);
    assert.equal(code, 0, stderr);
  });
  after(() => place.remove());

  it('lists the matrices gate by gate, and their spectra', async () => {
    const { stdout, code } = await place.run('weights model.safetensors --spectrum');
    assert.equal(code, 0);
    assert.match(stdout, /^matrix +size +mean +deviation +min +max +norm +\|eigenvalue\| +singular value\n/);
    for (const name of ['Wxh.r', 'Whh.z', 'Whh_l1.n', 'Why'])
      assert.match(stdout, new RegExp(`^${name} `, 'm'));
    const json = JSON.parse((await place.run('weights model.safetensors --spectrum --json')).stdout);
    const recurrent = json.matrices.find((each: { name: string }) => each.name === 'Whh_l1.n');
    const { eigenvalues, singularValues, radius, norm, rows, columns } = recurrent;
    assert.deepEqual([rows, columns, eigenvalues.length, singularValues.length], [6, 6, 6, 6]);
    assert.ok(Math.abs(radius - Math.hypot(eigenvalues[0].re, eigenvalues[0].im)) < 1e-12);
    assert.ok(radius <= singularValues[0] + 1e-12);
    assert.ok(Math.abs(Math.hypot(...singularValues) - norm) < 1e-9);
    const input = json.matrices.find((each: { name: string }) => each.name === 'Wxh.r');
    assert.equal(input.eigenvalues, undefined);
  });

  it('reads models of the RNNLM toolkit and of faster-rnnlm', async () => {
    writeFileSync(place.path('srn.model'), gunzipSync(readFileSync('test/fixtures/rnnlm/srn.model.gz')));
    for (const name of ['gru', 'gru.nnet'])
      copyFileSync(`test/fixtures/fasterRnnlm/${name}`, place.path(name));
    const names = async (model: string) => {
      const { code, stdout, stderr } = await place.run(`weights ${model} --json`);
      assert.deepEqual([code, stderr], [0, ''], model);
      return JSON.parse(stdout).matrices.map((each: { name: string }) => each.name);
    };
    assert.deepEqual(await names('srn.model'), ['U', 'W', 'O', 'C']);
    assert.deepEqual(await names('gru'), ['E', 'Ir', 'Wr', 'Iu', 'Wu', 'Iq', 'Wq', 'O']);
  });

  it('refuses n-grams in words', async () => {
    writeFileSync(place.path('one.arpa'), '\\data\\\nngram 1=2\n\n\\1-grams:\n-1 </s>\n-1 a\n\n\\end\\\n');
    const { code, stderr } = await place.run('weights one.arpa');
    assert.equal(code, 1);
    assert.match(stderr, /"one\.arpa" is not a network: it has no weights/);
  });
});
