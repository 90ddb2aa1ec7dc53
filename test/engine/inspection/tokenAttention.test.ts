import assert from 'node:assert/strict';
import { allParts } from '../../../src/engine/core/pauses';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import { tokenAttention } from '../../../src/engine/inspection/tokenAttention';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { RecurrentModel } from '../../../src/engine/model/recurrentModel';
import { unfold } from '../../../src/engine/nn/network';
import type { HeadPlace } from '../../../src/protocol/attentionReading';
import { randomIds, randomModel } from '../contract/networks';
import { shapeOf } from '../contract/shapes';
import { everyKernels } from '../support/kernels';

const [C, LENGTH, HEADS, LAYERS] = [6, 16, 3, 2];
const shape = shapeOf({ cell: 'transformer', hidden: 12, layers: LAYERS, heads: HEADS, positions: C });
const symbols = Array.from({ length: shape.vocabulary }, (_, i) => String.fromCodePoint(97 + i));
const places: readonly HeadPlace[] = [0, 1].flatMap(layer =>
  [undefined, 0, 1, 2].map(head => ({ layer, head })),
);

/** Returns the attention of every row of a pass over all ids: for each layer, a function of row, head and key. */
function wholePass(kernels: ReturnType<typeof referenceKernels>, ids: Int32Array) {
  const window = unfold(kernels, randomModel(kernels, shape, 3), { T: ids.length, B: 1 });
  kernels.arena.idValues(window.inputs).set(ids);
  window.forward();
  return window.stack.layers.map(({ attention }) => {
    const values = kernels.arena.values(attention ?? assert.fail());
    return (row: number, head: number, key: number) => values[(row * HEADS + head) * C + key];
  });
}

describe('the attention of a token', () => {
  for (const before of [-1, 2])
    it(`is that of a pass over the whole text, in its own context only; token before it: ${before}`, async () => {
      for (const kernels of await everyKernels()) {
        const tolerance = kernels.build === 'reference' ? 1e-13 : 1e-5;
        const ids = randomIds(LENGTH, shape.vocabulary, 4);
        const offset = before < 0 ? 0 : 1;
        const passed = wholePass(kernels, Int32Array.from([...(before < 0 ? [] : [before]), ...ids]));
        const model = new RecurrentModel(
          kernels,
          randomModel(kernels, shape, 3),
          new Vocabulary(symbols, false),
        );
        const reader = model.attention() ?? assert.fail();
        for (let token = 0; token < LENGTH; token++)
          for (const wanted of places) {
            const { place, weights } = allParts(tokenAttention(reader, { ids, before, token, wanted }));
            assert.deepEqual(place, wanted.head === undefined ? { layer: wanted.layer } : wanted);
            const row = token + offset;
            const first = row - (row % C);
            const weight = (key: number, head: number) => passed[wanted.layer](row, head, key - first);
            for (let i = 0; i < LENGTH; i++) {
              const key = i + offset;
              const heads = wanted.head === undefined ? [0, 1, 2] : [wanted.head];
              const all = heads.map(head => (key < first || key > row ? 0 : weight(key, head)));
              const expected = all.reduce((sum, each) => sum + each, 0) / heads.length;
              assert.ok(Math.abs(weights[i] - expected) < Math.max(tolerance, 1e-7), `${token}, ${i}`);
            }
          }
      }
    });

  it('leaves out tokens that the network cannot read, whose weights are NaN', () => {
    const kernels = referenceKernels();
    const model = new RecurrentModel(kernels, randomModel(kernels, shape, 3), new Vocabulary(symbols, false));
    const reader = model.attention() ?? assert.fail();
    const wanted = { layer: 0, head: 1 };
    const known = randomIds(4, shape.vocabulary, 4);
    const ids = Int32Array.from([known[0], -1, ...known.subarray(1)]);
    const found = allParts(tokenAttention(reader, { ids, before: -1, token: 4, wanted })).weights;
    const expected = allParts(tokenAttention(reader, { ids: known, before: -1, token: 3, wanted })).weights;
    assert.ok(Number.isNaN(found[1]));
    assert.deepEqual([found[0], ...found.subarray(2)], [...expected]);
    for (const token of [-1, 1]) {
      const { weights } = allParts(tokenAttention(reader, { ids, before: -1, token, wanted }));
      assert.deepEqual([...weights], [0, Number.NaN, 0, 0, 0]);
    }
  });

  it('is not changed by other uses of the model between its parts, and takes the nearest head', () => {
    const kernels = referenceKernels();
    const model = new RecurrentModel(kernels, randomModel(kernels, shape, 3), new Vocabulary(symbols, false));
    const reader = model.attention() ?? assert.fail();
    const ids = randomIds(LENGTH, shape.vocabulary, 4);
    const asked = { ids, before: -1, token: 10, wanted: { layer: 7, head: 9 } };
    const expected = allParts(tokenAttention(reader, asked));
    assert.deepEqual(expected.place, { layer: LAYERS - 1, head: HEADS - 1 });
    const disturbed = tokenAttention(reader, asked);
    let next = disturbed.next();
    while (!next.done) {
      model.step(model.start(), 1);
      next = disturbed.next();
    }
    assert.deepEqual(next.value, expected);
  });

  it('does not exist in a network without attention', () => {
    const kernels = referenceKernels();
    const elman = randomModel(kernels, shapeOf(), 1);
    assert.equal(new RecurrentModel(kernels, elman, new Vocabulary(symbols, false)).attention(), undefined);
  });
});
