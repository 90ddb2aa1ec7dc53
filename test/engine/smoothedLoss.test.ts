import assert from 'node:assert/strict';
import { averageOf, minCharRnnLoss, smoothed } from '../../src/engine/core/smoothedLoss';
import { resumeSession } from '../../src/engine/train/resumeSession';
import type { MetricsBlock, RunRecord, RunSettings } from '../../src/protocol/run';
import { finished, start, testServices } from './support/sessions';

/** Settings with which the loss is measured as min-char-rnn does. */
const ORIGINAL: RunSettings = { 'training.batch': 1, 'metrics.interval': 1 };
const PAST = 0.999;

const column = ({ columns, values }: MetricsBlock, name: string) => {
  const at = columns.indexOf(name);
  return [...values].filter((_, i) => i % columns.length === at);
};
const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 1e-9 * Math.abs(expected), `${found} for ${expected}`);

/**
 * Returns the smoothed losses by the formulas of min-char-rnn. They start with smooth_loss =
 * -np.log(1.0/vocab_size)*seq_length.
 */
function originals(losses: readonly number[], start: number): number[] {
  let smooth = start;
  return losses.map(loss => {
    smooth = smooth * PAST + loss * (1 - PAST);
    return smooth;
  });
}

/**
 * Returns the record as an older version stored it: with the average of min-char-rnn, and without
 * `averagedFrom`.
 */
function older(record: RunRecord): RunRecord {
  const { averagedFrom, ...rest } = record;
  const start = 7 * Math.log(record.vocabulary);
  assert.equal(averagedFrom, 0);
  return { ...rest, smoothLoss: minCharRnnLoss(record.smoothLoss, record.iteration, start) };
}

describe('the smoothed loss', () => {
  it('is the weighted mean of the losses so far, and does not begin at T ln V', () => {
    const losses = Array.from({ length: 3000 }, (_, i) => 60 + 110 * Math.exp(-i / 300) + Math.sin(i));
    let average = 169.28;
    const found = losses.map((loss, i) => {
      average = smoothed(average, loss, i + 1);
      return average;
    });
    assert.equal(found[0], losses[0]);
    for (const n of [2, 150, 3000]) {
      const weights = losses.slice(0, n).map((_, i) => PAST ** (n - 1 - i));
      const sum = weights.reduce((total, weight, i) => total + weight * losses[i], 0);
      near(found[n - 1], sum / weights.reduce((a, b) => a + b));
    }
  });

  it('reports the losses of a run while the original still reports its start value', async () => {
    const { services, id } = await finished({ ...ORIGINAL, 'training.maxIterations': 150 });
    const { metrics } = await services.store.history(id);
    const losses = column(metrics, 'loss');
    const mean = losses.reduce((a, b) => a + b) / losses.length;
    const record = await services.store.records.read(id);
    assert.ok(Math.abs(record.smoothLoss - mean) < 0.05 * mean, `${record.smoothLoss}, mean ${mean}`);
    const logged = column(metrics, 'minCharRnnLoss');
    for (const [i, expected] of originals(losses, 7 * Math.log(record.vocabulary)).entries()) {
      near(logged[i], expected);
    }
    assert.equal(record.bestLoss, Math.min(...column(metrics, 'smoothLoss')));
  });

  it("is logged in the original's form only for runs with the original's settings", async () => {
    const others: RunSettings[] = [
      { 'training.batch': 2 },
      { 'training.optimizer': 'adam' },
      { 'model.cell': 'gru' },
    ];
    for (const other of others) {
      const { services, id } = await finished({ ...ORIGINAL, 'training.maxIterations': 3, ...other });
      const { columns } = (await services.store.history(id)).metrics;
      assert.ok(columns.includes('smoothLoss') && !columns.includes('minCharRnnLoss'), columns.join());
    }
  });

  it("converts to the original's and back", () => {
    for (const n of [1, 10, 5000]) near(averageOf(minCharRnnLoss(97.1, n, 170), n, 170), 97.1);
    // Before the first update, the average is unchanged.
    assert.equal(averageOf(170, 0, 170), 170);
  });
});

describe('a run of an older version', () => {
  it('is read with the average of this version', async () => {
    const { services, id } = await finished(ORIGINAL);
    const [record, { metrics }] = [await services.store.records.read(id), await services.store.history(id)];
    await services.store.records.save(older(record));
    const folder = `${id}/metrics.jsonl`;
    const lines = Buffer.from((await services.files.read(folder)) ?? [])
      .toString()
      .trim()
      .split('\n');
    const old = lines.map(line => {
      const { minCharRnnLoss: smoothLoss, ...row } = JSON.parse(line);
      return `${JSON.stringify({ ...row, smoothLoss })}\n`;
    });
    await services.files.writeAtomic(folder, Buffer.from(old.join('')));

    const read = await services.store.records.read(id);
    near(read.smoothLoss, record.smoothLoss);
    assert.equal(read.bestLoss, undefined);
    const found = column((await services.store.history(id)).metrics, 'smoothLoss');
    for (const [i, expected] of column(metrics, 'smoothLoss').entries()) near(found[i], expected);
    // Saving and reading again must not convert the values twice.
    await services.store.records.save(read);
    near((await services.store.records.read(id)).smoothLoss, record.smoothLoss);
  });

  it('resumes with that average: rows before and after the resumption agree', async () => {
    const whole = await finished(ORIGINAL);
    const expected = column((await whole.services.store.history(whole.id)).metrics, 'smoothLoss');
    const services = testServices();
    const session = await start(services.ports, ORIGINAL);
    const { id } = session.proceed();
    while (session.record.iteration < 40) await services.ports.yield();
    const { iteration } = await session.close();
    await makeOld(services, id, iteration);
    const resumed = await resumeSession(services.ports, id);
    resumed.proceed();
    await services.reached('done');
    const record = await services.store.records.read(id);
    assert.equal(record.averagedFrom, iteration);
    near(record.smoothLoss, expected[expected.length - 1]);
    const found = column((await services.store.history(id)).metrics, 'smoothLoss');
    assert.equal(found.length, expected.length);
    for (const [i, value] of expected.entries()) near(found[i], value);
  });
});

/** Changes a stored run and its checkpoint to the form that an older version wrote. */
async function makeOld({ store, files }: ReturnType<typeof testServices>, id: string, iteration: number) {
  const record = older(await store.records.read(id));
  const { metadata, tensors } = await store.checkpoints.newest(id);
  const { averaged, bestLoss, ...state } = JSON.parse(metadata.state ?? '');
  assert.ok(averaged && bestLoss > 0);
  const path = `${id}/metrics.jsonl`;
  const text = Buffer.from((await files.read(path)) ?? []).toString();
  const rows = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const old = rows.map(row => `${JSON.stringify({ ...row, smoothLoss: row.minCharRnnLoss })}\n`);
  await files.writeAtomic(path, Buffer.from(old.join('')));
  await store.saveCheckpoint(id, iteration, {
    metadata: { ...metadata, state: JSON.stringify({ ...state, smoothLoss: record.smoothLoss }) },
    tensors: [...tensors.values()],
  });
  await store.records.save(record);
}
