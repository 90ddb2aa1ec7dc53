import assert from 'node:assert/strict';
import { classicNames, classicThresholds, isMet } from '../../../src/common/classics/classicThresholds';
import { evaluateClassic } from '../../../src/engine/experiments/classics/evaluate';
import { measures } from '../../../src/engine/experiments/classics/measures';
import { newTextOf } from '../../../src/engine/experiments/classics/newText';
import { generators } from '../../../src/engine/experiments/generators';
import { lexicalEntropy } from '../../../src/engine/experiments/generators/lexical';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { TextModel } from '../../../src/engine/model/openModel';
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

describe('the figures of a model that gives each letter a fixed surprisal', () => {
  const surprisal: Readonly<Record<string, number>> = { a: 3, b: 1, c: 2 };

  /** Returns a model, and a text with the labels of its letters. */
  function measured(text: string, labels: readonly string[]): [TextModel, ReturnType<typeof newTextOf>] {
    const open = randomTextModel(referenceKernels(), 'character', 'abc\n');
    const logProbs = Float64Array.from(open.model.vocabulary.symbols, symbol => -(surprisal[symbol] ?? 9));
    const model: TextModel['model'] = {
      vocabulary: open.model.vocabulary,
      start: open.model.start.bind(open.model),
      step: state => ({ state, logProbs }),
      score: (state, ids) => ({ state, logProbs: Float64Array.from(ids, id => logProbs[id]) }),
      read: (state, ids, visit) => {
        for (let i = 1; i < ids.length; i++) visit(i, logProbs);
        return state;
      },
    };
    const tokens = labels.map((label, start) => ({ token: text[start], label, start, end: start + 1 }));
    return [
      { tokenizer: open.tokenizer, model },
      { text, tokens },
    ];
  }

  it('are the errors at each bit of XOR', () => {
    const { first, second, third } = measures.xor(...measured('abcabb', [...'123123']));
    const rms = (...surprisals: number[]) =>
      Math.hypot(...surprisals.map(each => 1 - Math.exp(-each))) / Math.sqrt(surprisals.length);
    for (const [found, expected] of [
      [first, rms(3, 3)],
      [second, rms(1, 1)],
      [third, rms(2, 1)],
    ])
      assert.ok(Math.abs(found - expected) < 1e-12, `${found} ${expected}`);
  });

  it('are the surprisal at onsets of words, and the F1 of finding them by it', () => {
    // The mean surprisal is 2.25. Above it and the letter before are the letters 0, 3 and 6.
    const labels = [0, 1, 2, 3, 4, 5, 6, 7].map(at => ([0, 3, 4, 7].includes(at) ? 'onset' : 'inside'));
    const { ratio, boundaries } = measures.words(...measured('abcaacab', labels));
    assert.equal(ratio, (3 + 3 + 3 + 1) / (1 + 2 + 2 + 3));
    assert.equal(boundaries, (2 * 2) / (3 + 4));
  });

  it('are the surprisal of words above the entropy of the grammar; without hidden states no neighbours', () => {
    const { excess, neighbours } = measures.lexical(...measured('aabc', ['x', 'x', 'y', 'x']));
    assert.ok(Math.abs(excess - ((3 + 3 + 1 + 2) / 4 - lexicalEntropy)) < 1e-12);
    assert.ok(Number.isNaN(neighbours));
  });
});
