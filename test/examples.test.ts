import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

const example = (name: string, ...args: string[]) => run(process.execPath, `examples/${name}`, ...args);

describe('examples', () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'elman-examples-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are all listed in their README', () => {
    const readme = readFileSync('examples/README.md', 'utf8');
    const names = readdirSync('examples').filter(name => name !== 'README.md');
    assert.equal(names.length, 11);
    for (const name of names) assert.ok(readme.includes(`](${name})`), name);
  });

  it('trainCharacters prints the loss and a sample', () => {
    const text = join(folder, 'text.txt');
    writeFileSync(text, 'the cat sees the dog. '.repeat(100));
    const lines = example('trainCharacters.mjs', text, '500').split('\n');
    assert.match(lines[0], /^iteration 500: \d\.\d{3} nats per character$/);
    assert.match(lines[1], /the cat|the dog|sees/);
  });

  it('compareActivations prints mean and deviation of each activation', () => {
    const [header, ...rows] = example('compareActivations.mjs', '2', '50').trim().split('\n');
    assert.match(header, /mean +deviation +seeds/);
    assert.deepEqual(
      rows.map(row => row.split(' ')[0]),
      ['tanh', 'logistic'],
    );
    for (const row of rows) assert.match(row, /^\w+ +\d+\.\d\d +\d+\.\d\d +2$/);
  });

  it('nettalk prints the accuracy of three networks and the letters that they get wrong', () => {
    const lines = example('nettalk.mjs', '60', '20').split('\n');
    assert.match(lines[0], /^window of 7 +[\d.]+% of the sounds are right$/);
    assert.match(lines[2], /^LSTM, both /);
    assert.match(lines[5], /^ +window of 7 +LSTM +LSTM, both$/);
    assert.match(lines[6], /^[a-z]( +[\d.]+){3}$/);
  });

  it('nettalk is an experiment with three seeds of each network', () => {
    const experiment = ['dist/cli.mjs', 'experiment', 'examples/nettalk.elman.json', '--list'];
    assert.equal(
      run(process.execPath, ...experiment)
        .trim()
        .split('\n').length,
      12,
    );
  });

  it('slide20 is an experiment with three seeds of each cell', () => {
    const lines = run(
      process.execPath,
      'dist/cli.mjs',
      'experiment',
      'examples/slide20.elman.json',
      '--list',
    );
    assert.equal(lines.trim().split('\n').length, 21);
  });

  it('checkGradient finds the gradients of a cell correct', () => {
    assert.match(example('checkGradient.mjs', 'jordan'), /All errors are below/);
  });

  it('scoreWithModel ranks a sentence of the text above its words in reverse', () => {
    const [text, model] = [join(folder, 'animals.txt'), join(folder, 'animals.safetensors')];
    writeFileSync(text, 'the cat sees the dog\n'.repeat(200));
    const settings = ['--max-iterations', '600', '--hidden', '20', '--runs', join(folder, 'runs')];
    run(process.execPath, 'dist/cli.mjs', 'train', text, ...settings, '--out', model);
    const lines = example('scoreWithModel.mjs', model, 'god eht sees tac eht', 'the cat sees the dog').split(
      '\n',
    );
    assert.match(lines[0], /^perplexity \d+\.\d\d {2}log10 P -\d+\.\d\d {2}the cat sees the dog$/);
  });

  it('onnx writes text in onnxruntime, with the states and the vocabulary of the file', () => {
    const text = join(folder, 'onnx.txt');
    writeFileSync(text, 'the cat sees the dog\n'.repeat(200));
    const settings = '--max-iterations 600 --runs'.split(' ');
    for (const cell of [
      '--cell lstm --hidden 20',
      '--cell transformer --positions 8 --hidden 16 --heads 2',
    ]) {
      const model = join(folder, 'onnx.safetensors');
      const train = ['dist/cli.mjs', 'train', text, ...settings, join(folder, 'runs')];
      run(process.execPath, ...train, ...cell.split(' '), '--out', model);
      run(process.execPath, 'dist/cli.mjs', 'export', model, '--onnx', join(folder, 'text.onnx'));
      const written = example('onnx.mjs', join(folder, 'text.onnx'), '60', '0.5');
      assert.equal([...written].length, 61, written);
      assert.match(written, /^[a-z \n]+$/);
      assert.match(written, /the (cat|dog)/, cell);
    }
  });

  it('ngramPerplexity prints the report of n-gram tools', function () {
    // The example needs bash.
    if (process.platform === 'win32') this.skip();
    assert.match(
      run('bash', 'examples/ngramPerplexity.sh'),
      /zeroprobs, logprob= -[\d.]+ ppl= [\d.]+ ppl1= /,
    );
  });
});
