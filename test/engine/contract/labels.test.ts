import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkGradients, TOLERANCE } from '../../../src/engine/check/gradientCheck';
import { uniform } from '../../../src/engine/core/random';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { fitsDirection, type LabelShape } from '../../../src/engine/nn/labels/labelShape';
import { buildLabelStack } from '../../../src/engine/nn/labels/labelStack';
import { type LabelWeights, makeLabelWeights } from '../../../src/engine/nn/labels/labelWeights';
import { type PlacedText, unfoldLabels } from '../../../src/engine/nn/labels/labelWindow';
import { type PoolingName, poolings } from '../../../src/engine/nn/labels/poolings';
import { takeGradients } from '../../../src/engine/nn/parameters';
import { distance } from '../support/fixture';
import { availableKernels } from '../support/kernels';
import { cellNames, shapeOf, worstOf } from './shapes';

const K = 3;
const poolingNames = Object.keys(poolings) as PoolingName[];
const tasks = [
  { task: 'tag', pooling: 'last' } as const,
  ...poolingNames.map(pooling => ({ task: 'classify', pooling }) as const),
];
const directions = ['forward', 'both'] as const;

/** Every labelling network: each cell, in each direction in which it can read, with each pooling and as a tagger. */
const members = cellNames.flatMap(cell =>
  directions
    .filter(direction => fitsDirection(cell, direction))
    .flatMap(direction => tasks.map(task => ({ cell, direction, ...task }))),
);
type Member = (typeof members)[number];

function modelOf(kernels: Kernels, { cell, ...task }: Member, layers = 2, dropout = 0): LabelWeights {
  const shape: LabelShape = {
    ...task,
    labels: K,
    layers: shapeOf({ cell, layers, dropout, hidden: 2, embedding: 2 }),
  };
  const model = makeLabelWeights(kernels.arena, shape);
  let draws = 0;
  for (const { value } of model.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = 1.6 * uniform(1, 'check', 6, draws++) - 0.8;
  }
  return model;
}

/** Returns a text with this number of tokens, and its label or tags. Texts with different seeds differ. */
function textOf(length: number, seed: number, { task }: Pick<Member, 'task'>): PlacedText {
  const draw = (below: number, index: number) => Math.floor(below * uniform(seed, 'check', 7, index));
  return {
    tokens: Array.from({ length }, (_, t) => draw(6, t)),
    targets: Array.from({ length: task === 'tag' ? length : 1 }, (_, t) => draw(K, 1000 + t)),
  };
}

/** Computes the loss, the probabilities of each text and the gradients. */
function read(kernels: Kernels, model: LabelWeights, texts: readonly PlacedText[], T: number, B: number) {
  const { arena } = kernels;
  const window = unfoldLabels(kernels, model, { T, B });
  window.place(texts);
  window.forward();
  const all = arena.values(window.logProbs()).slice();
  const rows = texts.map(({ tokens }, b) => {
    const steps = model.shape.task === 'tag' ? tokens.length : 1;
    return Array.from({ length: steps }, (_, t) => [
      ...all.subarray((t * B + b) * K, (t * B + b + 1) * K),
    ]).flat();
  });
  const { predictions } = window;
  const loss = window.loss() * predictions;
  window.backward();
  const gradients = takeGradients(arena, model.learned).flatMap(each =>
    Array.from(each, x => x * predictions),
  );
  return { rows, loss, gradients };
}

const sum = (rows: readonly (readonly number[])[]) =>
  rows[0].map((_, i) => rows.reduce((all, row) => all + row[i], 0));

describe('every network that labels texts or tokens', () => {
  for (const member of members) {
    const title = `${member.cell}, ${member.direction}, ${member.task === 'tag' ? 'tag' : member.pooling}`;

    it(`${title}: gradients agree with central differences, for texts of different lengths`, () => {
      const kernels = referenceKernels();
      const model = modelOf(kernels, member, 2, 0.3);
      const window = unfoldLabels(kernels, model, { T: 4, B: 3, seed: 1 });
      window.place([4, 1].map((length, seed) => textOf(length, seed, member)));
      window.draw(3);
      const { name, error } = worstOf(checkGradients(kernels, model, window));
      assert.ok(error < TOLERANCE, `${name}: ${error}`);
    });

    it(`${title}: a batch of texts gives the same as the single texts`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
          fc.nat(2),
          (lengths, more) => {
            const kernels = referenceKernels();
            const model = modelOf(kernels, member);
            const texts = lengths.map((length, seed) => textOf(length, seed, member));
            const together = read(kernels, model, texts, 6 + more, 4);
            const alone = texts.map(text => read(kernels, model, [text], text.tokens.length, 1));
            for (const [b, { rows }] of alone.entries())
              assert.ok(distance(together.rows[b], rows[0]) < 1e-12);
            assert.ok(distance([together.loss], [alone.reduce((all, { loss }) => all + loss, 0)]) < 1e-12);
            assert.ok(distance(together.gradients, sum(alone.map(({ gradients }) => gradients))) < 1e-11);
          },
        ),
        { numRuns: 5 },
      );
    });

    it(`${title}: fast kernels agree with the reference`, async () => {
      const texts = [5, 1, 3].map((length, seed) => textOf(length, seed, member));
      const reference = referenceKernels();
      const expected = read(reference, modelOf(reference, member), texts, 5, 4);
      for (const kernels of await availableKernels()) {
        const found = read(kernels, modelOf(kernels, member), texts, 5, 4);
        assert.ok(distance(found.rows.flat(), expected.rows.flat()) < 1e-4, kernels.build);
        assert.ok(distance(found.gradients, expected.gradients) < 1e-3, kernels.build);
      }
    });
  }

  it('swaps the states of the two directions if the text is reversed and their weights are exchanged', () => {
    for (const cell of cellNames.filter(name => fitsDirection(name, 'both'))) {
      const kernels = referenceKernels();
      const member: Member = { cell, direction: 'both', task: 'tag', pooling: 'last' };
      const [model, swapped] = [modelOf(kernels, member), modelOf(kernels, member)];
      exchange(kernels, model, swapped);
      const text = textOf(6, 3, member);
      const [rows] = read(kernels, model, [text], 8, 2).rows;
      const reversed = { tokens: Array.from(text.tokens).reverse(), targets: text.targets };
      const [back] = read(kernels, swapped, [reversed], 6, 1).rows;
      const inOrder = Array.from({ length: 6 }, (_, t) => back.slice((5 - t) * K, (6 - t) * K)).flat();
      assert.ok(distance(inOrder, rows) < 1e-13, cell);
    }
  });

  it('gives exactly the exchanged states if the text is reversed and its layer has exchanged weights', () => {
    const kernels = referenceKernels();
    const member: Member = { cell: 'lstm', direction: 'both', task: 'tag', pooling: 'last' };
    const [model, swapped] = [modelOf(kernels, member, 1), modelOf(kernels, member, 1)];
    exchange(kernels, model, swapped);
    const tokens = [1, 4, 2, 2, 0];
    const statesOf = (weights: LabelWeights, text: readonly number[]) => {
      const ids = kernels.arena.ids(text.length);
      const stack = buildLabelStack(kernels, weights, { tokens: ids, B: 1 });
      kernels.arena.idValues(ids).set(text);
      stack.forward([text.length]);
      return stack.sources.map(({ h }) => [...kernels.arena.values(h)]);
    };
    const inReverse = (states: readonly number[]) =>
      tokens.flatMap((_, t) => states.slice(2 * (4 - t), 2 * (5 - t)));
    const [left, right] = statesOf(model, tokens);
    const [otherLeft, otherRight] = statesOf(swapped, [...tokens].reverse());
    assert.deepEqual(inReverse(otherLeft), right);
    assert.deepEqual(inReverse(otherRight), left);
    assert.notDeepEqual(left, right);
  });

  it('excludes the cells that cannot read in a direction', () => {
    assert.ok(!fitsDirection('jordan', 'forward'));
    assert.ok(!fitsDirection('transformer', 'both'));
    assert.ok(fitsDirection('transformer', 'forward'));
  });
});

/** Gives `swapped` the weights of `model` with the two directions exchanged. */
function exchange({ arena }: Kernels, model: LabelWeights, swapped: LabelWeights): void {
  const H = model.shape.layers.hidden;
  const named = new Map(model.parameters.map(each => [each.name, each]));
  for (const { name, value } of swapped.parameters) {
    const twin = name.endsWith('_reverse') ? name.replace('_reverse', '') : `${name}_reverse`;
    const from = arena.values((named.get(twin) ?? named.get(name))?.value ?? value).slice();
    // The inputs of upper layers and of the output have H rows per direction.
    const isJoined = /^Wxh_l|^Why/.test(name);
    const half = H * value.columns;
    const rows = isJoined ? [...from.subarray(half), ...from.subarray(0, half)] : from;
    arena.values(value).set(rows);
  }
}
