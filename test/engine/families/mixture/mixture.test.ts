import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { train } from '../ngram/support/train';
import { combination, members, mixed, model, numbers, same, within } from './support/models';

describe('a mixture', () => {
  it('has probabilities that sum to 1 over the union of the vocabularies', () => {
    fc.assert(
      fc.property(members, combination, numbers, (models, combination, ids) => {
        const mixture = mixed(models, combination);
        mixture.read(mixture.start(), within(ids, mixture), (_i, logProbs) => {
          const sum = [...logProbs].reduce((sum, logProb) => sum + Math.exp(logProb), 0);
          assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`);
        });
      }),
    );
  });

  it('scores a whole text as it does step by step, even if members skip tokens', () => {
    fc.assert(
      fc.property(members, combination, numbers, fc.nat(), (models, combination, numbers, place) => {
        const mixture = mixed(models, combination);
        const ids = within(numbers, mixture);
        const steps = new Float64Array(ids.length).fill(Number.NaN);
        mixture.read(mixture.start(), ids, (i, logProbs) => {
          steps[i] = logProbs[ids[i]];
        });
        const whole = mixture.score(mixture.start(), ids);
        same(whole.logProbs, steps);
        // Scoring continues from the returned state: the last token is read together with what follows.
        const cut = 1 + (place % (ids.length - 1));
        const first = mixture.score(mixture.start(), ids.subarray(0, cut));
        const second = mixture.score(first.state, ids.subarray(cut - 1));
        same(second.logProbs.subarray(1), steps.subarray(cut));
      }),
    );
  });

  it('of one member, or with all the weight on one, equals that member', () => {
    fc.assert(
      fc.property(model, model, combination, numbers, (a, b, combination, numbers) => {
        const alone = mixed([a], combination);
        const ids = within(numbers, a);
        same(alone.score(alone.start(), ids).logProbs, a.score(a.start(), ids).logProbs);
        const both = mixed([a, b], combination, [1, 0]);
        const symbols = [...ids].map(id => a.vocabulary.symbols[id]);
        const shared = Int32Array.from(symbols, symbol => both.vocabulary.id(symbol));
        const [expected] = both.scoresOfMembers(shared);
        same(both.score(both.start(), shared).logProbs, expected);
      }),
    );
  });

  it('of equal weights has a perplexity of at most the geometric mean of its members', () => {
    fc.assert(
      fc.property(fc.array(model, { minLength: 2, maxLength: 4 }), numbers, (models, numbers) => {
        const ensemble = mixed(models, 'linear');
        const ids = within(numbers, ensemble);
        const loss = (logProbs: Float64Array) => -logProbs.subarray(1).reduce((a, b) => a + b, 0);
        const losses = ensemble.scoresOfMembers(ids).map(loss);
        const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
        assert.ok(loss(ensemble.score(ensemble.start(), ids).logProbs) <= mean + 1e-9);
      }),
    );
  });

  it('divides the probability of <unk> among the words that a member does not know', () => {
    const [small, large] = ['a a\na\n', 'a b\nc d\n'].map(text => new NgramModel(train(text, 2).smoothed));
    const mixture = mixed([small, large], 'linear', [1, 0]);
    const { vocabulary } = mixture;
    assert.deepEqual(vocabulary.symbols, ['</s>', '<unk>', 'a', 'b', 'c', 'd']);
    const own = small.step(small.start(), small.vocabulary.id('a')).logProbs;
    const unknown = Math.exp(own[small.vocabulary.id('<unk>')]);
    const { logProbs } = mixture.step(mixture.start(), vocabulary.id('a'));
    for (const word of ['<unk>', 'b', 'c', 'd']) {
      assert.ok(Math.abs(Math.exp(logProbs[vocabulary.id(word)]) - unknown / 4) < 1e-12, word);
    }
    assert.ok(Math.abs(logProbs[vocabulary.id('a')] - own[small.vocabulary.id('a')]) < 1e-12);
  });
});
