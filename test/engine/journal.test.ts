import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Journal } from '../../src/engine/train/journal';
import { MetricsBuffer } from '../../src/engine/train/metricsBuffer';
import { Trainer } from '../../src/engine/train/trainer';
import { configuration, corpusOf } from './support/network';
import { laboratory, start } from './support/sessions';

const MINUTE = 60_000;

/** A journal of a run that is stored, and a clock that only the test moves. */
async function journal() {
  const services = laboratory();
  let now = 0;
  const ports = { ...services.ports, clock: { ...services.ports.clock, now: () => now } };
  const session = await start(ports);
  const { record } = session;
  const trainer = new Trainer(
    referenceKernels(),
    corpusOf([0, 1, 2, 1, 0, 2, 1, 0]),
    configuration({ 'model.hidden': 3, 'training.sequenceLength': 3 }),
  );
  const failures: unknown[] = [];
  const kept = new Journal(ports, record, {
    recorder: new MetricsBuffer(trainer, false),
    lock: await ports.lock(record.id),
    failed: error => failures.push(error),
    lost: () => assert.fail('the run is still there'),
  });
  const checkpoints = async () => {
    await kept.settled();
    assert.deepEqual(failures, []);
    return (await services.files.list(`${record.id}/checkpoints`)).length;
  };
  const later = (milliseconds: number) => {
    now += milliseconds;
    trainer.iteration++;
    kept.periodically(record, trainer, { elapsed: now });
  };
  return { trainer, later, checkpoints };
}

describe('the journal of a run', () => {
  it('stores a checkpoint every nine seconds', async () => {
    const { later, checkpoints } = await journal();
    const before = await checkpoints();
    later(8_999);
    assert.equal(await checkpoints(), before);
    later(1);
    assert.equal(await checkpoints(), before + 1);
    later(8_999);
    assert.equal(await checkpoints(), before + 1);
  });

  it('stores no checkpoint of weights that are not finite, so that a run returns to the last valid one', async () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { trainer, later, checkpoints } = await journal();
      const before = await checkpoints();
      const weights = trainer.kernels.arena.values(trainer.model.parameters[0].value);
      weights[0] = wrong;
      later(MINUTE);
      assert.equal(await checkpoints(), before);
      weights[0] = 0;
      later(0);
      assert.equal(await checkpoints(), before + 1);
    }
  });
});
