import assert from 'node:assert/strict';
import { parameterMeaning } from '../../src/charts/plots/parameterMeanings';
import { shapeOf } from '../../src/engine/configuration/network';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { cells } from '../../src/engine/nn/cells';
import { canNormalise } from '../../src/engine/nn/cells/cell';
import { createWeights } from '../../src/engine/nn/network';
import { outputs } from '../../src/engine/nn/outputs';
import type { RunSettings } from '../../src/protocol/run';
import { configuration } from '../engine/support/network';

const namesOf = (settings: RunSettings) =>
  createWeights(referenceKernels().arena, shapeOf(configuration(settings), 5)).parameters.map(
    ({ name }) => name,
  );

describe('the meanings of parameters', () => {
  it('include every parameter of every cell and output, in every layer', () => {
    const size = { 'model.hidden': 4, 'model.embedding': 4, 'model.layers': 2 };
    const names = [
      ...Object.keys(cells).flatMap(cell => namesOf({ ...size, 'model.cell': cell })),
      ...Object.entries(cells)
        .filter(([, kind]) => canNormalise(kind))
        .flatMap(([cell]) => namesOf({ ...size, 'model.cell': cell, 'model.normalisation': 'layer' })),
      ...Object.keys(outputs).flatMap(output => namesOf({ ...size, 'model.output': output })),
      ...namesOf({ ...size, 'model.compression': 3, 'model.direct': 20e-6 }),
    ];
    assert.ok(names.includes('Wxh_l1'));
    assert.deepEqual(
      names.filter(name => parameterMeaning(name) === undefined),
      [],
    );
  });

  it('are missing for what is not a single parameter', () => {
    for (const label of ['all', 'Layer 1', 'Embedding']) assert.equal(parameterMeaning(label), undefined);
  });
});
