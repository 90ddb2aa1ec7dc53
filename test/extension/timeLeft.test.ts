import assert from 'node:assert/strict';
import { timeLeft } from '../../src/common/runFigures';
import { itemOf } from '../../src/extension/runs/tree/runItem';
import { tooltipOf } from '../../src/extension/training/statusBar';
import { record } from '../webview/preview/run';

const settings = { 'training.sequenceLength': 25, 'training.batch': 2, 'training.maxIterations': 1000 };
const run = record({ id: 'a', settings, iteration: 400, tokensPerSecond: 1000, elapsed: 3000 });
const inTree = (elapsed: number) =>
  String(itemOf({ ...run, elapsed }, { active: undefined, live: true }).description);
const inStatusBar = (elapsed: number) => tooltipOf([{ ...run, elapsed }]);

describe('the time left', () => {
  it('is the same in the tree and in the status bar, and missing in the first seconds', () => {
    assert.equal(timeLeft(run), '0:30');
    for (const shown of [inTree, inStatusBar]) {
      assert.match(shown(3000), /0:30 left/);
      assert.doesNotMatch(shown(2999), /left/);
    }
  });
});
