import assert from 'node:assert/strict';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Evaluation } from '../../src/engine/train/evaluation';
import { Trainer } from '../../src/engine/train/trainer';
import { Validator } from '../../src/engine/train/validator';
import type { RunSettings } from '../../src/protocol/run';
import { configuration, corpusOf } from './support/network';

/** An evaluation that returns the given losses one after the other, each after two segments. */
class Scripted extends Evaluation {
  restarts = 0;
  private segments = 0;

  constructor(
    trainer: Trainer,
    private readonly losses: number[],
  ) {
    super(trainer.kernels, trainer.model, trainer.corpus.ids);
  }

  override restart(): void {
    this.restarts++;
    this.segments = 0;
  }

  override advance(): boolean {
    return ++this.segments < 2;
  }

  override result(iteration: number) {
    return { iteration, loss: this.losses.shift() ?? Number.NaN };
  }
}

function validatorOf(losses: number[] = [], settings: RunSettings = {}) {
  const trainer = new Trainer(
    referenceKernels(),
    corpusOf([0, 1, 2, 1, 0, 2, 1, 0, 1, 1]),
    configuration({
      'model.hidden': 3,
      'training.sequenceLength': 3,
      'validation.interval': 10,
      ...settings,
    }),
  );
  const evaluation = new Scripted(trainer, losses);
  const validator = new Validator(trainer, evaluation);
  const validate = (iteration: number) => {
    trainer.iteration = iteration;
    assert.equal(validator.advance(), undefined);
    return validator.advance() ?? assert.fail('the validation has not ended');
  };
  return { trainer, evaluation, validator, validate };
}

describe('a validator', () => {
  it('validates at every multiple of the interval but 0, and at the end, and each time once', () => {
    const { trainer, validator, validate } = validatorOf([1, 1]);
    const dueAt = (iteration: number, atEnd = false) => {
      trainer.iteration = iteration;
      return validator.isDue(atEnd);
    };
    assert.deepEqual(
      [0, 1, 9, 10, 11, 20].filter(iteration => dueAt(iteration)),
      [10, 20],
    );
    assert.ok(dueAt(11, true));
    validate(20);
    assert.ok(!dueAt(20) && !dueAt(20, true) && dueAt(30));
  });

  it('restarts the text once for each validation, and shows its progress meanwhile', () => {
    const { evaluation, validator, validate } = validatorOf([1, 1]);
    assert.equal(validator.progress, undefined);
    assert.equal(validator.advance(), undefined);
    assert.deepEqual(validator.progress, evaluation.progress);
    assert.ok(validator.advance());
    assert.equal(validator.progress, undefined);
    validate(10);
    assert.equal(evaluation.restarts, 2);
  });

  it('remembers the best validation (of equal ones, the first), and ends training when the patience is exhausted', () => {
    const losses = [3, 2, 2, 1.5, 4, 5];
    const { validator, validate } = validatorOf([...losses], { 'validation.patience': 2 });
    const states = losses.map((_, i) => validate(10 * (i + 1)));
    assert.deepEqual(
      states.map(({ best, waited, ended }) => [best.iteration, waited, ended]),
      [
        [10, 0, false],
        [20, 0, false],
        [20, 1, false],
        [40, 0, false],
        [40, 1, false],
        [40, 2, true],
      ],
    );
    assert.deepEqual(validator.state, states[5]);
    assert.deepEqual(
      states.map(({ last }) => last.loss),
      losses,
    );
  });

  it('never ends training without a patience', () => {
    const { validate } = validatorOf([1, 2, 3, 4]);
    const states = [10, 20, 30, 40].map(validate);
    assert.ok(states.every(({ ended }) => !ended));
    assert.equal(states[3].waited, 3);
  });

  it('ends training when the schedule says so; the schedule ignores a validation outside the interval', () => {
    const { validate } = validatorOf([5, 5, 5, 5], { 'training.schedule': 'halving' });
    assert.deepEqual(
      [10, 20, 25, 30].map(iteration => validate(iteration).ended),
      [false, false, false, true],
    );
  });

  it('has a current validation only until the weights change', () => {
    const { trainer, validator, validate } = validatorOf([1]);
    assert.equal(validator.current, undefined);
    const { last } = validate(10);
    assert.equal(validator.current, last);
    trainer.iteration = 11;
    assert.equal(validator.current, undefined);
  });

  it('measures the time of all segments of a validation', () => {
    const { validator } = validatorOf([1, 1]);
    assert.equal(validator.time, undefined);
    for (const [first, second] of [
      [3, 4],
      [1, 1],
    ]) {
      const before: number | undefined = validator.time;
      validator.advance();
      validator.spend(first);
      assert.equal(validator.time, before);
      validator.advance();
      validator.spend(second);
      assert.equal(validator.time, first + second);
    }
  });
});
