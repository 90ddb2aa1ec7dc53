import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Journal } from '../../src/engine/train/journal';
import { MetricsBuffer } from '../../src/engine/train/metricsBuffer';
import { Trainer } from '../../src/engine/train/trainer';
import { configuration, corpusOf } from './support/network';
import { start, testServices } from './support/sessions';

const MINUTE = 60_000;
const REPORT = { iteration: 0, epoch: 0, loss: 1, rate: 0.1 };

/** Returns the journal of a stored run, with a clock that only the test advances. */
async function journal() {
  const services = testServices();
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
  const recorder = new MetricsBuffer(trainer, false);
  const held = { is: true, losses: 0 };
  const lock = { ...(await ports.lock(record.id)), isHeld: async () => held.is };
  const kept = new Journal(ports, record, {
    recorder,
    lock,
    failed: error => failures.push(error),
    lost: async () => void held.losses++,
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
  /** Adds a row, and sends the rows if they are due. Returns the number of rows sent. */
  const row = (milliseconds: number, isUrgent = false) => {
    now += milliseconds;
    recorder.add(REPORT, { tokensPerSecond: 1, elapsed: 1 });
    const before = services.blocks.length;
    if (isUrgent) kept.metrics(true);
    else kept.metrics();
    return (
      services.blocks.slice(before).reduce((sum, { values }) => sum + values.length, 0) /
      recorder.columns.length
    );
  };
  return { services, record, kept, failures, held, trainer, later, checkpoints, row };
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

  it('sends the rows since the last time every 50 ms, or at once on request', async () => {
    const { row, kept, services, record } = await journal();
    assert.deepEqual(
      [row(0), row(49), row(1), row(49), row(0, true), row(49), row(1)],
      [1, 0, 2, 0, 2, 0, 2],
    );
    const sent = services.blocks.length;
    // There are no rows, so nothing is sent.
    kept.metrics(true);
    assert.equal(services.blocks.length, sent);
    await kept.settled();
    const { columns, values } = (await services.store.history(record.id)).metrics;
    assert.equal(values.length, 7 * columns.length);
  });

  it('sends the record every second', async () => {
    const { services, later } = await journal();
    const sent = (milliseconds: number) => {
      const before = services.records.length;
      later(milliseconds);
      return services.records.length - before;
    };
    assert.deepEqual([sent(999), sent(1), sent(999), sent(1)], [0, 1, 0, 1]);
  });

  it('makes training wait if more than four writes are pending', async () => {
    const { kept, record } = await journal();
    for (let writes = 0; writes < 4; writes++) kept.storeRecord(record);
    assert.ok(!kept.isBehind);
    kept.storeRecord(record);
    assert.ok(kept.isBehind);
    await kept.settled();
    assert.ok(!kept.isBehind);
  });

  it('writes nothing after it was closed, or once the run belongs to another process', async () => {
    const { kept, record, services, held, failures } = await journal();
    const stored = async () => {
      await kept.settled();
      return (await services.store.records.read(record.id)).iteration;
    };
    kept.storeRecord({ ...record, iteration: 1 });
    assert.equal(await stored(), 1);
    held.is = false;
    kept.storeRecord({ ...record, iteration: 2 });
    assert.equal(await stored(), 1);
    assert.equal(held.losses, 1);
    kept.close();
    kept.storeRecord({ ...record, iteration: 3 });
    held.is = true;
    kept.storeRecord({ ...record, iteration: 4 });
    assert.equal(await stored(), 1);
    assert.equal(held.losses, 1);
    assert.deepEqual(failures, []);
  });

  it('reports a write that failed, and continues with the next', async () => {
    const { kept, record, services, failures } = await journal();
    const write = services.files.writeAtomic.bind(services.files);
    services.files.writeAtomic = () => Promise.reject(new Error('no space'));
    kept.storeRecord({ ...record, iteration: 1 });
    await kept.settled();
    assert.match(String(failures), /no space/);
    services.files.writeAtomic = write;
    kept.storeRecord({ ...record, iteration: 2 });
    await kept.settled();
    assert.equal((await services.store.records.read(record.id)).iteration, 2);
  });
});
