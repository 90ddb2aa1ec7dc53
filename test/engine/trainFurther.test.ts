import assert from 'node:assert/strict';
import { longerRunDifference, unrepeatable } from '../../src/common/longerRun';
import { resumeSession } from '../../src/engine/train/resumeSession';
import type { RunSettings } from '../../src/protocol/run';
import { finished, repeatable } from './support/sessions';

/** Trains a run for 55 iterations, then extends it to 120. */
async function trainedFurther(settings: RunSettings = {}) {
  const { services, id } = await finished({ ...settings, 'training.maxIterations': 55 });
  const record = await services.store.records.read(id);
  const session = await resumeSession(services.ports, id, { maxIterations: 120 });
  assert.equal(session.record.iteration, record.iteration);
  session.proceed();
  await services.reached('done');
  const { metrics, samples } = await services.store.history(id);
  const { tensors } = await services.store.checkpoints.newest(id);
  return {
    before: record,
    record: await services.store.records.read(id),
    metrics: repeatable(metrics),
    samples,
    tensors,
  };
}

/**
 * Settings with which an extended run must equal a run that was planned for the full length. They cover kinds
 * of carried state, and schedules.
 */
const same: Readonly<Record<string, RunSettings>> = {
  'a constant learning rate': {},
  'Adam, dropout and two layers of LSTM': {
    'model.cell': 'lstm',
    'model.layers': 2,
    'model.dropout': 0.3,
    'training.optimizer': 'adam',
  },
  'the schedule "epochs"': {
    'training.schedule': 'epochs',
    'training.scheduleFirstEpochs': 2,
    'training.scheduleEpochs': 1,
  },
  'the schedule "step"': { 'training.schedule': 'step', 'training.scheduleInterval': 20 },
};

describe('a finished run that trains further', () => {
  for (const [name, settings] of Object.entries(same))
    it(`equals a run planned for that length, bit for bit: ${name}`, async () => {
      const whole = await finished(settings);
      const further = await trainedFurther(settings);
      assert.equal(longerRunDifference(further.before), undefined);
      assert.equal(unrepeatable(further.record), undefined);
      assert.deepEqual(further.metrics, whole.metrics);
      assert.deepEqual(further.samples, whole.samples);
      for (const [tensor, { data }] of whole.tensors)
        assert.deepEqual(further.tensors.get(tensor)?.data, data, tensor);
      assert.equal(further.record.settings['training.maxIterations'], 120);
      assert.deepEqual(further.record.extensions, [{ iteration: 55, from: 55, to: 120 }]);
    });

  it('equals such a run with halving, too: the validation at its first end does not count for the schedule', async () => {
    const settings = {
      'training.schedule': 'halving',
      'training.optimizer': 'sgd',
      'training.learningRate': 0.02,
      'validation.fraction': 0.2,
      'validation.interval': 12,
    };
    const whole = await finished(settings);
    const further = await trainedFurther(settings);
    assert.equal(longerRunDifference(further.before), undefined);
    for (const [tensor, { data }] of whole.tensors)
      assert.deepEqual(further.tensors.get(tensor)?.data, data, tensor);
  });

  it('warns that the schedule "cosine" gives another result', async () => {
    const settings = { 'training.schedule': 'cosine' };
    const whole = await finished(settings);
    const further = await trainedFurther(settings);
    assert.match(String(longerRunDifference(further.before)?.message), /learning rate depends on the number/);
    assert.match(
      String(unrepeatable(further.record)?.message),
      /after iteration 55,.*First train with --max-iterations 55, then resume with --max-iterations 120\./,
    );
    assert.equal(unrepeatable(further.before), undefined);
    assert.notDeepEqual(further.metrics, whole.metrics);
  });

  it('continues although its validation had ended it, and says so', async () => {
    const settings = {
      'validation.fraction': 0.2,
      'validation.interval': 2,
      'validation.patience': 3,
      'training.learningRate': 0.5,
      'training.maxIterations': 0,
    };
    const { services, id } = await finished(settings);
    const record = await services.store.records.read(id);
    assert.match(
      String(longerRunDifference(record)?.message),
      /ended at iteration \d+ because its validation/,
    );
    const maxIterations = record.iteration + 5;
    (await resumeSession(services.ports, id, { maxIterations })).proceed();
    await services.reached('done');
    assert.ok((await services.store.records.read(id)).iteration > record.iteration);
  });

  it('warns that a validation outside the interval counts for patience', async () => {
    const settings = { 'validation.fraction': 0.2, 'validation.interval': 50, 'validation.patience': 9 };
    const { services, id } = await finished({ ...settings, 'training.maxIterations': 55 });
    assert.match(
      String(longerRunDifference(await services.store.records.read(id))?.message),
      /validation at iteration 55 counts/,
    );
  });

  it('refuses a number of iterations that it has completed, and stays unchanged', async () => {
    const { services, id } = await finished();
    const before = await services.store.records.read(id);
    for (const maxIterations of [60, 120])
      await assert.rejects(
        resumeSession(services.ports, id, { maxIterations }),
        /completed .*120 iterations/,
      );
    await assert.rejects(resumeSession(services.ports, id, { maxIterations: -1 }), /maxIterations/);
    assert.deepEqual(await services.store.records.read(id), before);
  });
});
