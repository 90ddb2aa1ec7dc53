import assert from 'node:assert/strict';
import { obstacleText, verdictSummary, verdictText } from '../../src/charts/comparison/verdictText';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import type { Verdict } from '../../src/common/verdict';

describe('the sentences of a verdict', () => {
  const verdict: Verdict = {
    lower: { name: 'tanh', loss: 1.9761 },
    higher: { name: 'logistic', loss: 2.007 },
    difference: 0.0309,
    pairs: 5,
    wins: 5,
    interval: { low: 0.0241, high: 0.0377 },
    needed: 2,
    isHeldOut: true,
    isFinal: true,
  };
  const text = (change: Partial<Verdict>) =>
    verdictText({ ...verdict, ...change }, new PageTexts(), new NumberFormat(() => 'en'));

  it('say which is lower, by how much, in how many seeds, and how sure that is', () => {
    assert.equal(
      text({}),
      'tanh is lower than logistic by 0.031 nats per token on held-out text (1.976 against 2.007). ' +
        'It is lower in 5 of 5 seeds. 95 % interval of the difference: 0.024 to 0.038.',
    );
  });

  it('have a short form', () => {
    const short = (change: Partial<Verdict>) =>
      verdictSummary({ ...verdict, ...change }, new PageTexts(), new NumberFormat(() => 'en'));
    const open = { wins: 3, interval: { low: -0.01, high: 0.07 } };
    assert.equal(short({}), 'tanh is lower by 0.031 nats per token (in 5 of 5 seeds).');
    assert.match(short(open), /\(in 3 of 5 seeds, perhaps by chance\)/);
    assert.match(short({ pairs: 1, wins: 1, interval: undefined }), /one seed is no evidence/);
    assert.match(short({ pairs: 0, wins: 0, interval: undefined }), /no common seed/);
  });

  it('name the text on which the runs are judged', () => {
    assert.match(text({ isHeldOut: false }), /on the training text \(/);
  });

  it('say that one seed is no evidence', () => {
    const one = { pairs: 1, wins: 1, interval: undefined, needed: undefined };
    assert.match(text(one), /2\.007\)\. One seed is no evidence: train both with 5 seeds\.$/);
    assert.match(text({ ...one, pairs: 0 }), /No seed was used for both/);
  });

  it('say that a difference may be due to chance, and how many seeds would show it', () => {
    const open = { wins: 3, interval: { low: -0.01, high: 0.07 } };
    assert.match(
      text({ ...open, needed: 12 }),
      /3 of 5 seeds\. .* -0\.010 to 0\.070\. The interval contains 0: .* About 12 seeds would/,
    );
    assert.match(text({ ...open, needed: undefined }), /due to chance\.$/);
  });

  it('say why there is none', () => {
    const why = (obstacle: Parameters<typeof obstacleText>[0]) => obstacleText(obstacle, new PageTexts());
    assert.match(why('texts'), /^No verdict: .* different texts\.$/);
    assert.match(why('heldOut'), /held-out text yet/);
    assert.match(
      why({ settings: ['text.unit', 'text.locale'] }),
      /differ in text\.unit, text\.locale\. Train/,
    );
  });

  it('say that runs are not done', () => {
    assert.match(text({ isFinal: false }), /Not all of these runs are done\.$/);
  });
});
