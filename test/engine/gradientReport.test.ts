import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reportGradients } from '../../src/engine/model/networkGradientReport';
import { anySettings } from './support/anySettings';
import { configuration } from './support/network';

describe('the report on gradients', () => {
  it('finds the gradients of any network correct', () => {
    fc.assert(
      fc.property(anySettings, settings => {
        const { isRight, parameters } = reportGradients(configuration(settings));
        assert.ok(isRight, JSON.stringify(parameters));
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  it('shrinks large sizes: millions of direct weights become a few', () => {
    const large = {
      'model.direct': 100,
      'model.compression': 300,
      'training.bptt': 50,
      'model.noiseSamples': 9000,
    };
    for (const output of ['classes', 'hierarchical', 'noiseContrastive']) {
      const { isRight, parameters } = reportGradients(configuration({ ...large, 'model.output': output }));
      assert.ok(isRight, JSON.stringify(parameters));
      assert.ok(parameters.every(({ rows, columns }) => rows * columns <= 50));
      assert.ok(parameters.some(({ name }) => name === 'Wd'));
    }
  });

  it('finds a wrong sign on the way back in time, in exactly the gradients that it spoils', () => {
    const { isRight, parameters } = reportGradients(configuration({}), 'Whh');
    assert.equal(isRight, false);
    const wrong = parameters.filter(({ error }) => error > 1e-3).map(({ name }) => name);
    assert.deepEqual(wrong, ['Wxh', 'Whh', 'bh']);
    assert.ok(parameters.every(({ name, error }) => wrong.includes(name) || error < 1e-6));
  });
});
