import assert from 'node:assert/strict';
import { classicNames, classicThresholds, isMet } from '../../../src/common/classics/classicThresholds';
import { evaluateClassic } from '../../../src/engine/experiments/classics/evaluate';
import { newTextOf } from '../../../src/engine/experiments/classics/newText';
import { generators } from '../../../src/engine/experiments/generators';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { randomTextModel } from '../support/textModel';

describe("the thresholds of Elman's experiments", () => {
  for (const name of classicNames) {
    it(`are measured for any network, and a random one does not meet all: ${name}`, () => {
      const unit = generators[name].separator === ' ' ? 'word' : 'character';
      const open = randomTextModel(referenceKernels(), unit, newTextOf(name).text);
      const measured = evaluateClassic(name, open);
      assert.deepEqual(
        measured.map(each => each.name),
        Object.keys(classicThresholds[name].thresholds),
      );
      for (const { figure, name } of measured) assert.ok(Number.isFinite(figure), `${name}: ${figure}`);
      assert.ok(measured.some(({ isMet }) => !isMet));
    });
  }

  it('are not met by a network that does not know the text', () => {
    const open = randomTextModel(referenceKernels(), 'character', 'zzz');
    for (const { isMet, figure } of evaluateClassic('letters', open))
      assert.deepEqual([isMet, figure], [false, Number.NaN]);
  });

  it('include their limits, and no figure that is not a number', () => {
    const { third, first } = classicThresholds.xor.thresholds;
    assert.deepEqual(
      [0.4, 0.41, Number.NaN].map(figure => isMet(third, figure)),
      [true, false, false],
    );
    assert.deepEqual(
      [0.5, 0.49, Number.NaN].map(figure => isMet(first, figure)),
      [true, false, false],
    );
  });
});
