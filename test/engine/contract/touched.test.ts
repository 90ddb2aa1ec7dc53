import assert from 'node:assert/strict';
import { configure } from '../../../src/engine/configuration/configure';
import { newModel } from '../../../src/engine/configuration/network';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import type { NetworkWeights } from '../../../src/engine/nn/network';
import { mapLayer, mapParameters, type Parameter } from '../../../src/engine/nn/parameters';
import { TouchedRows } from '../../../src/engine/nn/touchedRows';
import { Trainer } from '../../../src/engine/train/trainer';
import type { RunSettings } from '../../../src/protocol/run';
import { availableKernels } from '../support/kernels';
import { randomIds } from './networks';

/**
 * Vocabulary size. It is so large that the parameters record which rows are touched; small parameters do not.
 */
const V = 3000;
const STEPS = 4;

const corpus = {
  vocabulary: new Vocabulary(
    Array.from({ length: V }, (_, w) => `w${w}`),
    false,
  ),
  ids: randomIds(400, V, 5),
};

/** Returns a copy of the model without a record of touched rows. */
function dense(model: NetworkWeights): NetworkWeights {
  const all = (parameter: Parameter): Parameter => ({ ...parameter, touched: undefined });
  const { stack, output, direct, learned } = model;
  return {
    ...model,
    stack: {
      embedding: stack.embedding && all(stack.embedding),
      layers: stack.layers.map(layer => mapLayer(layer, all)),
    },
    output: mapParameters(output, all),
    direct: direct && all(direct),
    learned: learned.map(all),
  };
}

function weightsAfter(
  kernels: Kernels,
  settings: RunSettings,
  change: (model: NetworkWeights) => NetworkWeights,
): number[][] {
  const configuration = configure(settings);
  const model = change(newModel(kernels.arena, configuration, corpus.vocabulary.symbols));
  const trainer = new Trainer(kernels, corpus, configuration, model);
  for (let step = 0; step < STEPS; step++) trainer.step(true);
  return model.parameters.map(({ value }) => [...kernels.arena.values(value)]);
}

const BASE = { 'model.hidden': 24, 'training.sequenceLength': 6, 'training.batch': 2 };
const cases: readonly RunSettings[] = [
  { 'model.output': 'classes', 'training.optimizer': 'sgd' },
  { 'model.output': 'hierarchical', 'model.embedding': 30 },
  { 'model.output': 'noiseContrastive', 'training.optimizer': 'adam' },
  { 'model.output': 'hierarchical', 'model.direct': 0.1, 'training.gradientClip': 0.01 },
  { 'model.output': 'classes', 'model.direct': 0.1, 'training.l2': 0.01 },
  { 'model.output': 'softmax', 'model.direct': 0.1, 'training.gradientNormalisation': 'length' },
];

describe('rows that no gradient touches', () => {
  for (const settings of cases) {
    it(`are skipped, with the same bits, for ${JSON.stringify(settings)}`, async () => {
      for (const kernels of await availableKernels()) {
        const sparse = weightsAfter(kernels, { ...BASE, ...settings }, model => {
          assert.ok(
            model.learned.some(({ touched }) => touched),
            'no parameter is sparse',
          );
          return model;
        });
        assert.deepEqual(sparse, weightsAfter(kernels, { ...BASE, ...settings }, dense));
      }
    });
  }

  it('are not in the visited ranges, which are ascending and do not overlap', () => {
    const touched = new TouchedRows(100, 3);
    touched.addEach(Int32Array.of(50, 7, 7, 51, 99));
    touched.addRange(20, 3);
    const found: number[][] = [];
    touched.visit((first, count) => found.push([first, count]));
    assert.deepEqual(found, [
      [7, 1],
      [20, 3],
      [50, 2],
      [99, 1],
    ]);
    touched.clear();
    touched.visit(() => assert.fail('nothing is touched'));
    touched.addAll();
    touched.visit((...all) => assert.deepEqual(all, [0, 100]));
  });

  it('are visited between two touched rows if there is only one of them', () => {
    const ranges = (...rows: number[]) => {
      const touched = new TouchedRows(100, 3);
      touched.addEach(Int32Array.from(rows));
      const found: string[] = [];
      touched.visit((first, count) => found.push(`${first}+${count}`));
      return found.join(' ');
    };
    assert.equal(ranges(4), '4+1');
    assert.equal(ranges(4, 6), '4+3');
    assert.equal(ranges(4, 7), '4+1 7+1');
    assert.equal(ranges(0, 2, 4, 9, 10, 99), '0+5 9+2 99+1');
  });

  it('are touched again after they were forgotten, also among more rows than the first list has', () => {
    const touched = new TouchedRows(5000, 1);
    for (let round = 0; round < 2; round++) {
      for (let row = 4999; row >= 0; row -= 3) touched.add(row);
      let count = 0;
      touched.visit((first, rows) => {
        assert.deepEqual([first, rows], [1 + 3 * count, 1]);
        count++;
      });
      assert.equal(count, 1667);
      touched.clear();
    }
  });
});
