import assert from 'node:assert/strict';
import { timeLeft } from '../../src/common/runFigures';
import { itemOf } from '../../src/extension/runs/tree/runItem';
import { textOf, tooltipOf } from '../../src/extension/training/statusBar';
import { record } from '../webview/preview/run';

const settings = { 'training.sequenceLength': 25, 'training.batch': 2, 'training.maxIterations': 1000 };
const run = record({ id: 'a', settings, iteration: 400, tokensPerSecond: 1000, elapsed: 3000 });
const inTree = (elapsed: number) =>
  String(itemOf({ ...run, elapsed }, { active: undefined, live: true }).description);
const inTooltip = (elapsed: number) => tooltipOf([{ ...run, elapsed }]);
const inStatusBar = (elapsed: number) => textOf([{ ...run, elapsed }]);

describe('the time left', () => {
  it('is the same in the tree and in the status bar, and missing in the first seconds', () => {
    assert.equal(timeLeft(run), '0:30');
    for (const shown of [inTree, inStatusBar, inTooltip]) {
      assert.match(shown(3000), /0:30 left/);
      assert.doesNotMatch(shown(2999), /left/);
    }
  });

  it('is shown in the status bar with the loss only, so that the name of the active model fits beside it', () => {
    const both = [run, { ...run, validating: { done: 1, tokens: 4 } }];
    assert.match(textOf(both), /^\$\(pulse\) Elman · loss [\d.]+ · 0:30 left · \+1$/);
    assert.match(textOf(both.toReversed()), /^\$\(pulse\) Elman · loss [\d.]+ · validating 25\s?% · /);
    assert.match(
      tooltipOf([run]),
      /iteration 400, loss [\d.]+, training perplexity [\d.]+, 1,000 tokens\/s, 0:30 left$/,
    );
  });
});
