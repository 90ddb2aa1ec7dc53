import assert from 'node:assert/strict';
import { characters } from '../../../src/engine/data/characters';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import { unrolledAt } from '../../../src/engine/inspection/unrolled';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { eigenvaluesOf, modulus } from '../../../src/engine/nn/spectrum';
import { Reading } from '../../../src/engine/scoring/reading';
import { randomModel } from '../contract/networks';
import { shapeOf } from '../contract/shapes';

const kernels = referenceKernels();
const vocabulary = new Vocabulary([...'abcd\n'], false);
const weights = randomModel(kernels, shapeOf({ vocabulary: 5 }), 3);
const open = { model: new RecurrentModel(kernels, weights, vocabulary), tokenizer: characters };
const text = 'abca?bdcab';

function readingOf(read: string): Reading {
  const reading = new Reading(open);
  for (const _piece of reading.read(read, true));
  return reading;
}

const unrolled = (caret: number, steps: number, read = text) =>
  unrolledAt(open, readingOf(read), { caret, steps, off: [] });
const tokensOf = (...args: Parameters<typeof unrolled>) =>
  unrolled(...args)
    .steps.map(({ token }) => token)
    .join('');

describe('a network unrolled in time', () => {
  it('reads the tokens before the caret, and predicts the token there', () => {
    const { steps, loss } = unrolled(8, 4);
    assert.equal(steps.map(({ token }) => token).join(''), 'abdc');
    const { next, predictions } = steps[3];
    assert.equal(next.text, 'a');
    assert.equal(predictions.length, 3);
    assert.ok(predictions[0].probability >= predictions[1].probability);
    assert.ok(Math.abs(Math.exp(-loss) - next.probability) < 1e-12);
    // Scoring gives the token the same probability.
    assert.ok(Math.abs(readingOf(text).tokens.logProbs[8] + loss) < 1e-12);
  });

  it('leaves out unknown tokens, begins with the text, and reads at most as many tokens as there are', () => {
    assert.equal(tokensOf(4, 3), 'abc');
    assert.equal(tokensOf(3, 10), '\nabc');
    assert.equal(tokensOf(10, 2), 'ca');
    assert.equal(tokensOf(0, 5), '\n');
  });

  it('scales W to a spectral radius for the computation, and leaves the weights unchanged', () => {
    const at = (radius?: number) =>
      unrolledAt(open, readingOf(text), {
        caret: 9,
        steps: 6,
        off: [],
        ...(radius !== undefined && { radius }),
      });
    const reaching = ({ layers }: ReturnType<typeof at>) => layers[0].states[0].errors[0];
    const trained = at();
    const { radius = 0 } = trained;
    const Whh = weights.parameters.find(({ name }) => name === 'Whh') ?? assert.fail();
    const [largest] = eigenvaluesOf(kernels.arena.values(Whh.value), Whh.value.rows) ?? assert.fail();
    assert.ok(Math.abs(radius - modulus(largest)) < 1e-9 * radius, `${radius}`);
    assert.deepEqual(at(radius), trained);
    const [none, small, large] = [0, radius / 4, 2 * radius].map(at);
    assert.equal(reaching(none), 0);
    assert.ok(reaching(small) < reaching(trained) / 4 && reaching(small) > 0, `${reaching(small)}`);
    assert.notEqual(large.loss, trained.loss);
    assert.equal(large.radius, radius);
    assert.deepEqual(at(), trained);
  });

  it('refuses a text without a token that can be predicted', () => {
    for (const read of ['', '??']) assert.throws(() => unrolled(0, 5, read), /No token before the caret/);
  });
});
