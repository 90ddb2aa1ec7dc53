import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenizers } from '../../../../src/engine/data/tokenizers';
import { Vocabulary } from '../../../../src/engine/data/vocabulary';
import { mixModels } from '../../../../src/engine/families/mixture/mixModels';
import { mapVocabulary, sharedVocabulary } from '../../../../src/engine/families/mixture/sharedVocabulary';
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
        // Scores the text in two parts. Scoring continues from the state that is returned, so the last token
        // of the first part is passed again with the second part.
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

describe('the vocabulary of a mixture', () => {
  const open = new Vocabulary(['<unk>', 'a', 'b'], true);
  const closed = new Vocabulary(['a', 'c'], false);

  it('has the symbols of all members in order, and <unk> if one of them reads it', () => {
    const both = sharedVocabulary([closed, open]);
    assert.deepEqual([both.symbols, both.unknown], [['<unk>', 'a', 'b', 'c'], 0]);
    const marked = new Vocabulary(['<unk>', 'a'], false);
    const none = sharedVocabulary([closed, marked]);
    assert.deepEqual([none.symbols, none.unknown], [['<unk>', 'a', 'c'], -1]);
  });

  it('is mapped to the ids of a member, whose <unk> is shared by the symbols that it lacks', () => {
    const shared = sharedVocabulary([closed, open]);
    const found = [open, closed].map(member => {
      const { ids, shares, sharing } = mapVocabulary(member, shared);
      return { ids: [...ids], shares: [...shares], sharing };
    });
    assert.deepEqual(found, [
      { ids: [0, 1, 2, 0], shares: [1, 0, 0, 1], sharing: 2 },
      { ids: [-1, 0, -1, 1], shares: [0, 0, 0, 0], sharing: 0 },
    ]);
  });
});

describe('models that are mixed', () => {
  const openOf = (text: string, description: string) => ({
    ...{ model: new NgramModel(train(text, 2).smoothed), tokenizer: tokenizers.word() },
    ...{ description, iteration: 7 },
  });
  const [first, second] = [openOf('a b\nb a\n', 'first'), openOf('a a\n', 'second')];
  const cache = { decay: 0.9, size: 10 };

  it('have weights that are relative in a linear mixture, and are as given in a log-linear one', () => {
    const members = [{ open: first }, { open: second }, { cache }];
    const linear = mixModels(members, [1, 2, 5], 'linear');
    assert.equal(linear.description, '0.13 first + 0.25 second + 0.63 cache');
    assert.equal(linear.iteration, 0);
    assert.equal(
      mixModels(members, [1, 0, 5], 'logLinear').description,
      '1.00 first + 0.00 second + 5.00 cache',
    );
    const scaled = mixModels(members, [0.125, 0.25, 0.625], 'linear');
    const ids = Int32Array.of(0, 1, 2, 1);
    same(
      linear.model.score(linear.model.start(), ids).logProbs,
      scaled.model.score(scaled.model.start(), ids).logProbs,
    );
  });

  it('need a weight above 0 and a member that is not a cache', () => {
    assert.throws(() => mixModels([{ open: first }], [0], 'linear'), /weights of a mixture cannot all be 0/);
    assert.throws(() => mixModels([{ cache }], [1], 'linear'), /at least one model besides its cache/);
    const characters = { ...second, tokenizer: tokenizers.character() };
    assert.throws(
      () => mixModels([{ open: first }, { open: first }, { open: characters }], [1, 1, 1], 'linear'),
      /"first" and "second" split texts into different tokens \("word" and "character"\)/,
    );
  });
});
