import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { type NetworkWeights, unfold, type Window } from '../../../src/engine/nn/network';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import { distance } from '../support/fixture';
import { everyKernels } from '../support/kernels';
import { randomIds, randomModel } from './networks';
import { anyShape, everyCellAndOutput, shapeOf } from './shapes';

const T = 9;
/** Number of tokens, more than fit into two of the scorer's windows. */
const LENGTH = 150;

/** Returns ln P of every symbol after each of the tokens `ids`. */
function logProbsOf({ arena }: Kernels, window: Window, ids: ArrayLike<number>): Float64Array {
  arena.idValues(window.inputs).set(ids);
  window.forward();
  return Float64Array.from(arena.values(window.logProbs()));
}

/**
 * Asserts that a change of the tokens from step t on does not change earlier predictions and does change
 * later predictions. With `silent`, later predictions may stay the same, because all units of the network may
 * be inactive.
 */
function assertCausal(shape: NetworkShape, seed: number, silent = true): void {
  const kernels = referenceKernels();
  const { vocabulary: V } = shape;
  const window = unfold(kernels, randomModel(kernels, shape, seed), { T, B: 1 });
  const ids = randomIds(T, V, seed);
  const before = logProbsOf(kernels, window, ids);
  for (let t = 0; t < T; t++) {
    const changed = ids.map((id, i) => (i < t ? id : (id + 1 + (i % (V - 1))) % V));
    const after = logProbsOf(kernels, window, changed);
    assert.deepEqual(after.subarray(0, t * V), before.subarray(0, t * V), `predictions before step ${t}`);
    if (silent) continue;
    assert.notDeepEqual(after.subarray(t * V), before.subarray(t * V), `predictions from step ${t} on`);
  }
}

/**
 * Asserts that one window over all tokens gives the same result as several windows with the given lengths.
 */
function assertSameInWindows(shape: NetworkShape, lengths: readonly number[], seed: number): void {
  const kernels = referenceKernels();
  const model = randomModel(kernels, shape, seed);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const ids = randomIds(total, shape.vocabulary, seed);
  const whole = logProbsOf(kernels, unfold(kernels, model, { T: total, B: 1 }), ids);
  let [from, previous]: [number, Window | undefined] = [0, undefined];
  for (const length of lengths) {
    const window = unfold(kernels, model, { T: length, B: 1 });
    if (previous) passStates(kernels, previous, window);
    const part = logProbsOf(kernels, window, ids.subarray(from, from + length));
    window.advance();
    const expected = whole.subarray(from * shape.vocabulary, (from + length) * shape.vocabulary);
    assert.ok(distance(part, expected) < 1e-12, `tokens ${from} to ${from + length}`);
    [from, previous] = [from + length, window];
  }
}

function passStates({ copy }: Kernels, from: Window, to: Window): void {
  for (const [i, { value }] of from.states.entries()) copy(to.states[i].value, value);
}

/** Returns ln P of every token except the first, computed token by token. */
function stepped(model: RecurrentModel, ids: Int32Array): number[] {
  let state = model.start();
  return Array.from(ids.subarray(1), (id, i) => {
    const next = model.step(state, ids[i]);
    state = next.state;
    return next.logProbs[id];
  });
}

function readerOf(kernels: Kernels, network: NetworkWeights): RecurrentModel {
  const symbols = Array.from({ length: network.shape.vocabulary }, (_, id) => `s${id}`);
  return new RecurrentModel(kernels, network, new Vocabulary(symbols, false));
}

describe('a network sees only past tokens', () => {
  for (const network of everyCellAndOutput()) {
    const title = `${network.cell}, ${network.output}`;
    const shapes = [1, 2, 3].map(layers => shapeOf({ ...network, layers }));

    it(`${title}: later tokens do not change earlier predictions`, () => {
      for (const shape of shapes) assertCausal(shape, 3, false);
    });

    it(`${title}: scoring a text at once equals scoring it token by token, on every build`, async () => {
      for (const kernels of await everyKernels()) {
        const tolerance = kernels.build === 'reference' ? 1e-12 : 1e-4;
        for (const shape of shapes) {
          const model = readerOf(kernels, randomModel(kernels, shape, 4));
          const ids = randomIds(LENGTH, shape.vocabulary, 5);
          const scores = model.score(model.start(), ids).logProbs;
          assert.ok(Number.isNaN(scores[0]));
          assert.ok(distance(scores.subarray(1), stepped(model, ids)) < tolerance, kernels.build);
          assert.deepEqual(
            model.score(model.start(), ids.subarray(0, 100)).logProbs,
            scores.subarray(0, 100),
          );
        }
      }
    });
  }

  it('for random network shapes', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(1e6), (shape, seed) => assertCausal(shape, seed)),
      { numRuns: 100 },
    );
  });

  it('for random window lengths', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(anyShape, lengths, fc.nat(1e6), assertSameInWindows), { numRuns: 200 });
  });
});
