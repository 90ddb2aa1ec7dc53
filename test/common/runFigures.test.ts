import assert from 'node:assert/strict';
import { bestLossOf, judgedLoss, lossOf, perToken } from '../../src/common/runFigures';
import { defaults, record } from '../webview/preview/run';

describe('the loss of a run', () => {
  const long = { settings: { ...defaults, 'training.sequenceLength': 50 } };
  const run = record({ id: 'a', smoothLoss: 100, bestLoss: 90, ...long });

  it('is its stored loss divided by the tokens of a window', () => {
    assert.equal(lossOf(run), 2);
    assert.equal(bestLossOf(run), 1.8);
    assert.equal(perToken(100, record({ id: 'b' })), 4);
    // Records of older versions have no best loss.
    assert.equal(bestLossOf(record({ id: 'b' })), undefined);
  });

  it('is judged by the held-out text once that was validated, never by both losses', () => {
    assert.deepEqual(judgedLoss(run), { isHeldOut: false, last: 2, best: 1.8 });
    const validation = { last: { iteration: 9, loss: 2.5 }, best: { iteration: 5, loss: 2.4 } };
    assert.deepEqual(judgedLoss({ ...run, validation }), { isHeldOut: true, last: 2.5, best: 2.4 });
  });
});
