import assert from 'node:assert/strict';
import { lowerRate } from '../../src/extension/runs/failures';
import type { RunRecord } from '../../src/protocol/run';
import { atIteration, inState, openText, text } from './support/services';
import { useExtension } from './support/useExtension';

/** Settings with large steps. They make the loss explode within a few updates. */
const explosive = {
  'model.hidden': 20,
  'training.optimizer': 'sgd',
  'training.learningRate': 10,
  'training.gradientClip': 0,
  'training.maxIterations': 0,
  'metrics.interval': 1,
};

describe('a run whose loss explodes', () => {
  const services = useExtension({ settings: explosive, keep: true });
  let failed: RunRecord;

  before(async () => {
    const heard = new Promise<RunRecord>(resolve => {
      const subscription = services.runManager.onDidFail(record => {
        subscription.dispose();
        resolve(record);
      });
    });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    failed = await inState(services, id, 'failed');
    assert.equal((await heard).id, id);
  });

  async function lastMeasured(): Promise<number> {
    const { metrics } = await services.runManager.history(failed.id);
    return metrics.values.at(-metrics.columns.length) ?? -1;
  }

  it('returns to its checkpoint, and its history still shows the explosion', async () => {
    assert.equal(services.runManager.isLive(failed.id), false);
    assert.match(failed.failure?.template ?? '', /lower learning rate/);
    assert.notEqual(failed.failure?.kind, 'other');
    const last = await lastMeasured();
    assert.ok(last > failed.iteration, `measured up to ${last}, back at ${failed.iteration}`);
  });

  it('resumes with a lower rate, and its history continues from the checkpoint', async () => {
    const resumed = await services.runManager.resume(failed.id, { learningRate: 0.01 });
    assert.equal(resumed.learningRate, 0.01);
    assert.equal(resumed.failure, undefined);
    const { iteration } = await atIteration(services, failed.id, failed.iteration + 50);
    await services.runManager.pause(failed.id);
    const { metrics } = await services.runManager.history(failed.id);
    const at = [...metrics.values].filter((_, i) => i % metrics.columns.length === 0);
    assert.ok((at.at(-1) ?? 0) >= iteration - 1);
    assert.deepEqual(
      at,
      at.map((_, i) => i),
    );
  });

  it('suggests a tenth of its rate; other failures suggest none', () => {
    assert.equal(lowerRate(failed), 1);
    const template = 'The run could not be saved ({0}).';
    assert.equal(lowerRate({ ...failed, failure: { kind: 'other', template, args: [] } }), undefined);
    assert.equal(lowerRate({ ...failed, state: 'stopped' }), undefined);
    assert.equal(lowerRate({ ...failed, learningRate: 0.3 }), 0.03);
  });
});
