import assert from 'node:assert/strict';
import fc from 'fast-check';
import { liveValue } from '../../src/common/liveValue';
import { resumeSession } from '../../src/engine/train/resumeSession';
import type { PlannedChange } from '../../src/protocol/liveSettings';
import type { LiveSetting } from '../../src/settings/settings';
import { repeatable, SETTINGS, start, startPlanned, testServices } from './support/sessions';

type Services = ReturnType<typeof testServices>;

/** Returns the parts of a stored run that do not depend on time. */
async function storedRun({ store }: Services, id: string) {
  const { metrics, samples, changes } = await store.history(id);
  const { tensors } = await store.checkpoints.newest(id);
  return {
    columns: metrics.columns,
    rows: repeatable(metrics),
    samples,
    changes: changes.map(({ iteration, setting, to }): PlannedChange => ({ iteration, setting, value: to })),
    tensors: [...tensors].map(([name, { data }]) => [name, [...data]]),
  };
}

async function finishedWith(plan: readonly PlannedChange[]) {
  const services = testServices();
  const { id } = (await startPlanned(services.ports, plan)).proceed();
  await services.reached('done');
  return storedRun(services, id);
}

const column = (found: Awaited<ReturnType<typeof storedRun>>, name: string) => {
  const timed = ['tokensPerSecond', 'elapsed'];
  return found.rows.map(row => row[found.columns.filter(each => !timed.includes(each)).indexOf(name)]);
};

describe('a setting that is changed while a run trains', () => {
  it('takes effect from the next update on, and is recorded in the run', async () => {
    const plan: PlannedChange[] = [
      { iteration: 40, setting: 'training.learningRate', value: 0.02 },
      { iteration: 60, setting: 'training.gradientClip', value: 1e-3 },
      { iteration: 80, setting: 'snapshot.interval', value: 10 },
    ];
    const found = await finishedWith(plan);
    const rates = column(found, 'learningRate');
    // Row 8 belongs to iteration 40.
    assert.deepEqual([rates[7], rates[8]], [0.1, 0.02]);
    const clipped = column(found, 'clipped');
    assert.equal(clipped[11], 0);
    assert.ok(clipped[12] > 0.3 && clipped[12] <= 1, `${clipped[12]}`);
    const at = found.samples.map(({ iteration }) => iteration);
    assert.deepEqual(at, [0, 25, 50, 75, 80, 90, 100, 110, 120]);
    assert.deepEqual(found.changes, plan);
  });

  it('gives the same run, whether it was changed by hand or by a plan', async () => {
    const services = testServices();
    const session = await start(services.ports);
    session.proceed();
    await services.ports.yield();
    await session.change('training.learningRate', 0.03);
    await session.change('training.gradientClip', 0.5);
    // A change to the same value changes nothing.
    await session.change('training.gradientClip', 0.5);
    await services.reached('done');
    const found = await storedRun(services, session.record.id);
    assert.equal(found.changes.length, 2);
    assert.ok(found.changes[0].iteration > 0);
    assert.deepEqual(
      services.changes.map(({ setting, from, to }) => [setting, from, to]),
      [
        ['training.learningRate', 0.1, 0.03],
        ['training.gradientClip', 5, 0.5],
      ],
    );
    assert.deepEqual(found, await finishedWith(found.changes));
  });

  it('while it is paused, is kept when it resumes', async () => {
    const services = testServices();
    const session = await start(services.ports);
    session.proceed();
    await services.ports.yield();
    const { id, iteration } = await session.halt('paused');
    await session.change('snapshot.interval', 9);
    assert.equal(liveValue(session.record, 'snapshot.interval'), 9);

    const next = testServices(services.files);
    const resumed = await resumeSession(next.ports, id, { learningRate: 0.04 });
    assert.equal(liveValue(resumed.record, 'snapshot.interval'), 9);
    assert.equal(liveValue(resumed.record, 'training.learningRate'), 0.04);
    resumed.proceed();
    await next.reached('done');
    const found = await storedRun(next, id);
    assert.deepEqual(found.changes, [
      { iteration, setting: 'snapshot.interval', value: 9 },
      { iteration, setting: 'training.learningRate', value: 0.04 },
    ]);
    assert.deepEqual(found, await finishedWith(found.changes));
  });

  const values: Record<LiveSetting, fc.Arbitrary<number>> = {
    'training.learningRate': fc.double({ min: 1e-4, max: 0.2, noNaN: true }),
    'training.gradientClip': fc.constantFrom(0, 1e-3, 0.1, 5),
    'snapshot.interval': fc.integer({ min: 1, max: 50 }),
  };
  const change = (setting: LiveSetting) =>
    fc.record({ iteration: fc.nat(119), setting: fc.constant(setting), value: values[setting] });
  const plans = fc
    .array(fc.oneof(...(Object.keys(values) as LiveSetting[]).map(change)), { maxLength: 6 })
    .map(plan => plan.sort((a, b) => a.iteration - b.iteration));

  it('gives the same run wherever it was interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.integer({ min: 1, max: 6 }), async (plan, slices) => {
        const services = testServices();
        const session = await startPlanned(services.ports, plan);
        session.proceed();
        for (let i = 0; i < slices; i++) await services.ports.yield();
        const { id, state } = await session.halt('paused');
        if (state === 'paused') {
          const next = testServices(services.files);
          (await resumeSession(next.ports, id)).proceed();
          await next.reached('done');
        }
        assert.deepEqual(await storedRun(services, id), await finishedWith(plan));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a run older than changes of settings', () => {
  it('is listed, read and resumed, with the columns that it has', async () => {
    const services = testServices();
    const session = await start(services.ports);
    session.proceed();
    await services.ports.yield();
    const { id } = await session.halt('paused');
    const lines = Buffer.from((await services.files.read(`${id}/metrics.jsonl`)) ?? []).toString();
    const older = lines.replaceAll(/,"(clipped|radius.Whh)":[^,}]+/g, '');
    assert.notEqual(older, lines);
    await services.files.writeAtomic(`${id}/metrics.jsonl`, Buffer.from(older));
    const { gradientClip, snapshotInterval, ...record } = await services.store.records.read(id);
    await services.store.records.save(record);
    const next = testServices(services.files);
    const resumed = await resumeSession(next.ports, id);
    assert.equal(liveValue(record, 'training.gradientClip'), 5);
    assert.equal(liveValue(record, 'snapshot.interval'), SETTINGS['snapshot.interval']);
    resumed.proceed();
    await next.reached('done');
    const { metrics } = await next.store.history(id);
    assert.ok(!metrics.columns.includes('clipped') && !metrics.columns.includes('radius.Whh'));
    assert.ok(next.blocks.every(({ columns }) => columns.length === metrics.columns.length));
    assert.ok(metrics.values.every(Number.isFinite));
  });
});
