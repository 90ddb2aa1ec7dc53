import assert from 'node:assert/strict';
import type { MetricsBlock, RunSettings } from '../../src/protocol/run';
import { start, testServices } from './support/sessions';

const column = ({ columns, values }: MetricsBlock, name: string) => {
  const at = columns.indexOf(name);
  return [...values].filter((_, i) => i % columns.length === at);
};

/**
 * Trains a run to its end. The clock advances by a millisecond per update. Returns the iterations at which
 * messages were handled.
 */
async function trained(settings: RunSettings = {}) {
  const services = testServices();
  const looks: number[] = [];
  const turn = () => {
    looks.push(session.record.iteration);
    return services.ports.yield();
  };
  const session = await start({ ...services.ports, yield: turn }, { 'metrics.interval': 1, ...settings });
  session.proceed();
  const { id, elapsed } = await services.reached('done');
  const { metrics } = await services.store.history(id);
  const running = services.records.filter(({ state }) => state === 'running');
  return { looks, elapsed, metrics, running };
}

describe('the loop of a training', () => {
  it('shows the first update at once, and then handles messages every 15 ms', async () => {
    const { looks } = await trained();
    assert.deepEqual(looks.slice(0, 5), [1, 16, 31, 46, 61]);
    assert.equal(looks.at(-1), 120);
  });

  it('measures time and speed of its updates', async () => {
    const { metrics, elapsed } = await trained();
    assert.deepEqual(
      column(metrics, 'elapsed'),
      Array.from({ length: 120 }, (_, i) => i),
    );
    assert.equal(elapsed, 120);
    const speeds = column(metrics, 'tokensPerSecond');
    // Each update trains on 7 x 2 tokens.
    assert.deepEqual(new Set(speeds.slice(1)), new Set([14_000]));
  });

  it('adds the time of validations to the total, but not to the speed', async () => {
    const validated = { 'validation.fraction': 0.2, 'validation.interval': 50 };
    // The validation text has 92 tokens, which are two segments.
    const { metrics, elapsed } = await trained(validated);
    const times = column(metrics, 'elapsed');
    assert.deepEqual([times[49], times[50], times[100]], [49, 52, 104]);
    assert.equal(elapsed, 120 + 3 * 2);
    assert.deepEqual(new Set(column(metrics, 'tokensPerSecond').slice(1, 120)), new Set([14_000]));
  });

  it('measures the largest eigenvalue of every recurrent matrix with each sample', async () => {
    const radii = async (settings: RunSettings) => {
      const { metrics } = await trained({
        ...{ 'training.maxIterations': 30, 'snapshot.interval': 12, 'metrics.interval': 10 },
        ...settings,
      });
      const names = metrics.columns.filter(name => name.startsWith('radius.'));
      return {
        iterations: column(metrics, 'iteration'),
        names,
        values: names.map(name => column(metrics, name)),
      };
    };
    const lstm = await radii({ 'model.cell': 'lstm' });
    assert.deepEqual(
      lstm.names,
      ['i', 'f', 'g', 'o'].map(gate => `radius.Whh.${gate}`),
    );
    // Updates 12 and 24 are in the table because of their samples.
    assert.deepEqual(lstm.iterations, [0, 10, 12, 20, 24]);
    for (const values of lstm.values) {
      const measured = values.map(value => value > 0);
      assert.deepEqual(measured, [true, false, true, false, true]);
      assert.ok(Number.isNaN(values[1]));
    }
    const reservoir = await radii({ 'model.cell': 'echoState', 'model.spectralRadius': 0.7 });
    assert.deepEqual(reservoir.names, ['radius.Whh']);
    for (const at of [0, 2, 4]) assert.ok(Math.abs(reservoir.values[0][at] - 0.7) < 0.01);
    const jordan = await radii({ 'model.cell': 'jordan' });
    assert.deepEqual(jordan.names, []);
  });

  it('has a row for every update that is due, sampled or validated, and one for the validation at the end', async () => {
    const { metrics } = await trained({
      'metrics.interval': 40,
      'snapshot.interval': 70,
      'validation.fraction': 0.2,
      'validation.interval': 50,
    });
    assert.deepEqual(column(metrics, 'iteration'), [0, 40, 50, 70, 80, 100, 120]);
    const isMeasured = (name: string) => column(metrics, name).map(Number.isFinite);
    assert.deepEqual(isMeasured('validationLoss'), [false, false, true, false, false, true, true]);
    assert.deepEqual(isMeasured('norm'), [true, true, true, true, true, true, false]);
    assert.deepEqual(isMeasured('clipped'), [true, true, true, true, true, true, false]);
    assert.deepEqual(column(metrics, 'tokens').slice(0, 6), [14, 574, 714, 994, 1134, 1414]);
  });
});
