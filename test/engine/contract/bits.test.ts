import assert from 'node:assert/strict';
import { TOLERANCE } from '../../../src/engine/check/gradientCheck';
import { configure } from '../../../src/engine/configuration/configure';
import { newModel } from '../../../src/engine/configuration/network';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { unfold } from '../../../src/engine/nn/network';
import { randomIds, randomModel } from './networks';
import { cellNames, FEW_WEIGHTS, outputNames, shapeOf, worstGradient } from './shapes';

const BITS = 5;
const logisticOutputs = ['logistic', 'logisticSquared'] as const;

function assertGradients(asked: Parameters<typeof shapeOf>[0], before = 0): void {
  for (const [T, B] of [
    [1, 3],
    [5, 2],
  ]) {
    const { name, error } = worstGradient(shapeOf({ bits: BITS, ...asked }), T, B, 11, before);
    assert.ok(error < TOLERANCE, `${name}: relative error ${error}`);
  }
}

describe('bits of symbols', () => {
  for (const cell of cellNames) {
    it(`as input of ${cell}: gradients agree with central differences`, () => {
      for (const layers of [1, 2]) assertGradients({ cell, layers });
    });
  }

  for (const output of outputNames.filter(name => name !== 'tied')) {
    it(`as input of a network with the output ${output}: gradients agree with central differences`, () => {
      assertGradients({ output });
      assertGradients({ output, compression: 3, direct: FEW_WEIGHTS }, 2);
    });
  }

  it('are the input, and are not learned', () => {
    const settings = { 'model.bits': 'b=101 ␣=010 a=011', 'model.hidden': 4 };
    const { arena } = referenceKernels();
    const { stack, learned } = newModel(arena, configure(settings), [' ', 'a', 'b', 'c']);
    const { embedding } = stack;
    assert.ok(embedding);
    assert.deepEqual([...arena.values(embedding.value)], [0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0]);
    assert.ok(!learned.includes(embedding));
    assert.equal(stack.layers[0].Wxh.value.rows, 3);
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['b', /the entry "b"/],
    ['b=102', /the entry "b=102"/],
    ['=101', /the entry "=101"/],
    ['b=101 a=10', /another number of bits in "a=10"/],
    ['b=101 b=100', /the bits of "b" twice/],
  ];
  for (const [table, message] of wrong) {
    it(`are refused: ${table}`, () => {
      assert.throws(() => configure({ 'model.bits': table }), message);
    });
  }

  it('exclude an embedding, but can be those of "="', () => {
    assert.throws(() => configure({ 'model.bits': 'b=1', 'model.embedding': 3 }), /there is no embedding/);
    const model = newModel(referenceKernels().arena, configure({ 'model.bits': '==1' }), ['=']);
    assert.equal(model.shape.bits, 1);
  });
});

describe('logistic units', () => {
  for (const output of logisticOutputs) {
    for (const bits of [0, BITS]) {
      it(`${output} with ${bits} bits: loss and probabilities are those of the formulas`, () => {
        const kernels = referenceKernels();
        const { arena } = kernels;
        const T = 4;
        const shape = shapeOf({ output, bits });
        const { vocabulary: V, hidden: H } = shape;
        const O = bits || V;
        const model = randomModel(kernels, shape, 5);
        const codes = Array.from({ length: V }, (_, v) =>
          Array.from({ length: O }, (_, k) => (bits === 0 ? Number(k === v) : (v >> k) & 1)),
        );
        if (model.stack.embedding) arena.values(model.stack.embedding.value).set(codes.flat());
        const window = unfold(kernels, model, { T, B: 1 });
        arena.idValues(window.inputs).set(randomIds(T, V, 3));
        const targets = randomIds(T, V, 4);
        arena.idValues(window.targets).set(targets);
        window.forward();
        const loss = window.loss();
        const losses = [...arena.values(window.output.losses)];
        const logProbs = [...arena.values(window.logProbs())];
        const h = arena.values(window.stack.top.states);
        const [Why, by] = [model.output.Why, model.output.by].map(each => arena.values(each.value));
        let expected = 0;
        for (let t = 0; t < T; t++) {
          const y = Array.from({ length: O }, (_, k) => {
            let a = by[k];
            for (let j = 0; j < H; j++) a += h[t * H + j] * Why[j * O + k];
            return 1 / (1 + Math.exp(-a));
          });
          const target = codes[targets[t]];
          for (const [k, each] of y.entries())
            expected +=
              output === 'logistic' ? -Math.log(target[k] ? each : 1 - each) : (each - target[k]) ** 2 / 2;
          const shares = codes.map((code, v) =>
            bits === 0 ? y[v] : code.reduce((p, bit, k) => p * (bit ? y[k] : 1 - y[k]), 1),
          );
          const sum = shares.reduce((a, b) => a + b);
          for (const [v, share] of shares.entries())
            assert.ok(Math.abs(logProbs[t * V + v] - Math.log(share / sum)) < 1e-9, `step ${t}, symbol ${v}`);
          assert.ok(Math.abs(losses[t] + logProbs[t * V + targets[t]]) < 1e-9, `step ${t}`);
        }
        assert.ok(Math.abs(loss - expected) < 1e-9, `${loss} for ${expected}`);
      });
    }
  }
});
