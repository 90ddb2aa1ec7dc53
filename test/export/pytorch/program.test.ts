import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { OpenModel } from '../../../src/engine/model/openModel';
import { Reading } from '../../../src/engine/scoring/reading';
import { pytorchFiles } from '../../../src/export/pytorch/pytorchFiles';
import { networks, randomNetwork } from '../network/randomNetwork';
import { hasTorch, PYTHON } from './python';

/** Python that runs each program with a text, and prints the output of each as one line of JSON. */
const RUN_ALL = `
import contextlib, io, json, runpy, sys
for program in sys.argv[2:]:
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        old, sys.argv = sys.argv, [program, sys.argv[1], "--tokens"]
        runpy.run_path(program, run_name="__main__")
        sys.argv = old
    print(json.dumps(text.getvalue()))
`;

const TEXT = 'abé日 cab\nca?b c\r\néa 日b\rabc';
const WORDS = 'the cat\n\n<s> the\u00a0dog sat </s>\r\nthe cat\x1csat';
const words = ['</s>', 'the', 'cat', '<unk>', 'sat'];

/** Returns ln P of the tokens that have a probability. */
function logProbsOf(open: OpenModel, text: string): number[] {
  const reading = new Reading(open);
  for (const _ of reading.read(text, true));
  return [...reading.tokens.logProbs.subarray(0, reading.tokens.length)].filter(x => !Number.isNaN(x));
}

describe('a PyTorch program', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'elman-torch-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Writes the files of each model, runs all programs and returns their outputs. */
  function outputs(models: Readonly<Record<string, OpenModel>>, text: string): string[] {
    writeFileSync(join(folder, 'text.txt'), text);
    const programs = Object.entries(models).map(([name, open]) => {
      const { program, weights } = pytorchFiles(open);
      writeFileSync(join(folder, `${name}.py`), program);
      writeFileSync(join(folder, `${name}.safetensors`), weights);
      return join(folder, `${name}.py`);
    });
    const ended = spawnSync(PYTHON, ['-c', RUN_ALL, join(folder, 'text.txt'), ...programs], {
      encoding: 'utf8',
    });
    assert.equal(ended.status, 0, ended.stderr);
    return ended.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  }

  function check(models: Readonly<Record<string, OpenModel>>, text: string): void {
    const found = outputs(models, text);
    for (const [i, [name, open]] of Object.entries(models).entries()) {
      const lines = found[i].trim().split('\n');
      const theirs = lines.slice(0, -1).map(line => Number(line.split('\t')[0]));
      const ours = logProbsOf(open, text);
      assert.equal(theirs.length, ours.length, name);
      assert.ok(ours.length > 5, name);
      const error = Math.max(...ours.map((value, k) => Math.abs(value - theirs[k])));
      assert.ok(error < 1e-5, `${name}: ln P is off by ${error}`);
      const loss = Number(/loss ([\d.]+) nats,/.exec(lines[lines.length - 1])?.[1]);
      const sum = -ours.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(loss - sum) < 1e-5 * ours.length, `${name}: loss ${loss}, but ours is ${sum}`);
    }
  }

  it('gives ln P of each token to 1e-5, for every cell, output and option (where PyTorch is installed)', function () {
    if (!hasTorch()) this.skip();
    const kernels = referenceKernels();
    const all = Object.entries(networks).map(
      ([name, settings]) => [name, randomNetwork(kernels, settings)] as const,
    );
    check(Object.fromEntries(all), TEXT);
  });

  it('splits texts into words and characters as we do (where PyTorch is installed)', function () {
    if (!hasTorch()) this.skip();
    const open = (settings: Record<string, string>) =>
      randomNetwork(referenceKernels(), { 'text.unit': 'word', ...settings }, words);
    check({ word: open({}), ascii: open({ 'text.whiteSpace': 'ascii' }) }, WORDS);
    const keep = { 'text.lineEnds': 'keep' };
    check({ keep: randomNetwork(referenceKernels(), keep, ['\r', '\n', 'a', 'b', 'c', ' ']) }, TEXT);
  });

  it('says in words what it cannot express', () => {
    const refused = (settings: Record<string, string | number>) => {
      const open = randomNetwork(referenceKernels(), settings, ['\n', '</s>', '<unk>', 'a']);
      return () => pytorchFiles(open);
    };
    assert.throws(
      refused({ 'text.unit': 'segmented', 'text.locale': 'ja' }),
      /cannot split texts .*segmented ja/,
    );
    assert.throws(refused({ 'model.direct': 0.001 }), /direct connections/);
    const plan = { 'model.input': 'plan', 'model.bits': 'a=10', 'model.cell': 'jordan' };
    assert.throws(refused(plan), /reads plans/);
    const segmented = randomNetwork(referenceKernels(), {});
    assert.throws(
      () => pytorchFiles({ ...segmented, model: { ...segmented.model } as never }),
      /Only neural networks/,
    );
  });

  it('reads the file without a package, in about twenty lines', () => {
    const { program } = pytorchFiles(randomNetwork(referenceKernels(), {}));
    const text = new TextDecoder().decode(program);
    assert.ok(!/import safetensors|from safetensors/.test(text));
    assert.ok(text.split('\n').length < 140, `${text.split('\n').length} lines`);
    assert.ok(readFileSync(join(folder, 'text.txt'), 'utf8').length > 0);
  });
});
