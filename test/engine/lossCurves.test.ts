import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configure } from '../../src/engine/configuration/configure';
import { characters } from '../../src/engine/data/characters';
import { readCorpus } from '../../src/engine/data/corpus';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Trainer } from '../../src/engine/train/trainer';
import { availableKernels } from './support/kernels';

const ITERATIONS = 600;
/** Tolerance for the loss of a window in float32 and float64 with the same weights. */
const SAME_WEIGHTS = 1e-5;
/**
 * Tolerance for smoothed losses. The first steps of Adagrad are the learning rate, 0.1, times the sign of the
 * gradient. Where the gradient is close to 0, rounding changes this sign. After ten updates, the losses of
 * windows differ by some percent. The smoothed losses of two reference runs whose initial weights differ by
 * 1e-7 differ by 3 %.
 */
const OWN_WEIGHTS = 0.1;

const text = { name: 'text', bytes: readFileSync('test/fixtures/text/tinyshakespeare-20000.txt') };

/** Returns a trainer with the default settings, which are those of min-char-rnn. */
function trainerOn(kernels: Kernels): Trainer {
  return new Trainer(kernels, readCorpus(text, characters, 1), configure({}));
}

/** Returns the loss of the window on which `trainer` trains next, computed with the oracle's kernels. */
function shadowLoss(oracle: Trainer, trainer: Trainer): number {
  const numbers = ({ model, window }: Trainer) => [...model.parameters, ...window.states];
  const copies = numbers(oracle);
  for (const [i, { value }] of numbers(trainer).entries()) {
    oracle.kernels.arena.values(copies[i].value).set(trainer.kernels.arena.values(value));
  }
  oracle.iteration = trainer.iteration;
  oracle.load();
  oracle.window.forward();
  return oracle.window.loss();
}

const relative = (a: number, b: number) => Math.abs(a - b) / b;

describe(`the loss curves of the fast kernels over ${ITERATIONS} iterations`, () => {
  it('agree with the reference computed from the same weights', async () => {
    const oracle = trainerOn(referenceKernels());
    for (const kernels of await availableKernels()) {
      const trainer = trainerOn(kernels);
      while (trainer.iteration < ITERATIONS) {
        const expected = shadowLoss(oracle, trainer);
        const { loss } = trainer.step(false);
        const where = `${kernels.build}, iteration ${trainer.iteration}`;
        assert.ok(relative(loss, expected) < SAME_WEIGHTS, `${where}: ${loss} instead of ${expected}`);
      }
    }
  });

  it('agree with a run of the reference, if both are smoothed', async () => {
    const trainers = [referenceKernels(), ...(await availableKernels())].map(trainerOn);
    for (let i = 0; i < ITERATIONS; i++) {
      const [expected, ...found] = trainers.map(trainer => {
        trainer.step(false);
        return trainer.smoothLoss;
      });
      for (const loss of found) {
        assert.ok(relative(loss, expected) < OWN_WEIGHTS, `iteration ${i}: ${loss}, not ${expected}`);
      }
    }
  });
});
