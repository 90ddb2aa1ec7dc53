import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Evaluation } from '../../src/engine/train/evaluation';
import { randomIds, randomModel } from './contract/networks';
import { shapeOf } from './contract/shapes';
import { byHand } from './support/byHand';

/** Number of tokens per segment. The mean loss of a segment is one observation for the standard error. */
const STRETCH = 64;

const kernels = referenceKernels();
const model = randomModel(kernels, shapeOf(), 3);
const idsOf = (length: number) => randomIds(length, model.shape.vocabulary, 5);

function evaluate(evaluation: Evaluation, carried?: Float64Array) {
  evaluation.restart(carried);
  while (evaluation.advance());
  return evaluation.result(7);
}

/** Returns -ln P of every token except the first. */
const lossesOf = (ids: Int32Array, start?: Float64Array) =>
  byHand(kernels, model, [...ids], start).map(logProb => -logProb);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function assertClose(found: number | undefined, expected: number): void {
  assert.ok(found !== undefined && Math.abs(found - expected) < 1e-11, `${found}, not ${expected}`);
}

describe('an evaluation of a text', () => {
  it('is the mean loss, with the standard error of the means of its parts', () => {
    const ids = idsOf(2 * STRETCH + 20);
    const losses = lossesOf(ids);
    const { iteration, loss, error } = evaluate(new Evaluation(kernels, model, ids));
    assert.equal(iteration, 7);
    assertClose(loss, mean(losses));
    const means = [0, 1, 2].map(i => mean(losses.slice(i * STRETCH, (i + 1) * STRETCH)));
    const squares = means.map(each => (each - mean(losses)) ** 2);
    assertClose(error, Math.sqrt((squares[0] + squares[1] + squares[2]) / 2 / 3));
  });

  it('has no standard error with one part, and one with two', () => {
    assert.equal(evaluate(new Evaluation(kernels, model, idsOf(STRETCH + 1))).error, undefined);
    assert.ok(evaluate(new Evaluation(kernels, model, idsOf(STRETCH + 2))).error);
  });

  it('is reproducible, and starts from the given states', () => {
    const ids = idsOf(100);
    const evaluation = new Evaluation(kernels, model, ids);
    const first = evaluate(evaluation);
    assert.deepEqual(evaluate(evaluation), first);
    const states = Float64Array.from({ length: model.shape.hidden }, (_, i) => 0.2 * i - 0.3);
    assertClose(evaluate(evaluation, states).loss, mean(lossesOf(ids, states)));
    assert.deepEqual(evaluate(evaluation), first);
  });
});
