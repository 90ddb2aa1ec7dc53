import assert from 'node:assert/strict';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { cells } from '../../../src/engine/nn/cells';
import { type OptimizerName, optimizers } from '../../../src/engine/optim';
import { schedules } from '../../../src/engine/optim/schedules';
import type { RunSettings } from '../../../src/protocol/run';
import { everyKernels } from '../support/kernels';
import { cellNames } from './shapes';
import { TINY, Training } from './trainings';

/** Number of iterations, which are 18 passes of 11 iterations over the text. */
const ITERATIONS = 198;
const PASS = 11;
const ABOUT_HALF = 0.55;
const optimizerNames = Object.keys(optimizers) as OptimizerName[];

/** Returns the mean loss of the last pass, divided by the loss of a uniform distribution. */
function lossAfter(settings: RunSettings): number {
  const training = new Training(referenceKernels(), { ...TINY, ...settings });
  if (!training.until(ITERATIONS)) return Number.POSITIVE_INFINITY;
  const last = training.losses.slice(-PASS);
  return last.reduce((sum, loss) => sum + loss, 0) / last.length / training.trainer.uniformLoss;
}

describe('every optimizer and every schedule learns', () => {
  for (const optimizer of optimizerNames) {
    it(`${optimizer} halves the loss approximately, with at least one of the usual learning rates`, () => {
      const losses = [1, 0.1, 0.01].map(rate =>
        lossAfter({ 'training.optimizer': optimizer, 'training.learningRate': rate }),
      );
      assert.ok(Math.min(...losses) < ABOUT_HALF, String(losses));
    });
  }

  for (const schedule of Object.keys(schedules)) {
    it(`the schedule ${schedule} lowers the loss, and updates use its learning rate`, () => {
      const settings = {
        ...TINY,
        'training.schedule': schedule,
        'training.scheduleInterval': 50,
        'training.maxIterations': ITERATIONS,
      };
      assert.ok(lossAfter(settings) < 0.7);
      const { trainer } = new Training(referenceKernels(), settings);
      for (let i = 0; i < ITERATIONS; i += 13) {
        trainer.iteration = i;
        assert.equal(trainer.rate, 0.1 * trainer.schedule.factor(i));
        assert.equal(trainer.step(false).rate, 0.1 * trainer.schedule.factor(i));
      }
    });
  }
});

describe('training changes', () => {
  const fixed = cellNames.filter(cell => !cells[cell].learned);

  for (const cell of cellNames) {
    it(`all learned parameters and no others of ${cell}, with every optimizer, on every build`, async () => {
      for (const optimizer of optimizerNames) {
        for (const kernels of await everyKernels()) {
          const settings = {
            ...TINY,
            'model.cell': cell,
            'model.layers': 2,
            'training.optimizer': optimizer,
          };
          const training = new Training(kernels, { ...settings, 'training.l2': 0.1 });
          const { parameters } = training.trainer.model;
          const numbers = () => parameters.map(({ value }) => kernels.arena.values(value).slice());
          const before = numbers();
          assert.ok(training.until(12));
          for (const [i, after] of numbers().entries()) {
            const { name, learned } = parameters[i];
            const changed = after.some((value, k) => !Object.is(value, before[i][k]));
            assert.equal(changed, learned, `${name}, ${optimizer}, ${kernels.build}`);
          }
        }
      }
    });
  }

  it('not all parameters of at least one cell', () => assert.ok(fixed.length > 0));
});
