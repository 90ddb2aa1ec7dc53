import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { fixtureOf, original, relative } from './original';

describe('a run of elman.py in numpy', () => {
  const tensor = fixtureOf('elman-py');
  const text = readFileSync('test/fixtures/text/words-300-lines.txt', 'utf8');
  const run = (activation: string) => {
    const trainer = original(referenceKernels(), tensor, text, {
      'text.unit': 'word',
      'model.activation': activation,
      'model.hidden': 20,
      'training.learningRate': 0.01,
      'training.gradientClip': 1,
    });
    return Array.from(tensor(`loss.${activation}`).data, () => trainer.step(false).loss);
  };

  it('has the same losses of its tanh network to 1e-9', () => {
    const expected = tensor('loss.tanh').data;
    for (const [n, loss] of run('tanh').entries()) {
      assert.ok(relative(loss, expected[n]) < 1e-9, `loss ${n}: ${loss} against ${expected[n]}`);
    }
  });

  // elman.py computes the logistic function of 2x, and only half of its derivative. In the derivatives of
  // relu and elu, it tests only the first unit.
  for (const activation of ['logistic', 'relu', 'elu']) {
    it(`differs where the original has a wrong ${activation} derivative: ours learns with the correct one`, () => {
      const losses = run(activation);
      const expected = tensor(`loss.${activation}`).data;
      assert.ok(relative(losses[losses.length - 1], expected[losses.length - 1]) > 1e-6);
      assert.ok(losses[losses.length - 1] < losses[0]);
    });
  }
});
