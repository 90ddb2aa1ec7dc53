import assert from 'node:assert/strict';
import {
  obstacleText,
  pairSentences,
  pairsSummary,
  verdictSummary,
  verdictText,
} from '../../src/charts/comparison/verdictText';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import type { Verdict, VerdictByPairs } from '../../src/common/verdict';

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
        'It is lower in 5 of 5 seeds. 95% interval of the difference: 0.024 to 0.038.',
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

  it('name what losses are means over', () => {
    assert.match(text({ unit: 'label' }), /by 0\.031 nats per label on held-out text/);
    assert.match(text({ unit: 'symbol' }), /by 0\.031 nats per symbol on held-out text/);
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

describe('the sentences of a verdict on more than two conditions', () => {
  const [texts, numbers] = [new PageTexts(), new NumberFormat(() => 'en')];
  const condition = (name: string, loss: number) => ({ name, loss, losses: new Map([[1, loss]]) });
  const [tanh, relu, logistic] = [condition('tanh', 1.9), condition('relu', 2), condition('logistic', 2.1)];
  const clear = { lower: tanh, higher: relu, difference: 0.1, seeds: 5, wins: 5 };
  const tested = { ...clear, interval: { low: 0.08, high: 0.12 }, p: 0.0001 };
  const open = { ...tested, higher: logistic, wins: 3, interval: { low: -0.1, high: 0.3 }, p: 0.21 };
  const verdict: VerdictByPairs = {
    lowest: tanh,
    conditions: 3,
    comparisons: [tested, open],
    isPartial: false,
    isHeldOut: true,
    isFinal: true,
  };

  it('say which is lowest, and how many differences are significant', () => {
    assert.equal(
      pairsSummary(verdict, texts, numbers),
      'tanh is lowest of 3 conditions on held-out text (1.900 nats per token). Significant differences (p < 0.05): 1 of 2 pairs.',
    );
    assert.match(
      pairsSummary({ ...verdict, isHeldOut: false, isFinal: false }, texts, numbers),
      /training .* done\.$/,
    );
  });

  it('compare every pair', () => {
    assert.deepEqual(pairSentences(verdict, texts, numbers), [
      'tanh is lower than relu in 5 of 5 seeds, by 0.100 nats per token (0.080 to 0.120), p below 0.001.',
      'tanh is lower than logistic in 3 of 5 seeds, by 0.100 nats per token (-0.100 to 0.300), p = 0.210. The difference may be due to chance.',
      "Differences are paired by seed, with 95% intervals. p by paired t-tests, with Holm's correction for 2 comparisons.",
    ]);
  });

  it('name what losses are means over', () => {
    const ofSymbols = { ...verdict, unit: 'symbol' as const };
    assert.match(pairsSummary(ofSymbols, texts, numbers), /\(1\.900 nats per symbol\)/);
    assert.match(pairSentences(ofSymbols, texts, numbers)[0], /by 0\.100 nats per symbol \(/);
  });

  it('say that conditions are equal', () => {
    const equal = { ...tested, difference: 0, wins: 0, interval: { low: 0, high: 0 }, p: 1 };
    assert.equal(
      pairSentences({ ...verdict, comparisons: [equal] }, texts, numbers)[0],
      'tanh and relu are equal, as means of the common seeds (5).',
    );
  });

  it('say that many conditions are compared with the lowest alone', () => {
    const [, , method] = pairSentences({ ...verdict, isPartial: true }, texts, numbers);
    assert.match(method, /Only the lowest condition is compared with the others\.$/);
  });

  it('say that one seed is no evidence, and no common seed even less', () => {
    const one = {
      ...verdict,
      comparisons: [{ ...clear, seeds: 1, wins: 1, interval: undefined, p: undefined }],
    };
    assert.match(pairsSummary(one, texts, numbers), /One seed is no evidence: train all with 5 seeds\.$/);
    assert.deepEqual(pairSentences(one, texts, numbers), [
      'tanh is lower than relu by 0.100 nats per token. One seed: not evidence.',
    ]);
    const none = { ...verdict, comparisons: [] };
    assert.match(pairsSummary(none, texts, numbers), /No two of them have a common seed/);
    assert.deepEqual(pairSentences(none, texts, numbers), []);
  });
});
