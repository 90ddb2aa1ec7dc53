import assert from 'node:assert/strict';
import { ProgressLine } from '../../src/cli/train/progress';
import type { RunRecord } from '../../src/protocol/run';
import { record } from '../webview/preview/run';

describe('the progress line of elman train', () => {
  const shown = (run: RunRecord) => {
    let last = '';
    const line = new ProgressLine({ isTTY: true, columns: 200, write: text => (last = text) });
    line.record(run);
    return last;
  };

  it('shows how much of a validation is done, instead of the speed of training', () => {
    const run = record({ iteration: 400 });
    assert.match(shown(run), /tokens\/s/);
    assert.doesNotMatch(shown(run), /validating/);
    const validating = shown({ ...run, validating: { done: 1, tokens: 4 } });
    assert.match(validating, /iteration 400 .* {2}validating 25%/);
    assert.doesNotMatch(validating, /tokens\/s/);
  });
});
