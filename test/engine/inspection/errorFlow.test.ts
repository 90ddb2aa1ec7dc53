import assert from 'node:assert/strict';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import { RnnlmLanguageModel } from '../../../src/engine/families/rnnlm/rnnlmLanguageModel';
import type { RnnlmNumbers } from '../../../src/engine/families/rnnlm/rnnlmModel';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { type NetworkWeights, unfold } from '../../../src/engine/nn/network';
import type { NetworkShape } from '../../../src/engine/nn/shape';
import { type ErrorFlow, weightGroups } from '../../../src/protocol/errorFlow';
import { randomIds, randomModel } from '../contract/networks';
import { everyCellAndOutput, shapeOf } from '../contract/shapes';
import { trained } from '../families/rnnlm/support/fixtures';
import { distance } from '../support/fixture';

const T = 5;
const STEP = 1e-4;

interface Problem {
  readonly kernels: Kernels;
  readonly weights: NetworkWeights;
  readonly model: RecurrentModel;
  readonly ids: Int32Array;
  readonly state: Float64Array;
}

function problem(asked: Partial<NetworkShape>): Problem {
  const kernels = referenceKernels();
  const shape = shapeOf(asked);
  const weights = randomModel(kernels, shape, 3);
  const symbols = Array.from({ length: shape.vocabulary }, (_, id) => `s${id}`);
  const model = new RecurrentModel(kernels, weights, new Vocabulary(symbols, false));
  const ids = randomIds(T + 1, shape.vocabulary, 4);
  const { state } = model.score(model.start(), randomIds(4, shape.vocabulary, 5));
  return { kernels, weights, model, ids, state };
}

/** Returns the training loss of the last id, if the ids from `from` on are read in this state. */
function lossAfter({ kernels, weights, ids }: Problem, from: number): (state: Float64Array) => number {
  const { arena } = kernels;
  const window = unfold(kernels, weights, { T: T - from, B: 1, seed: 1 });
  window.draw(0);
  return state => {
    let at = 0;
    for (const { value } of window.states) {
      arena.values(value).set(state.subarray(at, at + value.columns));
      at += value.columns;
    }
    arena.idValues(window.inputs).set(ids.subarray(from, T));
    arena.idValues(window.targets).set(ids.subarray(from + 1));
    window.forward();
    const last = window.loss();
    // The loss of the last step alone: that of all steps minus that of the others.
    if (T - from === 1) return last;
    const shorter = unfold(kernels, weights, { T: T - from - 1, B: 1, seed: 1 });
    shorter.draw(0);
    at = 0;
    for (const { value } of shorter.states) {
      arena.values(value).set(state.subarray(at, at + value.columns));
      at += value.columns;
    }
    arena.idValues(shorter.inputs).set(ids.subarray(from, T - 1));
    arena.idValues(shorter.targets).set(ids.subarray(from + 1, T));
    shorter.forward();
    return last - shorter.loss();
  };
}

/** Returns the norms of the gradient of the last loss with respect to every state before step `from`. */
function slopes(all: Problem, from: number): number[] {
  const loss = lossAfter(all, from);
  const state = from === 0 ? all.state : all.model.score(all.state, all.ids.slice(0, from + 1)).state;
  const window = unfold(all.kernels, all.weights, { T: 1, B: 1 });
  const hidden = new Set(window.stack.hidden);
  let at = 0;
  return window.states.flatMap(part => {
    const first = at;
    at += part.value.columns;
    if (!hidden.has(part)) return [];
    let sum = 0;
    for (let i = first; i < at; i++) {
      const [up, down] = [1, -1].map(sign => {
        const moved = state.slice();
        moved[i] += sign * STEP;
        return loss(moved);
      });
      sum += ((up - down) / (2 * STEP)) ** 2;
    }
    return [Math.sqrt(sum)];
  });
}

const passedAt = (flow: ErrorFlow, t: number) =>
  flow.layers.flatMap(({ states }) => states.map(({ passed }) => passed[t]));

describe('error flow', () => {
  for (const { cell, output } of everyCellAndOutput()) {
    it(`of ${cell} with ${output}: what each step passes back equals central differences`, () => {
      const all = problem({ cell, output, layers: 2, activation: 'tanh' });
      const flow = all.model.errorFlow(all.state, all.ids, { off: [] });
      for (let t = 0; t < T; t++) {
        const expected = slopes(all, t);
        const error = distance(passedAt(flow, t), expected);
        assert.ok(error < 1e-6, `step ${t}: ${passedAt(flow, t)}, not ${expected}`);
      }
    });
  }

  it('passes through U the gradients of a one-hot input and of the layer below', () => {
    const { kernels, weights, model, ids, state } = problem({ layers: 2, embedding: 6 });
    const { arena } = kernels;
    const { vocabulary: V } = weights.shape;
    const embedding = weights.stack.embedding?.value;
    assert.ok(embedding);
    const identity = arena.values(embedding);
    for (let i = 0; i < V * V; i++) identity[i] = i % (V + 1) === 0 ? 1 : 0;
    const flow = model.errorFlow(state, ids, { off: [] });
    // A network with one-hot input and the same weights is the same function.
    const oneHot = randomModel(kernels, shapeOf({ layers: 2 }), 8);
    for (const { name, value } of oneHot.parameters) {
      const same = weights.parameters.find(each => each.name === name);
      assert.ok(same);
      arena.values(value).set(arena.values(same.value));
    }
    const found = new RecurrentModel(kernels, oneHot, model.vocabulary).errorFlow(state, ids, { off: [] });
    assert.deepEqual(found.layers, flow.layers);
    // In the last step, the error of the lower layer comes only through U of the upper layer.
    const [lower, upper] = flow.layers;
    assert.ok(Math.abs(lower.states[0].errors[T - 1] - upper.input[T - 1]) < 1e-15);
    assert.ok(upper.input[0] > 0 && lower.input[0] > 0);
  });

  it('of scaled recurrent weights equals that of a network with these weights', () => {
    for (const asked of [{ cell: 'elman' }, { cell: 'lstm', layers: 2 }] as const) {
      const { kernels, weights, model, ids, state } = problem(asked);
      const trained = model.errorFlow(state, ids, { off: [] });
      const scaled = model.errorFlow(state, ids, { off: [], factor: 2 });
      assert.deepEqual(model.errorFlow(state, ids, { off: [] }), trained);
      assert.notDeepEqual(scaled, trained);
      for (const { role, value } of weights.parameters) {
        const values = kernels.arena.values(value);
        if (role === 'recurrent') values.set(values.map(each => 2 * each));
      }
      assert.deepEqual(model.errorFlow(state, ids, { off: [] }), scaled);
    }
  });

  it('of weights that are off equals that of a network whose weights are 0', () => {
    for (const asked of [{ cell: 'elman' }, { cell: 'lstm', layers: 2, output: 'tied' }] as const)
      for (const group of weightGroups) {
        const { kernels, weights, model, ids, state } = problem(asked);
        const before = weights.parameters.map(({ value }) => kernels.arena.values(value).slice());
        const off = model.errorFlow(state, ids, { off: [group] });
        const after = weights.parameters.map(({ value }) => kernels.arena.values(value).slice());
        assert.deepEqual(after, before);
        const total = off.layers.flatMap(({ states }) => states[0].passed).reduce((a, b) => a + b, 0);
        if (group === 'V') assert.deepEqual([off.output[T - 1], total], [0, 0]);
        else assert.ok(off.output[T - 1] > 0, group);
        if (group === 'W' && asked.cell === 'elman') assert.equal(total, 0);
        if (group === 'U') assert.deepEqual(off.layers[0].input, Array(T).fill(0));
        const role = { U: 'input', W: 'recurrent', V: 'output' }[group];
        if (group === 'V' && 'output' in asked) continue; // its V is the embedding
        for (const each of weights.parameters)
          if (each.role === role) kernels.arena.values(each.value).fill(0);
        assert.deepEqual(model.errorFlow(state, ids, { off: [] }), off);
      }
  });

  it('reports the loss and the predictions of scoring', () => {
    const { model, ids, state, weights } = problem({ cell: 'gru' });
    const { loss, logProbs } = model.errorFlow(state, ids, { off: [] });
    const { logProbs: scores } = model.score(state, ids);
    const V = weights.shape.vocabulary;
    const read = Array.from({ length: T }, (_, t) => logProbs[t * V + ids[t + 1]]);
    assert.ok(distance(read, [...scores.subarray(1)]) < 1e-12);
    assert.ok(Math.abs(loss + scores[T]) < 1e-12);
  });

  for (const structure of [{ hidden: 5 }, { hidden: 5, compression: 3 }, { hidden: 5, independent: true }])
    it(`of an RNNLM model with ${Object.keys(structure)}: what each step passes back equals central differences`, () => {
      const text = new TextEncoder().encode('the cat sees a dog\na dog sees the cat\n'.repeat(4));
      const model = new RnnlmLanguageModel(trained(text, text, structure, 3).model);
      const ids = Int32Array.of(1, 2, 0, 3, 1, 4);
      const flow = model.errorFlow(model.start(), ids, { off: [] });
      const { history } = model.start();
      const lossOf = (hidden: RnnlmNumbers, from: number) => {
        const { logProbs } = model.score({ hidden, history }, ids.slice(from));
        return -logProbs[T - from];
      };
      assert.ok(Math.abs(flow.loss - lossOf(Float64Array.from(model.start().hidden), 0)) < 1e-9);
      for (let t = 0; t < T; t++) {
        const before =
          t === 0 ? model.start().hidden : model.score(model.start(), ids.slice(0, t + 1)).state.hidden;
        const slopesOf = [...before].map((_, i) => {
          const [up, down] = [1, -1].map(sign => {
            const moved = Float64Array.from(before);
            moved[i] += sign * STEP;
            return lossOf(moved, t);
          });
          return (up - down) / (2 * STEP);
        });
        const expected = Math.hypot(...slopesOf);
        const [{ states }] = flow.layers;
        assert.ok(Math.abs(states[0].passed[t] - expected) < 1e-6 * Math.max(1, expected), `step ${t}`);
      }
      const still = model.errorFlow(model.start(), ids, { off: [], factor: 0 });
      assert.deepEqual(still, model.errorFlow(model.start(), ids, { off: ['W'] }));
      assert.notDeepEqual(still, flow);
      const none = model.errorFlow(model.start(), ids, { off: ['V'] });
      assert.equal(none.output[T - 1], 0);
      assert.deepEqual(model.errorFlow(model.start(), ids, { off: [] }), flow);
    });
});
