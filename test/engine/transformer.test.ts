import assert from 'node:assert/strict';
import { checkGradients, TOLERANCE } from '../../src/engine/check/gradientCheck';
import { configure } from '../../src/engine/configuration/configure';
import { newModel } from '../../src/engine/configuration/network';
import { erf } from '../../src/engine/core/erf';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { type NetworkWeights, unfold, type Window } from '../../src/engine/nn/network';
import { signal } from '../../src/engine/nn/transformer/blockPart';
import { contextPositions } from '../../src/engine/nn/transformer/positions';
import { rotation } from '../../src/engine/nn/transformer/rotation';
import { randomIds, randomModel } from './contract/networks';
import { shapeOf, worstOf } from './contract/shapes';
import { distance } from './support/fixture';
import { everyKernels } from './support/kernels';

const C = 6;
const shape = shapeOf({ cell: 'transformer', hidden: 12, layers: 3, heads: 3, positions: C });
const { vocabulary: V } = shape;

/** Returns ln P after each of the ids, which are read in windows of these lengths. */
function readIn(kernels: Kernels, model: NetworkWeights, ids: Int32Array, lengths: readonly number[]) {
  const { arena } = kernels;
  const rows: number[] = [];
  let [from, previous]: [number, Window | undefined] = [0, undefined];
  for (const length of lengths) {
    const window: Window = unfold(kernels, model, { T: length, B: 1 });
    for (const [i, { value }] of window.states.entries())
      if (previous) kernels.copy(value, previous.states[i].value);
    arena.idValues(window.inputs).set(ids.subarray(from, from + length));
    window.forward();
    rows.push(...arena.values(window.logProbs()));
    window.advance();
    [from, previous] = [from + length, window];
  }
  return rows;
}

const learned = shape;
const rotary = { ...shape, positionEncoding: 'rotary' } as const;

for (const shape of [learned, rotary])
  describe(`a transformer with ${shape.positionEncoding} positions`, () => {
    it('with stored keys and values equals one forward pass over the whole text, on every build', async () => {
      for (const kernels of await everyKernels()) {
        const model = randomModel(kernels, shape, 3);
        const ids = randomIds(20, V, 4);
        const whole = readIn(kernels, model, ids, [20]);
        const tolerance = kernels.build === 'reference' ? 1e-13 : 1e-5;
        for (const lengths of [Array<number>(20).fill(1), [7, 13], [1, 2, 3, 4, 10], [6, 6, 8]])
          assert.ok(distance(readIn(kernels, model, ids, lengths), whole) < tolerance, `${lengths}`);
      }
    });

    it('sees no later token, bit for bit, on every build', async () => {
      for (const kernels of await everyKernels()) {
        const model = randomModel(kernels, shape, 3);
        const ids = randomIds(C, V, 4);
        const before = readIn(kernels, model, ids, [C]);
        for (let t = 0; t < C; t++) {
          const changed = ids.map((id, i) => (i < t ? id : (id + 1) % V));
          const after = readIn(kernels, model, changed, [C]);
          assert.deepEqual(after.slice(0, t * V), before.slice(0, t * V), `${kernels.build}, step ${t}`);
          assert.notDeepEqual(after.slice(-V), before.slice(-V), `${kernels.build}, step ${t}`);
        }
      }
    });

    it('sees all tokens of its context, and none of the context before', () => {
      const kernels = referenceKernels();
      const model = randomModel(kernels, shape, 3);
      const ids = randomIds(2 * C, V, 4);
      const before = readIn(kernels, model, ids, [2 * C]);
      const changed = ids.map((id, i) => (i === 0 ? (id + 1) % V : id));
      const after = readIn(kernels, model, changed, [2 * C]);
      for (let t = 0; t < 2 * C; t++) {
        const [found, expected] = [after, before].map(rows => rows.slice(t * V, (t + 1) * V));
        if (t < C) assert.notDeepEqual(found, expected, `step ${t}`);
        else assert.deepEqual(found, expected, `step ${t}`);
      }
    });

    it('has gradients that equal central differences when a window continues a context', () => {
      const kernels = referenceKernels();
      const { arena } = kernels;
      for (const output of ['softmax', 'tied'] as const) {
        const { positionEncoding } = shape;
        const small = shapeOf({ cell: 'transformer', layers: 2, output, positions: C, positionEncoding });
        const model = randomModel(kernels, small, 5);
        const window = unfold(kernels, model, { T: 5, B: 2 });
        arena.idValues(window.inputs).set(randomIds(10, V, 6));
        arena.idValues(window.targets).set(randomIds(10, V, 7));
        window.forward();
        window.advance(3);
        const { name, error } = worstOf(checkGradients(kernels, model, window));
        assert.ok(error < TOLERANCE, `${output}: ${name} is off by ${error}`);
      }
    });

    it('starts a context again if a stored position is impossible', async () => {
      for (const kernels of await everyKernels()) {
        const model = randomModel(kernels, shape, 3);
        const window = unfold(kernels, model, { T: 4, B: 1 });
        const position = window.states.find(({ name }) => name === 'history_position');
        assert.ok(position);
        window.forward();
        const expected = [...kernels.arena.values(window.logProbs())];
        for (const damaged of [Number.NaN, -1, 1e30, C, Number.POSITIVE_INFINITY]) {
          kernels.arena.values(position.value)[0] = damaged;
          window.forward();
          assert.deepEqual([...kernels.arena.values(window.logProbs())], expected, `${damaged}`);
        }
      }
    });
  });

describe('a transformer', () => {
  it('adds nothing to the weights between the embedding and the lowest block if their sizes agree', () => {
    const { arena } = referenceKernels();
    const namesFor = (embedding: number) => {
      const kernels = { ...referenceKernels(), arena };
      return randomModel(kernels, { ...shape, embedding }, 1).parameters.map(({ name }) => name);
    };
    assert.deepEqual(namesFor(12).slice(0, 3), ['embedding', 'positions', 'Wqkv']);
    assert.deepEqual(namesFor(5).slice(0, 3), ['embedding', 'Wxh', 'positions']);
    assert.deepEqual(namesFor(0).slice(0, 3), ['Wxh', 'positions', 'Wqkv']);
  });

  it('with rotary positions has no table of them, and gives other predictions without them', () => {
    const kernels = referenceKernels();
    const names = randomModel(kernels, rotary, 1).parameters.map(({ name }) => name);
    assert.deepEqual(names.slice(0, 2), ['Wxh', 'Wqkv']);
    const model = randomModel(kernels, { ...rotary, layers: 1 }, 3);
    const ids = randomIds(C, V, 4);
    const swapped = Int32Array.from(ids, (id, i) => (i < 2 ? ids[1 - i] : id));
    assert.notEqual(ids[0], ids[1]);
    const [found, other] = [ids, swapped].map(each => readIn(kernels, model, each, [C]).slice(-V));
    assert.ok(distance(found, other) > 1e-6);
  });

  it('rotates queries and keys so that their product depends on their distance only', () => {
    const kernels = referenceKernels();
    const { arena } = kernels;
    const [heads, d, length] = [2, 5, 8];
    const qkv = signal(kernels, length, 3 * heads * d);
    const row = Float64Array.from({ length: 3 * heads * d }, (_, i) => ((i * 7) % 11) - 5);
    for (let m = 0; m < length; m++) arena.values(qkv.value).set(row, m * row.length);
    const positions = contextPositions(arena, length, 1, length);
    positions.forward();
    const turn = rotation(kernels, qkv, positions, { heads, C: length });
    turn.forward();
    const values = arena.values(qkv.value);
    const product = (query: number, key: number) => {
      let sum = 0;
      for (let i = 0; i < d; i++)
        sum += values[query * row.length + i] * values[key * row.length + heads * d + i];
      return sum;
    };
    // The definition: the angle of pair i at position m is m 10000^(-2i / d).
    for (let m = 0; m < length; m++) {
      const angle = m * 10_000 ** (-2 / d);
      const expected = row[2] * Math.cos(angle) - row[3] * Math.sin(angle);
      assert.ok(Math.abs(values[m * row.length + 2] - expected) < 1e-12, String(m));
      assert.equal(values[m * row.length + 4], row[4]);
      assert.deepEqual([...values.slice(m * row.length + 20, (m + 1) * row.length)], [...row.slice(20)]);
    }
    for (let m = 1; m < length; m++)
      assert.ok(Math.abs(product(m, m - 1) - product(1, 0)) < 1e-12, String(m));
    assert.ok(Math.abs(product(5, 0) - product(1, 0)) > 1e-3);
    arena.values(qkv.gradient).set(values);
    turn.backward();
    for (let m = 0; m < length; m++)
      assert.ok(
        distance(arena.values(qkv.gradient).slice(m * row.length, (m + 1) * row.length), row) < 1e-12,
      );
  });

  it('needs a number of hidden units that its heads divide', () => {
    const settings = { 'model.cell': 'transformer', 'model.hidden': 100, 'model.heads': 3 };
    assert.throws(() => configure(settings), /Set model.hidden to 102/);
    assert.equal(configure({ ...settings, 'model.cell': 'lstm' })['model.heads'], 3);
  });

  it('refuses a context that is longer than the text between two resets', () => {
    const settings = { 'model.cell': 'transformer', 'training.resetEvery': '25-50' };
    assert.throws(() => configure(settings), /after at most 50 tokens/);
    assert.ok(configure({ ...settings, 'model.positions': 50 }));
  });

  it('refuses a context that is longer than a random window, with the steps before it', () => {
    const settings = { 'model.cell': 'transformer', 'model.positions': 30, 'training.windows': 'random' };
    assert.throws(() => configure(settings), /after at most 25 tokens.*Lower model.positions to 25/);
    assert.ok(configure({ ...settings, 'training.bptt': 6 }));
    assert.ok(configure({ ...settings, 'model.positions': 25 }));
  });

  it('starts with smaller weights in the layers that add to its hidden units, as GPT-2 does', () => {
    const settings = { 'model.cell': 'transformer', 'model.hidden': 32, 'model.layers': 2 };
    const { arena } = referenceKernels();
    const { parameters } = newModel(arena, configure(settings), ['a', 'b']);
    const deviationOf = (name: string) => {
      const { value } = parameters.find(each => each.name === name) ?? assert.fail(name);
      const values = Float64Array.from(arena.values(value));
      return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
    };
    for (const layer of ['', '_l1']) {
      for (const name of ['Wo', 'Wdown'])
        assert.ok(Math.abs(deviationOf(name + layer) / (0.01 / Math.sqrt(4)) - 1) < 0.1, name);
      for (const name of ['Wqkv', 'Wup'])
        assert.ok(Math.abs(deviationOf(name + layer) / 0.01 - 1) < 0.1, name);
    }
  });
});

describe('the error function', () => {
  it('has the values of tables, to 1e-15', () => {
    // Abramowitz & Stegun (1964), table 7.1, and Python's math.erf.
    for (const [x, expected] of [
      [0, 0],
      [0.1, 0.1124629160182849],
      [0.5, 0.5204998778130465],
      [1, 0.8427007929497149],
      [2, 0.9953222650189527],
      [3.5, 0.9999992569016276],
      [7, 1],
    ]) {
      assert.ok(Math.abs(erf(x) - expected) < 2e-15, `erf ${x} is ${erf(x)}`);
      assert.equal(erf(-x) + erf(x), 0);
    }
  });

  it('ends for infinities and NaN', () => {
    assert.deepEqual([Infinity, -Infinity, Number.NaN].map(erf), [1, -1, Number.NaN]);
  });
});
