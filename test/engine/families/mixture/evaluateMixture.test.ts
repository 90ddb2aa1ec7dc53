import assert from 'node:assert/strict';
import { words } from '../../../../src/engine/data/words';
import { CacheModel } from '../../../../src/engine/families/mixture/cache';
import { evaluateMixture } from '../../../../src/engine/families/mixture/evaluateMixture';
import { findWeights } from '../../../../src/engine/families/mixture/findWeights';
import { combinations } from '../../../../src/engine/families/mixture/mixture';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { sequenceOf } from '../../../../src/engine/model/textIds';
import { train } from '../ngram/support/train';
import { mixed } from './support/models';

describe('the losses of a mixture', () => {
  const { smoothed } = train('a b c\nb c a\nc a\n', 2);
  const cache = new CacheModel(smoothed.vocabulary, { size: 9, decay: 0.9 });
  const meanLoss = (logProbs: Float64Array) =>
    -logProbs.subarray(1).reduce((sum, value) => sum + value, 0) / (logProbs.length - 1);

  for (const combination of combinations) {
    it(`of a text longer than a block are those of the whole text: ${combination}`, () => {
      const model = mixed([new NgramModel(smoothed), cache], combination, [0.7, 0.3]);
      const open = { model, tokenizer: words, description: '', iteration: 0 };
      const text = { name: '', bytes: new TextEncoder().encode('a b c a\nc b\n'.repeat(18_000)) };
      const ids = sequenceOf(open, text);
      assert.equal(ids.length, 1 + 8 * 18_000);
      const found = evaluateMixture(open, text);
      assert.equal(found.tokens, 8 * 18_000);
      assert.equal(found.mixture, meanLoss(model.score(model.start(), ids).logProbs));
      assert.deepEqual(found.members, model.scoresOfMembers(ids).map(meanLoss));
    });
  }

  it('say that a text has no token to score', () => {
    const model = mixed([new NgramModel(smoothed)], 'linear');
    const open = { model, tokenizer: words, description: '', iteration: 0 };
    assert.equal(evaluateMixture(open, { name: '', bytes: new Uint8Array() }).tokens, 0);
  });

  it('are minimized on the first tokens of a large text', () => {
    const models = [smoothed, train('a a a\na a\n', 2).smoothed].map(each => new NgramModel(each));
    // Of the log-linear mixture, the weights come from 5,000 tokens. Only later tokens suit the second model.
    const text = {
      name: '',
      bytes: new TextEncoder().encode('a b c\n'.repeat(1250) + 'a a a\n'.repeat(9000)),
    };
    const { weights, tokens } = findWeights(mixed(models, 'logLinear'), words, text);
    assert.equal(tokens, 5000);
    assert.ok(weights[0] > weights[1], String(weights));
  });
});
