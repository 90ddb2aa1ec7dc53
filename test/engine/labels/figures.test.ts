import assert from 'node:assert/strict';
import { readLabelledData } from '../../../src/engine/data/labelled/labelledData';
import { baselinesOf } from '../../../src/engine/scoring/labels/baselines';
import { evaluateBaseline } from '../../../src/engine/scoring/labels/baselines/baseline';
import { LabelTally } from '../../../src/engine/scoring/labels/labelFigures';
import type { LabelTask } from '../../../src/protocol/run';

const ln = (...probabilities: number[]) => probabilities.map(Math.log);
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

describe('the figures of predicted labels', () => {
  it('are those of a worked example', () => {
    const tally = new LabelTally(3);
    tally.add([0, 1], ln(0.7, 0.2, 0.1, 0.62, 0.28, 0.1));
    tally.add([1], ln(0.25, 0.65, 0.1));
    tally.add([0], ln(0.95, 0.04, 0.01));
    const figures = tally.figures();
    assert.deepEqual(figures.confusion, [
      [2, 0, 0],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    assert.equal(figures.predictions, 4);
    near(figures.accuracy, 3 / 4);
    near(figures.loss, -(Math.log(0.7) + Math.log(0.28) + Math.log(0.65) + Math.log(0.95)) / 4);
    near(figures.byLabel[0].precision, 2 / 3);
    near(figures.byLabel[1].recall, 1 / 2);
    // The third label does not occur.
    near(figures.macroF1, (0.8 + 2 / 3) / 2);
    const bins = figures.calibration.filter(({ count }) => count > 0);
    assert.deepEqual(
      bins.map(({ from, count }) => [from, count]),
      [
        [0.6, 2],
        [0.7, 1],
        [0.9, 1],
      ],
    );
    near(figures.calibrationError, (Math.abs(1 - 1.27) + Math.abs(1 - 0.7) + Math.abs(1 - 0.95)) / 4);
  });

  it('count a probability of 1 in the last bin', () => {
    const tally = new LabelTally(2);
    tally.add([0], [0, Number.NEGATIVE_INFINITY]);
    assert.equal(tally.figures().calibration[9].count, 1);
  });
});

describe('the baselines', () => {
  const dataOf = (isTagged: boolean, rows: readonly (readonly [string, string])[]) =>
    readLabelledData({
      name: 'a',
      read: () => rows.map(([text, labels]) => ({ symbols: text.split(' '), labels: labels.split(' ') })),
      isTagged,
      openVocabulary: isTagged,
      minimumCount: 1,
      fraction: 0,
      seed: 1,
    });
  const evaluate = (task: LabelTask, data: ReturnType<typeof dataOf>) =>
    baselinesOf(task, data, false).map(({ baseline }) =>
      evaluateBaseline(baseline, data.training, data.labels.length),
    );

  it('of texts are the most frequent label, and n-grams with the rule of Bayes', () => {
    const data = dataOf(false, [
      ['a b a b', 'x'],
      ['a b a', 'x'],
      ['b a a a', 'x'],
      ['b b a', 'y'],
      ['b b b', 'y'],
    ]);
    const [majority, ngrams] = evaluate('classify', data);
    near(majority.accuracy, 3 / 5);
    near(majority.loss, -(3 * Math.log(3 / 5) + 2 * Math.log(2 / 5)) / 5);
    near(ngrams.accuracy, 1);
    assert.ok(ngrams.loss < majority.loss);
  });

  it('of n-grams give every text probabilities that sum to 1', () => {
    const data = dataOf(false, [
      ['a b', 'x'],
      ['c', 'y'],
    ]);
    const [, { baseline }] = baselinesOf('classify', data, false);
    for (const tokens of [[0], [2, 2, 1], [1, 0, 2]]) {
      const logProbs = baseline.logProbs({ tokens: Int32Array.from(tokens), targets: Int32Array.of(0) });
      near(
        logProbs.reduce((sum, each) => sum + Math.exp(each), 0),
        1,
      );
    }
  });

  it('of tags are the most frequent tag, and the most frequent one of each token', () => {
    const data = dataOf(true, [
      ['the cat', 'D N'],
      ['the break', 'D N'],
      ['see break', 'V V'],
      ['a cat break', 'D N V'],
    ]);
    const [majority, tokens] = evaluate('tag', data);
    near(majority.accuracy, 3 / 9);
    near(tokens.accuracy, 8 / 9);
    const [, { baseline }] = baselinesOf('tag', data, true);
    const unknown = baseline.logProbs({
      tokens: Int32Array.of(data.vocabulary.unknown),
      targets: Int32Array.of(0),
    });
    for (const each of unknown) near(each, Math.log(1 / 3));
  });
});
