import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Trainer } from '../../src/engine/train/trainer';
import { failureAfter } from '../../src/engine/train/trainingFailure';
import { hasFiniteParameters, restoreTrainer, saveTrainer } from '../../src/engine/train/trainState';
import type { RunSettings } from '../../src/protocol/run';
import { configuration, corpusOf } from './support/network';

const IDS = Array.from({ length: 60 }, (_, i) => (i * i) % 5);

const trainerOf = (settings: RunSettings) =>
  new Trainer(
    referenceKernels(),
    corpusOf(IDS),
    configuration({ 'model.hidden': 3, 'training.sequenceLength': 4, ...settings }),
  );

const near = (found: number | undefined, expected: number) =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) < 1e-9, `${found}, not ${expected}`);

describe('a trainer', () => {
  it('uses the rate of its schedule in every update, counted from the first', () => {
    const trainer = trainerOf({
      'training.learningRate': 0.5,
      'training.schedule': 'step',
      'training.scheduleInterval': 2,
      'training.scheduleFactor': 0.5,
    });
    const rates = Array.from({ length: 6 }, () => trainer.step(false).rate);
    assert.deepEqual(rates, [0.5, 0.5, 0.25, 0.25, 0.125, 0.125]);
    trainer.live['training.learningRate'] = 8;
    assert.equal(trainer.step(false).rate, 1);
  });

  it('counts the epochs of its schedule by the windows of the text', () => {
    const trainer = trainerOf({
      'training.learningRate': 1,
      'training.schedule': 'epochs',
      'training.scheduleFirstEpochs': 1,
      'training.scheduleEpochs': 2,
    });
    const steps = Array.from({ length: 60 }, () => trainer.step(false));
    for (const { epoch, rate } of steps) assert.equal(rate, 0.5 ** Math.floor((Math.floor(epoch) + 1) / 2));
    assert.equal(steps[59].rate, 0.25);
  });

  it('moves the weights along the gradient by that rate', () => {
    const settings: RunSettings = { 'training.optimizer': 'sgd', 'training.gradientClip': 0 };
    const [slow, fast] = [0.01, 0.02].map(rate => {
      const trainer = trainerOf({ ...settings, 'training.learningRate': rate });
      const weights = trainer.kernels.arena.values(trainer.model.parameters[0].value);
      const before = weights.slice();
      trainer.step(false);
      return weights.map((weight, i) => (weight - before[i]) / rate);
    });
    assert.ok(slow.some(value => value !== 0));
    for (const [i, value] of slow.entries()) assert.ok(Math.abs(value - fast[i]) < 1e-12);
  });

  it('counts the epochs of its schedule correctly if backpropagation reaches steps before the window', () => {
    const trainer = trainerOf({
      'training.learningRate': 1,
      'training.bptt': 9,
      'training.batch': 2,
      'training.schedule': 'epochs',
      'training.scheduleFirstEpochs': 1,
      'training.scheduleEpochs': 1,
    });
    const steps = Array.from({ length: 20 }, () => trainer.step(false));
    for (const { epoch, rate } of steps) assert.equal(rate, 0.5 ** Math.floor(epoch));
    assert.ok(steps[19].epoch > 2);
  });

  const plain: RunSettings = {
    'training.optimizer': 'sgd',
    'training.learningRate': 1,
    'training.gradientClip': 0,
  };
  /** Makes an update and returns the change of every weight, by parameter. */
  const changes = (trainer: Trainer) => {
    const values = () => trainer.model.learned.map(({ value }) => [...trainer.kernels.arena.values(value)]);
    const before = values();
    const report = trainer.step(true);
    return { report, moved: values().map((row, p) => row.map((value, i) => value - before[p][i])) };
  };

  it('reports the norm of all gradients and of each parameter’s', () => {
    const { report, moved } = changes(trainerOf(plain));
    const squares = moved.map(row => row.reduce((sum, value) => sum + value * value, 0));
    assert.equal(report.norms?.byParameter.length, squares.length);
    for (const [p, square] of squares.entries()) near(report.norms?.byParameter[p], Math.sqrt(square));
    near(report.norms?.global, Math.sqrt(squares.reduce((a, b) => a + b)));
    assert.equal(report.clipped, 0);
  });

  it('reports the fraction of gradient elements that were clipped', () => {
    for (const [by, limit] of [
      ['element', 0.05],
      ['global', 1e-3],
    ] as const) {
      const { report, moved } = changes(
        trainerOf({ ...plain, 'training.gradientClip': limit, 'training.gradientClipBy': by }),
      );
      const all = moved.flat();
      const clipped = all.filter(value => by === 'global' || Math.abs(Math.abs(value) - limit) < 1e-12);
      assert.ok(clipped.length > 0 && report.clipped !== undefined);
      near(report.clipped, clipped.length / all.length);
    }
  });

  it('counts its updates from 1 for Adam, whose first update moves every weight with a gradient by the rate', () => {
    const { moved } = changes(
      trainerOf({ ...plain, 'training.optimizer': 'adam', 'training.learningRate': 0.25 }),
    );
    const largest = Math.max(...moved.flat().map(Math.abs));
    assert.ok(Math.abs(largest - 0.25) < 1e-5, String(largest));
  });

  it('distinguishes an explosion from a spike by the mean of about the last ten losses', () => {
    const trainer = trainerOf(plain);
    const uniform = 4 * Math.log(5);
    near(trainer.recentLoss, uniform);
    const { loss } = trainer.step(false);
    near(trainer.recentLoss, 0.9 * uniform + 0.1 * loss);
    trainer.recentLoss = 5 * trainer.uniformLoss;
    assert.equal(failureAfter(trainer, 1), undefined);
    assert.equal(failureAfter(trainer, Number.POSITIVE_INFINITY), 'notFinite');
    trainer.recentLoss *= 1.01;
    assert.equal(failureAfter(trainer, 1), 'exploded');
  });

  it('completes the configured number of updates, and any number if that is 0', () => {
    const [limited, unlimited] = [2, 0].map(maximum => trainerOf({ 'training.maxIterations': maximum }));
    const states = [0, 1, 2, 3].map(iteration => {
      limited.iteration = unlimited.iteration = iteration;
      return [limited.isFinished, unlimited.isFinished];
    });
    assert.deepEqual(states, [
      [false, false],
      [false, false],
      [true, false],
      [true, false],
    ]);
  });
});

describe('the state of a training in its checkpoint', () => {
  const settings: RunSettings = { 'training.gradientClip': 2, 'snapshot.interval': 70 };
  const validation = {
    ...{ last: { iteration: 9, loss: 3, error: 0.5 }, best: { iteration: 6, loss: 2 } },
    ...{ waited: 1, ended: false },
  };
  /** Restores a trainer from values that were changed after they were saved. `undefined` removes a value. */
  const restored = (trainer: Trainer, change: Readonly<Record<string, unknown>> = {}) => {
    const { metadata, tensors } = saveTrainer(trainer, settings, { elapsed: 12.5, validation });
    const state = JSON.stringify({ ...JSON.parse(metadata.state), ...change });
    const next = trainerOf(settings);
    const file = {
      metadata: { ...metadata, state },
      tensors: new Map(tensors.map(each => [each.name, each])),
    };
    return { next, progress: restoreTrainer(next, file) };
  };
  const values = ({ iteration, smoothLoss, bestLoss, recentLoss, live }: Trainer) => ({
    ...{ iteration, smoothLoss, bestLoss, recentLoss },
    ...live,
  });
  const trained = () => {
    const trainer = trainerOf(settings);
    for (let step = 0; step < 5; step++) trainer.step(false);
    // The loss is now above the best one.
    trainer.smoothLoss += 1;
    return trainer;
  };

  it('contains everything that was changed or measured, with the least values allowed', () => {
    for (const live of [
      { 'training.learningRate': 0.25, 'training.gradientClip': 0, 'snapshot.interval': 1 },
      { 'training.learningRate': 0, 'training.gradientClip': 0.5, 'snapshot.interval': 2 },
    ]) {
      const trainer = trained();
      Object.assign(trainer.live, live);
      const { next, progress } = restored(trainer);
      assert.deepEqual(values(next), values(trainer));
      assert.deepEqual(progress, { elapsed: 12.5, validation });
    }
    const start = trainerOf(settings);
    assert.deepEqual(values(restored(start).next), values(start));
  });

  it('is refused if a value is missing or impossible', () => {
    const wrong = [
      { iteration: -1 },
      { iteration: 1.5 },
      { smoothLoss: undefined },
      { recentLoss: 'low' },
      { learningRate: -1 },
      { gradientClip: -1 },
      { snapshotInterval: 0 },
      { snapshotInterval: 1.5 },
      { averaged: false },
      { elapsed: -1 },
      { schedule: { best: null } },
      { validation: { ...validation, waited: -1 } },
    ];
    for (const change of wrong) {
      assert.throws(
        () => restored(trained(), change),
        /not a checkpoint of Elman Lab/,
        JSON.stringify(change),
      );
    }
  });

  it('of an older version takes what it lacks from the settings, and corrects its smoothed loss', () => {
    const trainer = trained();
    trainer.live['training.gradientClip'] = 9;
    trainer.live['snapshot.interval'] = 9;
    const { iteration, uniformLoss } = trainer;
    const start = 0.999 ** iteration;
    const minCharRnns = start * uniformLoss + (1 - start) * 2;
    const { next } = restored(trainer, {
      ...{ averaged: undefined, bestLoss: 1, smoothLoss: minCharRnns },
      ...{ gradientClip: undefined, snapshotInterval: undefined },
    });
    near(next.smoothLoss, 2);
    near(next.bestLoss, 2);
    assert.deepEqual([next.live['training.gradientClip'], next.live['snapshot.interval']], [2, 70]);
    near(restored(trainer, { bestLoss: undefined }).next.bestLoss, trainer.smoothLoss);
  });

  it('is worth saving if all weights are finite', () => {
    const trainer = trainerOf(settings);
    assert.equal(hasFiniteParameters(trainer), true);
    const { value } = trainer.model.parameters[trainer.model.parameters.length - 1];
    trainer.kernels.arena.values(value)[0] = Number.NaN;
    assert.equal(hasFiniteParameters(trainer), false);
    assert.throws(() => restored(trainer), /NaN|not finite/i);
  });
});
