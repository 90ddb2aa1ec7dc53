import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { startLabels } from '../../src/engine/train/labels/startLabels';
import { LabelModels } from '../../src/workers/labels/labelModels';
import { readerOf } from '../../src/workers/labels/labelReaders';
import { testServices } from '../engine/support/sessions';

describe('the weights with which a run of labels is evaluated', () => {
  it('are its best ones, also while the stored record does not contain its validation yet', async () => {
    const { ports, store, reached } = testServices();
    const bytes = Buffer.from(Array.from({ length: 24 }, (_, i) => `${i % 2}\t${'ab'[i % 2]}\n`).join(''));
    const session = await startLabels(ports, {
      name: 'a run',
      task: 'classify',
      text: { name: 'a.tsv', uri: 'file:///a.tsv', bytes },
      settings: { 'model.hidden': 4, 'training.maxIterations': 60, 'validation.interval': 20 },
    });
    session.proceed(25);
    const { validation, ...early } = await reached('paused');
    assert.equal(validation?.best.iteration, 20);
    const models = new LabelModels({
      store,
      kernels: async () => referenceKernels(),
      weights: async () => undefined,
    });
    const open = await models.best(early);
    assert.equal(open.iteration, 20);
    assert.equal(readerOf(open, 16), readerOf(open, 16), 'one reader per open model');
    assert.notEqual(readerOf(open, 16), readerOf(open, 1));
    await session.close();
  });
});
