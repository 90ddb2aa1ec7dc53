import assert from 'node:assert/strict';
import { intervalOf } from '../../../src/common/statistics';
import { conditionCurves } from '../../../src/engine/experiments/conditionCurves';
import { readExperiment } from '../../../src/engine/experiments/experimentFile';
import { plannedRuns } from '../../../src/engine/experiments/plannedRuns';
import { resultsOf } from '../../../src/engine/experiments/results';
import type { PlannedRecord } from '../../../src/engine/experiments/runLosses';
import { exported } from '../../export/support/runs';

const { record } = exported(1);
const experiment = readExperiment(`{ "version": 1, "name": "n", "text": "t.txt", "seeds": 3,
  "settings": { "training.maxIterations": 4000, "validation.fraction": 0.1, "training.sequenceLength": 10 },
  "vary": { "model.hidden": [10, 20] } }`);

const lossOf = (hidden: number, seed: number, iteration: number) =>
  1 + hidden / 100 + seed / 10 + 1 / (1 + iteration);

/** Returns runs with a loss at these iterations. Rows between them have none. */
function trained(iterationsOf: (hidden: number, seed: number) => readonly number[]): PlannedRecord[] {
  return plannedRuns(experiment).map(planned => {
    const hidden = Number(planned.settings['model.hidden']);
    const iterations = iterationsOf(hidden, planned.seed);
    const values = iterations.flatMap(iteration => [
      ...[iteration, 10 * lossOf(hidden, planned.seed, iteration)],
      ...[iteration + 1, Number.NaN],
    ]);
    const settings = { ...record.settings, 'training.sequenceLength': 10 };
    return {
      planned,
      record: iterations.length === 0 ? undefined : { ...record, settings, state: 'running' },
      metrics: { columns: ['iteration', 'validationLoss'], values: Float64Array.from(values) },
    };
  });
}

const curvesOf = (runs: readonly PlannedRecord[]) =>
  conditionCurves(experiment, resultsOf(experiment, runs), runs);

describe('the curves by condition', () => {
  it('are the means over the seeds, with their 95% intervals', () => {
    const curves = curvesOf(trained(() => [100, 200]));
    assert.deepEqual(
      curves.map(({ name }) => name),
      ['hidden 10', 'hidden 20'],
    );
    const [{ points }] = curves;
    assert.deepEqual(
      points.map(({ iteration }) => iteration),
      [100, 200],
    );
    const losses = [1, 2, 3].map(seed => lossOf(10, seed, 200));
    const { low, high } = intervalOf(losses) ?? assert.fail();
    const { mean, interval } = points[1];
    assert.ok(Math.abs(mean - losses[1] - 0) < 1e-12);
    assert.ok(interval && Math.abs(interval.low - low) < 1e-12 && Math.abs(interval.high - high) < 1e-12);
  });

  it('leave out runs that have not come so far, and intervals of one run', () => {
    const [{ points }] = curvesOf(trained((_, seed) => (seed === 2 ? [100, 200, 300] : [100])));
    assert.deepEqual(
      points.map(({ iteration, interval }) => [iteration, interval !== undefined]),
      [
        [100, true],
        [200, false],
        [300, false],
      ],
    );
    assert.ok(Math.abs(points[2].mean - lossOf(10, 2, 300)) < 1e-12);
  });

  it('read the last loss before an iteration of another run', () => {
    const [{ points }] = curvesOf(trained((_, seed) => (seed === 1 ? [100, 300] : [200, 300])));
    const at = (iteration: number) => points.find(each => each.iteration === iteration)?.mean ?? Number.NaN;
    assert.ok(Math.abs(at(100) - lossOf(10, 1, 100)) < 1e-12, 'only one run has a loss yet');
    const expected = (lossOf(10, 1, 100) + lossOf(10, 2, 200) + lossOf(10, 3, 200)) / 3;
    assert.ok(Math.abs(at(200) - expected) < 1e-12);
  });

  it('have at most 200 points, from the first to the last, and none for conditions without a loss', () => {
    const many = Array.from({ length: 1000 }, (_, i) => 4 * (i + 1));
    const curves = curvesOf(trained(hidden => (hidden === 20 ? [] : many)));
    assert.equal(curves.length, 1);
    const [{ points }] = curves;
    assert.deepEqual([points.length, points[0].iteration, points[199].iteration], [200, 4, 4000]);
  });
});
