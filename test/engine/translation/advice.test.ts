import assert from 'node:assert/strict';
import { generatedPairs } from '../../../src/engine/experiments/pairs';
import { advisingLongest } from '../../../src/engine/train/advisingLongest';
import { UserError } from '../../../src/protocol/userError';

describe('training on examples', () => {
  it('advises to lower the length of examples, which have no windows of text', () => {
    const settings = ['model.hidden', 'training.sequenceLength'].map(setting => ({ setting }));
    const refuse = () => {
      throw new UserError('Lower {0} or {1}.', settings, 'model.hidden');
    };
    assert.throws(
      () => advisingLongest(refuse),
      (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.deepEqual(error.args, [{ setting: 'model.hidden' }, { setting: 'text.longest' }]);
        assert.equal(error.setting, 'model.hidden');
        return true;
      },
    );
    assert.equal(
      advisingLongest(() => 3),
      3,
    );
  });
});

describe('pairs of spelling', () => {
  it('are different words and their sounds, without silent letters', () => {
    const pairs = [...generatedPairs('spelling-pairs', { number: 200, seed: 1, longest: 10 })].map(line =>
      line.trimEnd().split('\t'),
    );
    assert.equal(new Set(pairs.map(([word]) => word)).size, 200);
    for (const [word, sounds] of pairs) {
      assert.match(sounds, /^[a-zA-Z@]+$/);
      assert.ok(sounds.length <= word.length);
    }
    assert.ok(pairs.some(([word, sounds]) => sounds.length < word.length));
  });
});
