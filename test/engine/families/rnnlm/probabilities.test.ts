import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RnnlmLanguageModel } from '../../../../src/engine/families/rnnlm/rnnlmLanguageModel';
import { trained } from './support/fixtures';

const TEXT = Buffer.from('a b c d a b c a b a\nb c a e f g\n\n');

describe('rnnlm probabilities', () => {
  it('sum to 1 over the vocabulary after any history, with and without empty classes', () => {
    const cases = fc.record({
      hidden: fc.integer({ min: 1, max: 6 }),
      compression: fc.integer({ min: 0, max: 4 }),
      classes: fc.integer({ min: 1, max: 12 }),
      oldClasses: fc.boolean(),
      direct: fc.constantFrom(0, 60, 1000),
      directOrder: fc.integer({ min: 1, max: 5 }),
      independent: fc.boolean(),
    });
    const histories = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(cases, histories, (structure, history) => {
        const model = new RnnlmLanguageModel(trained(TEXT, TEXT, structure, 2).model);
        assert.equal(model.vocabulary.size, 8);
        let state = model.start();
        for (const id of history) {
          const next = model.step(state, id);
          const sum = next.logProbs.reduce((total, logProb) => total + Math.exp(logProb), 0);
          assert.ok(Math.abs(sum - 1) < 1e-9, String(sum));
          state = next.state;
        }
      }),
      { numRuns: 80 },
    );
  });
});
