import assert from 'node:assert/strict';
import { configure } from '../../../src/engine/configuration/configure';
import { shapeOf } from '../../../src/engine/configuration/network';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import { FasterRnnlmLanguageModel } from '../../../src/engine/families/fasterRnnlm/fasterRnnlmLanguageModel';
import { readFasterRnnlm } from '../../../src/engine/families/fasterRnnlm/read';
import { readRnnlm } from '../../../src/engine/families/rnnlm/format/read';
import { RnnlmLanguageModel } from '../../../src/engine/families/rnnlm/rnnlmLanguageModel';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { LanguageModel } from '../../../src/engine/model/languageModel';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { stateReader } from '../../../src/engine/model/stateInspector';
import { createWeights } from '../../../src/engine/nn/network';
import { matrixVectors, stateVectors, vectorKindsOf } from '../../../src/engine/scoring/tokenVectors';
import type { RunSettings } from '../../../src/protocol/run';
import { PLAIN, writePair } from '../families/fasterRnnlm/support/pairs';
import { fixtureBytes } from '../families/rnnlm/support/fixtures';
import { dice } from '../storage/support/mutate';

const symbols = ['a', ' ', '\n', '猫', 'b'];
const V = symbols.length;

/** A network whose parameters are the numbers 0, 1, 2 ... in each matrix. */
function networkWith(settings: RunSettings) {
  const kernels = referenceKernels();
  const weights = createWeights(kernels.arena, shapeOf(configure({ 'model.hidden': 3, ...settings }), V));
  for (const { value } of weights.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = i;
  }
  return new RecurrentModel(kernels, weights, new Vocabulary(symbols, false));
}

describe('the vectors of the tokens of a network', () => {
  it('are the rows of Wxh and the columns of Why', () => {
    const model = networkWith({});
    assert.deepEqual(vectorKindsOf(model), ['input', 'output', 'hidden']);
    const input = matrixVectors(model, 'input');
    assert.equal(input?.size, 3);
    assert.deepEqual([...(input?.vectors ?? [])], [...Array(3 * V).keys()]);
    assert.equal(input?.words[3], Buffer.from('猫').toString('latin1'));
    const output = matrixVectors(model, 'output');
    // Why is [3, V], so the vector of token 1 is the column 1, V + 1, 2V + 1.
    assert.deepEqual([...(output?.vectors.slice(3, 6) ?? [])], [1, V + 1, 2 * V + 1]);
  });

  it('are the gates of all units of an LSTM', () => {
    assert.equal(matrixVectors(networkWith({ 'model.cell': 'lstm' }), 'input')?.size, 12);
  });

  it('are the rows of the embedding, and of the words in an output with classes', () => {
    const model = networkWith({ 'model.embedding': 2, 'model.output': 'classes' });
    assert.deepEqual(vectorKindsOf(model), ['embedding', 'output', 'hidden']);
    assert.deepEqual([...(matrixVectors(model, 'embedding')?.vectors ?? [])], [...Array(2 * V).keys()]);
    assert.deepEqual([...(matrixVectors(model, 'output')?.vectors ?? [])], [...Array(3 * V).keys()]);
    assert.equal(matrixVectors(model, 'input'), undefined);
  });

  it('of RNNLM are those by which words change the hidden layer, and by which it predicts the words of a class', () => {
    const { classOf } = readRnnlm(fixtureBytes('srn.model')).vocabulary;
    const model = new RnnlmLanguageModel(readRnnlm(fixtureBytes('srn.model')));
    assert.deepEqual(vectorKindsOf(model), ['input', 'output', 'hidden']);
    const [a, b] = [300, 301];
    assert.equal(classOf[a], classOf[b]);
    assertInputs(model, 'input', [a, b]);
    assertOutputs(model, [a, b]);
  });

  it('of faster-rnnlm are its embedding, and its output if it is a softmax over all words', () => {
    const open = (nce: boolean) => {
      const roll = dice(7);
      const { vocabulary, weights } = writePair({ ...PLAIN, nce }, () => roll(1e6) / 1e6);
      return new FasterRnnlmLanguageModel(readFasterRnnlm(vocabulary, weights));
    };
    assert.deepEqual(vectorKindsOf(open(false)), ['embedding', 'hidden']);
    const model = open(true);
    assert.deepEqual(vectorKindsOf(model), ['embedding', 'output', 'hidden']);
    assertInputs(model, 'embedding', [2, 5]);
    assertOutputs(model, [2, 5]);
  });
});

describe('mean hidden states', () => {
  it('are vectors of words in UTF-8', () => {
    const vectors = Float32Array.of(1, 2, 3, 4);
    assert.deepEqual(stateVectors({ words: ['a', 'é'], counts: [3, 1], vectors, size: 2 }), {
      ...{ words: ['a', '\xc3\xa9'], vectors, size: 2 },
    });
  });
});

const stateAfter = (model: LanguageModel, id: number) => {
  const inspector = model.inspector?.();
  return inspector ? stateReader(inspector)(id) : [];
};

const logit = (p: number) => Math.log(p / (1 - p));
const assertNear = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-4, `${a} instead of ${b}`);

/** Checks that two words, read as the first of a text, change the sums of the units by their vectors. */
function assertInputs(model: LanguageModel, kind: 'embedding' | 'input', [a, b]: readonly [number, number]) {
  const { vectors, size } = matrixVectors(model, kind) ?? { vectors: [], size: 0 };
  const [afterA, afterB] = [a, b].map(id => stateAfter(model, id));
  assert.ok(size > 0 && afterA.length === size);
  for (let k = 0; k < size; k++)
    assertNear(logit(afterA[k]) - logit(afterB[k]), vectors[a * size + k] - vectors[b * size + k]);
}

/** Checks that the log odds of two words are the product of the hidden layer and the difference of their vectors. */
function assertOutputs(model: LanguageModel, [a, b]: readonly [number, number]) {
  const { vectors, size } = matrixVectors(model, 'output') ?? { vectors: [], size: 0 };
  const hidden = stateAfter(model, 1);
  const { logProbs } = model.step(model.start(), 1);
  let odds = 0;
  for (let k = 0; k < size; k++) odds += hidden[k] * (vectors[a * size + k] - vectors[b * size + k]);
  assertNear(logProbs[a] - logProbs[b], odds);
}
