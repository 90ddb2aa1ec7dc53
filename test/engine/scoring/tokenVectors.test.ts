import assert from 'node:assert/strict';
import { configure } from '../../../src/engine/configuration/configure';
import { shapeOf } from '../../../src/engine/configuration/network';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { createWeights } from '../../../src/engine/nn/network';
import { matrixVectors, vectorKindsOf } from '../../../src/engine/scoring/tokenVectors';
import type { RunSettings } from '../../../src/protocol/run';

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
});
