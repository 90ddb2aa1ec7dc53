import assert from 'node:assert/strict';
import { dueRuns } from '../../../src/engine/experiments/dueRuns';
import { readExperiment } from '../../../src/engine/experiments/experimentFile';
import { droppedRuns, hasReached, rungEnd, stagesOf } from '../../../src/engine/experiments/halving';
import { plannedRuns } from '../../../src/engine/experiments/plannedRuns';
import { resultsOf } from '../../../src/engine/experiments/results';
import type { PlannedRecord } from '../../../src/engine/experiments/runLosses';
import type { RunFailure, RunRecord } from '../../../src/protocol/run';
import { exported } from '../../export/support/runs';

/** The experiment has four conditions with two seeds each, and rungs at 100, 200 and 400 iterations. */
const { record: runRecord } = exported(1);
const experiment = readExperiment(`{ "version": 1, "name": "n", "text": "t.txt", "seeds": 2,
  "settings": { "training.maxIterations": 400, "validation.fraction": 0.1, "validation.interval": 50,
    "training.sequenceLength": 10 },
  "vary": { "model.hidden": [10, 20, 30, 40] }, "design": { "halving": 3 } }`);

/**
 * Returns the records of the runs after the given numbers of updates. Their losses fall with the number of
 * iterations.
 */
function trained(updatesOf: (hidden: number, seed: number) => number, failing = 0): PlannedRecord[] {
  return plannedRuns(experiment).map(planned => {
    const hidden = Number(planned.settings['model.hidden']);
    const updates = updatesOf(hidden, planned.seed);
    if (updates === 0) return { planned, record: undefined };
    const rows = Array.from({ length: Math.floor((updates - 1) / 50) + 1 }, (_, i) => 50 * i).slice(1);
    const lossAt = (iteration: number) => 2 - hidden / 100 - iteration / 1000 + planned.seed / 1e4;
    const values = rows.flatMap(iteration => [iteration, 10 * lossAt(iteration)]);
    const state: RunRecord['state'] = hidden === failing ? 'failed' : updates >= 400 ? 'done' : 'paused';
    const failure: RunFailure = {
      kind: 'exploded',
      template: 'The loss exploded before iteration {0}.',
      args: [updates],
    };
    const best = { iteration: updates, loss: lossAt(Math.min(400, updates)) };
    return {
      planned,
      record: {
        ...runRecord,
        ...{ state, iteration: updates, settings: { ...runRecord.settings, 'training.sequenceLength': 10 } },
        validation: { last: best, best },
        ...(state === 'failed' && { failure }),
      },
      metrics: { columns: ['iteration', 'validationLoss'], values: Float64Array.from(values) },
    };
  });
}

const dueOf = (runs: readonly PlannedRecord[]) =>
  dueRuns(experiment, runs).map(({ run: { planned }, until }) => [
    ...[planned.settings['model.hidden'], planned.seed, until],
  ]);

describe('an experiment without successive halving', () => {
  const { rungs: _, ...design } = experiment.design;
  const grid = { ...experiment, design };
  const failure: RunFailure = { kind: 'exploded', template: '', args: [] };
  /** Returns the first runs in these states. Those that are done have these losses. */
  const runsIn = (all: readonly (RunRecord['state'] | number | undefined)[]) =>
    plannedRuns(grid).map((planned, i): PlannedRecord => {
      const state = all[i];
      if (state === undefined) return { planned, record: undefined };
      if (state === 'failed') return { planned, record: { ...runRecord, state, failure } };
      if (typeof state !== 'number') return { planned, record: { ...runRecord, state } };
      const best = { iteration: 400, loss: state };
      return { planned, record: { ...runRecord, state: 'done', validation: { last: best, best } } };
    });

  it('trains all runs that have not ended, to their ends', () => {
    const runs = runsIn(['done', undefined, 'paused', 'failed', 'running']);
    assert.deepEqual(
      dueRuns(grid, runs),
      [1, 2, 4, 5, 6, 7].map(i => ({ run: runs[i] })),
    );
  });

  it('lists conditions by their mean losses, with the runs that failed or are missing', () => {
    const runs = runsIn(['failed', 'failed', 3, 'failed', 'paused', undefined, 1, 2]);
    assert.deepEqual(
      resultsOf(grid, runs).map(({ condition, losses, mean, failed, missing, droppedAfter }) => [
        ...[condition.values['model.hidden'], [...losses], mean, failed, missing, droppedAfter],
      ]),
      [
        [
          40,
          [
            [1, 1],
            [2, 2],
          ],
          ...[1.5, 0, 0, undefined],
        ],
        [20, [[1, 3]], 3, 1, 0, undefined],
        [10, [], Number.NaN, 2, 0, undefined],
        [30, [], Number.NaN, 0, 2, undefined],
      ],
    );
  });
});

describe('successive halving', () => {
  it('is refused if two rungs would end together, because the loss is measured too rarely', () => {
    const file = (interval: number) => `{ "version": 1, "name": "n", "text": "t.txt", "seeds": 2,
      "settings": { "training.maxIterations": 402, "validation.fraction": 0.1,
        "validation.interval": ${interval} },
      "vary": { "model.hidden": [10, 20, 30, 40] }, "design": { "halving": 3 } }`;
    readExperiment(file(100));
    assert.throws(() => readExperiment(file(300)), /The 3 rungs need a loss measured after 101 iterations/);
  });

  it('trains all runs to the first rung, where a loss is recorded', () => {
    assert.deepEqual(
      dueOf(trained(() => 0)),
      [10, 20, 30, 40].flatMap(hidden => [1, 2].map(seed => [hidden, seed, 101])),
    );
  });

  it('decides nothing before all runs have reached the rung', () => {
    assert.deepEqual(dueOf(trained((hidden, seed) => (hidden === 20 && seed === 2 ? 60 : 101))), [
      [20, 2, 101],
    ]);
  });

  it('keeps the better half at each rung, and trains what is left to the end', () => {
    const second = trained(() => 101);
    assert.deepEqual(dueOf(second), [
      [30, 1, 201],
      [30, 2, 201],
      [40, 1, 201],
      [40, 2, 201],
    ]);
    const third = trained(hidden => (hidden >= 30 ? 201 : 101));
    assert.deepEqual(dueOf(third), [
      [40, 1, undefined],
      [40, 2, undefined],
    ]);
    assert.deepEqual(dueOf(trained(hidden => (hidden === 40 ? 400 : hidden === 30 ? 201 : 101))), []);
  });

  it('judges runs by their losses at the rung, even if they were trained further', () => {
    const isFurther = trained(hidden => (hidden === 10 ? 400 : 101));
    assert.deepEqual(
      dueOf(isFurther).map(([hidden]) => hidden),
      [30, 30, 40, 40],
    );
  });

  it('drops conditions with failed runs first', () => {
    assert.deepEqual(
      dueOf(trained(() => 101, 40)).map(([hidden]) => hidden),
      [20, 20, 30, 30],
    );
  });

  it('lists the conditions that it dropped last, with the losses that decided', () => {
    const runs = trained(hidden => (hidden === 40 ? 400 : hidden === 30 ? 201 : 101));
    const results = resultsOf(experiment, runs);
    assert.deepEqual(
      results.map(({ condition, droppedAfter, missing }) => [
        ...[condition.values['model.hidden'], droppedAfter, missing],
      ]),
      [
        [40, undefined, 0],
        [30, 200, 0],
        [20, 100, 0],
        [10, 100, 0],
      ],
    );
    assert.ok(Math.abs(results[2].mean - (2 - 0.2 - 0.1 + 1.5e-4)) < 1e-12);
  });

  it('returns the stage of each condition, and which of its runs have not ended', () => {
    const runs = trained((hidden, seed) => (hidden === 10 && seed === 2 ? 400 : hidden >= 30 ? 201 : 101));
    const stages = [...stagesOf(experiment, runs)].map(([{ values }, { rung, isDropped }]) => [
      ...[values['model.hidden'], rung, isDropped],
    ]);
    assert.deepEqual(stages, [
      [10, 0, true],
      [20, 0, true],
      [30, 1, true],
      [40, 2, false],
    ]);
    const namesOf = (found: readonly PlannedRecord[]) =>
      found.map(({ planned: { settings, seed } }) => [settings['model.hidden'], seed]);
    assert.deepEqual(namesOf(droppedRuns(experiment, runs)), [
      [10, 1],
      [20, 1],
      [20, 2],
      [30, 1],
      [30, 2],
    ]);
    assert.deepEqual(
      droppedRuns(
        experiment,
        trained(() => 60),
      ),
      [],
    );
    const { rungs: _, ...design } = experiment.design;
    assert.deepEqual(droppedRuns({ ...experiment, design }, runs), []);
  });

  it('ends each rung at half of the next, where the loss is measured', () => {
    const settings = { 'training.maxIterations': 1000, 'validation.interval': 60, 'metrics.interval': 7 };
    const endsOf = (metric: 'validation.loss' | 'training.loss', rungs: number) =>
      Array.from({ length: rungs }, (_, rung) => rungEnd({ settings }, rung, rungs, { metric, at: 'last' }));
    assert.deepEqual(endsOf('validation.loss', 3), [300, 540, 1000]);
    assert.deepEqual(endsOf('training.loss', 3), [252, 504, 1000]);
    assert.deepEqual(endsOf('training.loss', 1), [1000]);
  });

  it('judges a run once the loss at the end of the rung is recorded, or the run has ended', () => {
    const [run] = trained(() => 101);
    const at = (iteration: number) =>
      hasReached({ ...run, ...(run.record && { record: { ...run.record, iteration } }) }, () => 100);
    assert.deepEqual([99, 100, 101, 102].map(at), [false, false, true, true]);
    assert.equal(
      hasReached({ planned: run.planned, record: undefined }, () => 0),
      false,
    );
    const [ended] = trained(() => 60, 10);
    assert.equal(
      hasReached(ended, () => 100),
      true,
    );
  });
});
