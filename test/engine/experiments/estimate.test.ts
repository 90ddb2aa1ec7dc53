import assert from 'node:assert/strict';
import { estimateOf, halvedShare } from '../../../src/engine/experiments/estimate';
import { estimateExperiment } from '../../../src/engine/experiments/estimateExperiment';
import { readExperiment } from '../../../src/engine/experiments/experimentFile';
import { plannedRuns } from '../../../src/engine/experiments/plannedRuns';
import type { PlannedRecord } from '../../../src/engine/experiments/runLosses';
import { measureTraining, type TrainingCost } from '../../../src/engine/train/measureTraining';
import { exported } from '../../export/support/runs';
import { TEXT, testServices } from '../support/sessions';

/** An experiment with two conditions, two seeds each, and one validation per 100 of 400 updates. */
const experiment = readExperiment(`{ "version": 1, "name": "n", "text": "t.txt", "seeds": 2,
  "settings": { "training.maxIterations": 400, "validation.interval": 100, "metrics.interval": 10,
    "snapshot.interval": 200, "snapshot.sampleLength": 50 },
  "vary": { "model.hidden": [10, 20] } }`);
const cost: TrainingCost = { update: 2, validation: 100, updates: 400, checkpoint: 1000, row: 50 };
const { record } = exported(1);

/** Estimates the experiment, with these records of its runs in their order. */
function estimate(
  records: readonly PlannedRecord['record'][],
  costs: readonly (readonly [number, TrainingCost])[],
  parallel: number,
) {
  const runs = plannedRuns(experiment).map((planned, i) => ({ planned, record: records[i] }));
  return estimateOf(experiment, runs, new Map(costs), parallel);
}

describe('the estimate of an experiment', () => {
  it('adds updates, validations, checkpoints, rows and samples of all runs', () => {
    // 400 updates of 2 ms and 4 validations of 100 ms. 3 checkpoints, 40 rows and 2 samples of 1050 bytes.
    assert.deepEqual(estimate([], [[0, cost]], 1), {
      ...{ runs: 4, done: 0, failed: 0, dropped: 0, unfinished: 0 },
      ...{ seconds: 4 * 1.2, bytes: 4 * (3 * 1000 + 40 * 50 + 2 * 1050) },
    });
  });

  it('counts no checkpoint of the best weights without a validation', () => {
    const { seconds, bytes } = estimate([], [[0, { ...cost, validation: 0 }]], 1);
    assert.deepEqual([seconds, bytes], [4 * 0.8, 4 * (2 * 1000 + 40 * 50 + 2 * 1050)]);
  });

  it('takes the mean cost for runs that were not measured, and the rest of a run that was begun', () => {
    const other: TrainingCost = { update: 4, validation: 0, updates: 400, checkpoint: 2000, row: 70 };
    const records = [undefined, { ...record, state: 'paused', iteration: 200 } as const, undefined];
    const found = estimate(
      [...records, { ...record, state: 'done', iteration: 400 } as const],
      [
        [0, cost],
        [2, other],
      ],
      2,
    );
    // Mean of both costs: 3 ms per update, 50 ms per validation. Half of the second run is left.
    const seconds = [1.2, (200 * 3 + 2 * 50) / 1000, 1.6];
    assert.deepEqual([found.done, found.unfinished], [1, 1]);
    assert.equal(found.seconds, seconds.reduce((a, b) => a + b) / 2);
    // The run that was begun has its files already.
    assert.equal(found.bytes, 3 * 1000 + 40 * 50 + 2 * 1050 + (2 * 2000 + 40 * 70 + 2 * 1050));
  });

  it('is never shorter than the longest run', () => {
    assert.equal(estimate([], [[0, cost]], 4).seconds, 1.2);
    assert.equal(estimate([], [[0, cost]], 400).seconds, 1.2);
  });

  it('takes half the updates of a grid for successive halving at 100, 200 and 400 updates', () => {
    const halving = readExperiment(`{ "version": 1, "name": "n", "text": "t.txt",
      "settings": { "training.maxIterations": 400, "validation.fraction": 0.1, "validation.interval": 100 },
      "vary": { "model.hidden": [10, 20, 30, 40] }, "design": { "halving": 3 } }`);
    const [run] = plannedRuns(halving);
    // All conditions train 100 updates, half of them 100 more, a quarter 200 more.
    assert.equal(halvedShare(halving, run), (100 + 100 / 2 + 200 / 4) / 400);
    assert.equal(halvedShare(experiment, run), 1);
  });
});

describe('the measured estimate of an experiment', () => {
  const text = { name: 't.txt', uri: 'file:///t.txt', bytes: Buffer.from(TEXT) };

  /**
   * Estimates an experiment of `count` conditions with two seeds each. Returns the runs that were measured as
   * well. The runs in `done` have ended. Measuring the nth run takes n times as long as the first.
   */
  async function estimated(count: number, done: readonly number[]) {
    const hidden = Array.from({ length: count }, (_, i) => i + 1);
    const experiment = readExperiment(`{ "version": 1, "name": "n", "text": "t.txt", "seeds": 2,
      "settings": { "training.maxIterations": 400 }, "vary": { "model.hidden": [${hidden}] } }`);
    const records = plannedRuns(experiment).map((planned, index) => ({
      planned,
      record: done.includes(index) ? ({ ...record, state: 'done' } as const) : undefined,
    }));
    const measured: number[] = [];
    let time = 0;
    const { ports } = testServices();
    const slow = { ...ports, clock: { ...ports.clock, now: () => (time += 100 * measured.length) } };
    const estimate = await estimateExperiment(experiment, records, {
      ports: slow,
      open: async ({ index }) => {
        measured.push(index);
        return text;
      },
      openValidation: async () => undefined,
      parallel: 1,
    });
    return { experiment, records, measured, estimate };
  }

  it('measures one run of each condition that has not ended', async () => {
    const { measured, estimate } = await estimated(3, [0, 4, 5]);
    assert.deepEqual(measured, [1, 3]);
    // The run of the first condition takes 150 ms per update, both of the second 400 ms.
    assert.deepEqual([estimate.runs, estimate.done, estimate.seconds], [6, 3, 400 * (0.15 + 2 * 0.4)]);
  });

  it('measures eight evenly spaced conditions of many', async () => {
    assert.deepEqual((await estimated(8, [])).measured, [1, 3, 5, 7, 9, 11, 13, 15]);
    assert.deepEqual((await estimated(12, [])).measured, [1, 3, 7, 9, 13, 15, 19, 21]);
  });

  it('measures a validation text', async () => {
    const { experiment, records } = await estimated(1, []);
    const { ports } = testServices();
    const sources = { open: async () => text, openValidation: async () => text };
    const { bytes } = await estimateExperiment(experiment, records, { ports, ...sources, parallel: 1 });
    const measured = await measureTraining(ports, {
      settings: records[0].planned.settings,
      ...{ text, validationText: text },
    });
    const expected = estimateOf(experiment, records, new Map([[0, measured]]), 1).bytes;
    // The sizes of rows depend on the digits of measured times.
    assert.ok(Math.abs(bytes / expected - 1) < 0.1, `${bytes} ${expected}`);
  });
});
