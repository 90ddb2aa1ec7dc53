import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ScheduleName, schedules } from '../../../src/engine/optim/schedules';
import { withWarmup } from '../../../src/engine/optim/schedules/warmup';

const OPTIONS = {
  ...{ maxIterations: 1000, warmup: 0, lowest: 0, interval: 100, factor: 0.3 },
  ...{ iterationsPerEpoch: 4, firstEpochs: 2, everyEpochs: 3 },
};
const names = Object.keys(schedules) as ScheduleName[];

/**
 * Applies the rule of RNNLM to the log probabilities of successive validations. Returns the learning rate
 * after each validation until the rule stops the training.
 */
function rnnlm(logProbs: readonly number[]): { readonly rates: number[]; readonly stops: boolean } {
  const rates: number[] = [];
  let [previous, alpha, halving] = [-1e8, 1, false];
  for (const logProb of logProbs) {
    if (logProb * 1.003 < previous) {
      if (halving) return { rates, stops: true };
      halving = true;
    }
    if (halving) alpha /= 2;
    previous = logProb;
    rates.push(alpha);
  }
  return { rates, stops: false };
}

/** Generates validation losses that improve a lot, improve a little, or get worse. */
const validations = fc
  .array(fc.double({ min: 0.985, max: 1.005, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map(ratios => {
    let loss = 5;
    return ratios.map(ratio => {
      loss *= ratio;
      return loss;
    });
  });

describe('schedules of the learning rate', () => {
  it('constant keeps the rate', () => {
    const { factor } = schedules.constant(OPTIONS);
    for (const i of [0, 1, 999, 1e9]) assert.equal(factor(i), 1);
  });

  it('step multiplies the rate by its factor every interval', () => {
    const { factor } = schedules.step(OPTIONS);
    const found = [0, 99, 100, 199, 200, 300].map(factor);
    const expected = [1, 1, 0.3, 0.3, 0.09, 0.027];
    for (const [i, each] of found.entries()) assert.ok(Math.abs(each - expected[i]) < 1e-15, String(each));
  });

  it('epochs follows the rules of char-rnn and torch-rnn', () => {
    const charRnn = { ...OPTIONS, firstEpochs: 10, everyEpochs: 1, factor: 0.97 };
    const torchRnn = { ...OPTIONS, firstEpochs: 4, everyEpochs: 5, factor: 0.5 };
    let [charRate, torchRate] = [1, 1];
    for (let i = 1; i <= 200; i++) {
      // Number of epochs that are completed after update i.
      const completed = i / OPTIONS.iterationsPerEpoch;
      if (Number.isInteger(completed)) {
        // char-rnn lowers the rate from the end of epoch 10 on.
        if (completed >= 10) charRate *= 0.97;
        // torch-rnn counts the epoch that begins.
        if ((completed + 1) % 5 === 0) torchRate *= 0.5;
      }
      assert.ok(Math.abs(schedules.epochs(charRnn).factor(i) - charRate) < 1e-12, `${i}`);
      assert.ok(Math.abs(schedules.epochs(torchRnn).factor(i) - torchRate) < 1e-12, `${i}`);
    }
  });

  it('plateau multiplies the rate at every validation that is not the best so far', () => {
    const schedule = schedules.plateau(OPTIONS);
    const seen = [3, 2, 2, 2.5, 1.9].map(loss => [schedule.validated(loss), schedule.factor(0)]);
    const expected = [1, 1, 0.3, 0.09, 0.09];
    for (const [i, [shouldContinue, factor]] of seen.entries()) {
      assert.equal(shouldContinue, true);
      assert.ok(Math.abs(Number(factor) - expected[i]) < 1e-15);
    }
  });

  it('cosine decreases from the full rate to 0, and stays at 0', () => {
    const { factor } = schedules.cosine(OPTIONS);
    assert.equal(factor(0), 1);
    for (let i = 0; i <= 1000; i++) {
      assert.ok(Math.abs(factor(i) - (1 + Math.cos((Math.PI * i) / 1000)) / 2) < 1e-15);
      assert.ok(i === 0 || factor(i) < factor(i - 1));
    }
    assert.equal(factor(1000), 0);
    assert.equal(factor(2000), 0);
  });

  it('cosine after a warm-up gives the learning rates of nanoGPT', () => {
    const [rate, lowest, warmup, end] = [1e-3, 1e-4, 100, 2000];
    const options = { ...OPTIONS, warmup, lowest: lowest / rate, maxIterations: end };
    const { factor } = withWarmup(schedules.cosine(options), warmup);
    for (let i = 0; i <= end + 10; i++) {
      const place = Math.min(1, (i - warmup) / (end - warmup));
      const expected =
        i < warmup
          ? (rate * (i + 1)) / (warmup + 1)
          : lowest + 0.5 * (1 + Math.cos(Math.PI * place)) * (rate - lowest);
      assert.ok(Math.abs(rate * factor(i) - expected) < 1e-15, String(i));
    }
  });

  it('a warm-up as long as the training or longer leaves every factor finite', () => {
    for (const warmup of [1000, 1001]) {
      const { factor } = withWarmup(schedules.cosine({ ...OPTIONS, warmup }), warmup);
      for (const i of [0, 999, 1000, 1001, 2000]) assert.ok(factor(i) >= 0 && factor(i) <= 1, `${i}`);
    }
  });

  it('a warm-up keeps the state of its schedule', () => {
    const schedule = withWarmup(schedules.plateau(OPTIONS), 10);
    for (const loss of [3, 4]) schedule.validated(loss);
    const again = withWarmup(schedules.plateau(OPTIONS), 10);
    again.restore(JSON.parse(JSON.stringify(schedule.save())));
    for (const i of [0, 5, 50]) assert.equal(again.factor(i), schedule.factor(i));
    assert.equal(again.factor(50), OPTIONS.factor);
  });

  it("halving follows RNNLM's rule", () => {
    fc.assert(
      fc.property(validations, losses => {
        const schedule = schedules.halving(OPTIONS);
        const { rates, stops } = rnnlm(losses.map(loss => -loss));
        for (const [i, rate] of rates.entries()) {
          assert.equal(schedule.validated(losses[i]), true);
          assert.equal(schedule.factor(i), rate);
        }
        if (stops) assert.equal(schedule.validated(losses[rates.length]), false);
      }),
      { numRuns: 500 },
    );
  });

  it('halving lowers the rate after validations that are better, slightly better, better and worse', () => {
    const schedule = schedules.halving(OPTIONS);
    const seen = [3, 2, 1.999, 1.5, 1.6].map(loss => [schedule.validated(loss), schedule.factor(0)]);
    assert.deepEqual(seen.slice(0, 4), [
      [true, 1],
      [true, 1],
      [true, 0.5],
      [true, 0.25],
    ]);
    assert.equal(seen[4][0], false);
  });

  it('halving accepts an improvement of exactly three thousandths', () => {
    const schedule = schedules.halving(OPTIONS);
    for (const loss of [1.003, 1]) schedule.validated(loss);
    assert.equal(schedule.factor(0), 1);
  });

  it('halving counts no validation after a loss of 0 as an improvement', () => {
    const schedule = schedules.halving(OPTIONS);
    schedule.validated(0);
    const again = schedules.halving(OPTIONS);
    again.restore(JSON.parse(JSON.stringify(schedule.save())));
    again.validated(1);
    assert.equal(again.factor(0), 0.5);
  });

  it('plateau counts no validation after a loss of 0 as an improvement', () => {
    const schedule = schedules.plateau(OPTIONS);
    schedule.validated(0);
    const again = schedules.plateau(OPTIONS);
    again.restore(JSON.parse(JSON.stringify(schedule.save())));
    again.validated(1);
    assert.equal(again.factor(0), OPTIONS.factor);
  });

  for (const name of ['halving', 'plateau'] as const) {
    it(`${name} that was saved before its first validation takes that one as the first`, () => {
      const schedule = schedules[name](OPTIONS);
      schedule.restore(JSON.parse(JSON.stringify(schedules[name](OPTIONS).save())));
      const whole = schedules[name](OPTIONS);
      for (const loss of [7, 3, 3.5]) {
        assert.equal(schedule.validated(loss), whole.validated(loss));
        assert.equal(schedule.factor(0), whole.factor(0));
      }
      assert.ok(schedule.factor(0) < 1);
    });
  }

  for (const name of names) {
    it(`${name} never rises, stays within (0, 1], and is the same after saving and restoring`, () => {
      fc.assert(
        fc.property(validations, fc.nat(), (losses, stop) => {
          let schedule = schedules[name](OPTIONS);
          let last = 1;
          for (const [i, loss] of losses.entries()) {
            if (i === stop % losses.length) {
              const saved = JSON.parse(JSON.stringify(schedule.save()));
              const before = schedule.factor(i);
              schedule = schedules[name](OPTIONS);
              schedule.restore(saved);
              assert.equal(schedule.factor(i), before);
              assert.deepEqual(schedule.save(), saved);
            }
            schedule.validated(loss);
            const factor = schedule.factor(i);
            assert.ok(factor > 0 && factor <= last);
            last = factor;
          }
        }),
      );
    });
  }
});
