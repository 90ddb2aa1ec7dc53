import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkGradients, TOLERANCE } from '../../../src/engine/check/gradientCheck';
import { uniform } from '../../../src/engine/core/random';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { takeGradients } from '../../../src/engine/nn/parameters';
import { fitsTranslation } from '../../../src/engine/nn/translation/translationShape';
import {
  makeTranslationWeights,
  type TranslationWeights,
} from '../../../src/engine/nn/translation/translationWeights';
import { type PlacedPair, unfoldTranslation } from '../../../src/engine/nn/translation/translationWindow';
import { distance } from '../support/fixture';
import { availableKernels } from '../support/kernels';
import { cellNames, shapeOf, variantsOf, worstOf } from './shapes';

/** Number of source symbols, and of target symbols with the end. */
const [V, K] = [6, 5];

/** Every network: each recurrent cell, in each direction, with and without attention, and with each normalisation. */
const members = cellNames
  .filter(fitsTranslation)
  .flatMap(cell =>
    (['forward', 'both'] as const).flatMap(direction =>
      (['additive', 'none'] as const).flatMap(attention =>
        variantsOf(cell).map(({ normalisation }) => ({ cell, direction, attention, normalisation })),
      ),
    ),
  );
type Member = (typeof members)[number];

function modelOf(
  kernels: Kernels,
  { cell, direction, attention, normalisation }: Member,
  dropout = 0,
): TranslationWeights {
  const own = {
    ...{ cell, layers: 2, dropout, normalisation },
    ...{ hidden: normalisation === 'layer' ? 6 : 2, embedding: 2 },
  };
  const model = makeTranslationWeights(kernels.arena, {
    direction,
    attention,
    encoder: shapeOf({ ...own, vocabulary: V }),
    decoder: shapeOf({ ...own, vocabulary: K }),
  });
  let draws = 0;
  for (const { value } of model.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = 1.6 * uniform(1, 'check', 6, draws++) - 0.8;
  }
  return model;
}

/** Returns a pair with these numbers of symbols. Pairs with different seeds differ. */
function pairOf([source, target]: readonly [number, number], seed: number) {
  const draw = (below: number, index: number) => Math.floor(below * uniform(seed, 'check', 7, index));
  return {
    source: Array.from({ length: source }, (_, t) => draw(V, t)),
    target: Array.from({ length: target }, (_, t) => draw(K - 1, 1000 + t)),
  };
}

/** Computes the sum of the losses, the probabilities of each pair, the weights of the source symbols, and the gradients. */
function read(kernels: Kernels, model: TranslationWeights, pairs: readonly PlacedPair[], sizes: Sizes) {
  const { arena } = kernels;
  const { B } = sizes;
  const window = unfoldTranslation(kernels, model, sizes);
  window.place(pairs);
  window.forward();
  const { predictions, weights, S } = window;
  const all = arena.values(window.logProbs()).slice();
  const rowsOf = (values: ArrayLike<number>, width: number) =>
    pairs.map(({ source, target = [] }, b) =>
      Array.from({ length: target.length + 1 }, (_, t) =>
        Array.from(values)
          .slice((t * B + b) * width, (t * B + b + 1) * width)
          .slice(0, width === S ? source.length : width),
      ).flat(),
    );
  const alignments = weights ? rowsOf(arena.values(weights), S) : [];
  const loss = window.loss() * predictions;
  window.backward();
  const gradients = takeGradients(arena, model.learned).flatMap(each =>
    Array.from(each, x => x * predictions),
  );
  return { rows: rowsOf(all, K), alignments, loss, gradients };
}

interface Sizes {
  readonly S: number;
  readonly T: number;
  readonly B: number;
}

const sum = (rows: readonly (readonly number[])[]) =>
  rows[0].map((_, i) => rows.reduce((all, row) => all + row[i], 0));

describe('every network that writes a target for a source', () => {
  for (const member of members) {
    const title = Object.values(member).join(', ');

    it(`${title}: gradients agree with central differences, for pairs of different lengths`, () => {
      const kernels = referenceKernels();
      const model = modelOf(kernels, member, 0.3);
      const window = unfoldTranslation(kernels, model, { S: 4, T: 4, B: 3, seed: 1 });
      window.place([pairOf([4, 2], 0), pairOf([1, 3], 1)]);
      window.draw(3);
      const { name, error } = worstOf(checkGradients(kernels, model, window));
      assert.ok(error < TOLERANCE, `${name}: ${error}`);
    });

    it(`${title}: a batch of pairs gives the same as the single pairs`, () => {
      const lengths = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
      fc.assert(
        fc.property(fc.array(lengths, { minLength: 1, maxLength: 4 }), fc.nat(2), (sizes, more) => {
          const kernels = referenceKernels();
          const model = modelOf(kernels, member);
          const pairs = sizes.map(pairOf);
          const together = read(kernels, model, pairs, { S: 5 + more, T: 6 + more, B: 4 });
          const alone = pairs.map(pair =>
            read(kernels, model, [pair], { S: pair.source.length, T: pair.target.length + 1, B: 1 }),
          );
          for (const [b, { rows, alignments }] of alone.entries()) {
            assert.ok(distance(together.rows[b], rows[0]) < 1e-12);
            assert.ok(distance(together.alignments[b] ?? [], alignments[0] ?? []) < 1e-12);
          }
          assert.ok(distance([together.loss], [alone.reduce((all, { loss }) => all + loss, 0)]) < 1e-12);
          assert.ok(distance(together.gradients, sum(alone.map(({ gradients }) => gradients))) < 1e-11);
        }),
        { numRuns: 5 },
      );
    });

    it(`${title}: fast kernels agree with the reference`, async () => {
      const pairs = [pairOf([5, 2], 0), pairOf([1, 5], 1), pairOf([3, 3], 2)];
      const sizes = { S: 5, T: 6, B: 4 };
      const reference = referenceKernels();
      const expected = read(reference, modelOf(reference, member), pairs, sizes);
      for (const kernels of await availableKernels()) {
        const found = read(kernels, modelOf(kernels, member), pairs, sizes);
        assert.ok(distance(found.rows.flat(), expected.rows.flat()) < 1e-4, kernels.build);
        assert.ok(distance(found.alignments.flat(), expected.alignments.flat()) < 1e-4, kernels.build);
        assert.ok(distance(found.gradients, expected.gradients) < 1e-3, kernels.build);
      }
    });
  }

  it('gives weights to the symbols of the source only, which sum to 1', () => {
    const kernels = referenceKernels();
    const member: Member = { cell: 'gru', direction: 'both', attention: 'additive', normalisation: 'none' };
    const { alignments } = read(kernels, modelOf(kernels, member), [pairOf([3, 2], 0)], {
      S: 8,
      T: 8,
      B: 2,
    });
    for (let t = 0; t < 3; t++) {
      const total = alignments[0].slice(3 * t, 3 * t + 3).reduce((all, p) => all + p, 0);
      assert.ok(Math.abs(total - 1) < 1e-14);
    }
  });

  it('excludes the cells that have no state of their own, or read an output', () => {
    assert.deepEqual(
      cellNames.filter(name => !fitsTranslation(name)),
      ['jordan', 'feedForward', 'transformer'],
    );
  });
});
