import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextUnit } from '../../src/engine/data/tokenizers';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { scoreText } from '../../src/engine/scoring/score';
import { byHand } from './support/byHand';
import { everyKernels } from './support/kernels';
import { randomTextModel } from './support/textModel';

const TEXT = 'the cat sat on the mat\nthe dog sat on the cat\n'.repeat(4);

const randomModel = (kernels: Kernels, unit: TextUnit, minimumCount?: number) =>
  randomTextModel(kernels, unit, TEXT, minimumCount);

describe('scoring', () => {
  it('agrees with a plain loop over the equations, for texts longer than a window', () => {
    const kernels = referenceKernels();
    const { model, network, vocabulary } = randomModel(kernels, 'character');
    const ids = [...TEXT].map(symbol => vocabulary.id(symbol));
    const scores = model.score(model.start(), Int32Array.from(ids)).logProbs;
    assert.ok(Number.isNaN(scores[0]));
    for (const [i, expected] of byHand(kernels, network, ids).entries()) {
      assert.ok(Math.abs(scores[i + 1] - expected) < 1e-11, `token ${i + 1}`);
    }
  });

  it("agrees with the model's steps, on every build", async () => {
    for (const kernels of await everyKernels()) {
      const { model, vocabulary } = randomModel(kernels, 'character');
      const ids = Int32Array.from([...TEXT.slice(0, 90)], symbol => vocabulary.id(symbol));
      const scores = model.score(model.start(), ids).logProbs;
      let state = model.start();
      for (let i = 0; i + 1 < ids.length; i++) {
        const next = model.step(state, ids[i]);
        assert.ok(
          Math.abs(next.logProbs[ids[i + 1]] - scores[i + 1]) < 1e-4,
          `${kernels.build} token ${i + 1}`,
        );
        state = next.state;
      }
    }
  });

  it('gives probabilities that sum to 1', () => {
    const kernels = referenceKernels();
    const { model, vocabulary } = randomModel(kernels, 'character');
    fc.assert(
      fc.property(fc.array(fc.nat(vocabulary.size - 1), { minLength: 1, maxLength: 9 }), ids => {
        let state = model.start();
        for (const id of ids) {
          const next = model.step(state, id);
          const total = Array.from(next.logProbs).reduce((a, logProb) => a + Math.exp(logProb), 0);
          assert.ok(Math.abs(total - 1) < 1e-12);
          state = next.state;
        }
      }),
    );
  });

  it('gives the same result for a whole text and for its parts after their context', () => {
    const { model, tokenizer } = randomModel(referenceKernels(), 'character');
    const whole = scoreText({ model, tokenizer }, '', TEXT);
    const head = scoreText({ model, tokenizer }, '', TEXT.slice(0, 70));
    const tail = scoreText({ model, tokenizer }, TEXT.slice(0, 70), TEXT.slice(70));
    assert.ok(Math.abs(head.logProb + tail.logProb - whole.logProb) < 1e-9);
    // The first token of each text is also scored, as if a line end came before it.
    assert.equal(head.scored + tail.scored, TEXT.length);
    assert.equal(whole.characters, TEXT.length);
  });

  it('leaves out tokens that the model does not know, and counts them', () => {
    const { model, tokenizer } = randomModel(referenceKernels(), 'character');
    const score = scoreText({ model, tokenizer }, 'the ', 'cat Ω𝄞sat');
    assert.deepEqual([score.tokens, score.scored, score.unknown, score.characters], [9, 7, 2, 7]);
    const nothing = scoreText({ model, tokenizer }, '', 'Ω');
    assert.deepEqual([nothing.scored, nothing.unknown, nothing.logProb], [0, 1, 0]);
  });

  it('counts characters beyond U+FFFF as one each, and a CRLF as one', () => {
    const text = '\u{10000}\u{103ff}\ue000a\r\n\u{1d11e}';
    const score = scoreText(randomTextModel(referenceKernels(), 'character', text), '', text);
    assert.equal(score.characters, 6);
  });

  it('scores a rare word as <unk> if the model has it', () => {
    const { model, tokenizer } = randomModel(referenceKernels(), 'word', 8);
    assert.ok(model.vocabulary.unknown >= 0);
    const score = scoreText({ model, tokenizer }, 'the ', 'unicorn sat\n');
    assert.deepEqual([score.tokens, score.scored, score.unknown, score.sentenceEnds], [3, 3, 1, 1]);
    assert.equal(score.characters, 'unicorn sat\n'.length);
    const { vocabulary } = model;
    const ids = ['</s>', 'the', 'unicorn', 'sat', '</s>'].map(symbol => vocabulary.id(symbol));
    const [, , unicorn, sat, end] = model.score(model.start(), Int32Array.from(ids)).logProbs;
    const sums = { all: unicorn + sat + end, withoutEnds: unicorn + sat, withoutUnknown: sat + end };
    assert.ok(Math.abs(score.logProb - sums.all) < 1e-12);
    assert.ok(Math.abs(score.logProbWithoutEnds - sums.withoutEnds) < 1e-12);
    assert.ok(Math.abs(score.logProbWithoutUnknown - sums.withoutUnknown) < 1e-12);
  });

  it('distinguishes tokens that are left out, scored as <unk>, and of probability 0', () => {
    const characters = randomModel(referenceKernels(), 'character');
    const { leftOut, unknown, zeroProbs } = scoreText(characters, 'the ', 'cat Ω𝄞sat');
    assert.deepEqual([leftOut, unknown, zeroProbs], [2, 2, 0]);
    const open = scoreText(randomModel(referenceKernels(), 'word', 8), 'the ', 'unicorn sat\n');
    assert.deepEqual([open.leftOut, open.unknown, open.zeroProbs], [0, 1, 0]);
    const { model, tokenizer } = randomModel(referenceKernels(), 'word');
    const { score } = model;
    const sat = model.vocabulary.id('sat');
    model.score = (state, ids) => {
      const scores = score.call(model, state, ids);
      const logProbs = scores.logProbs.map((value, i) => (ids[i] === sat ? Number.NEGATIVE_INFINITY : value));
      return { ...scores, logProbs };
    };
    const zero = scoreText({ model, tokenizer }, 'the ', 'cat sat on the mat sat\n');
    assert.deepEqual([zero.tokens, zero.scored, zero.zeroProbs, zero.leftOut, zero.unknown], [7, 5, 2, 0, 0]);
    assert.ok(Number.isFinite(zero.logProb));
  });

  it('counts the letters of a text that were lost when it was decoded', () => {
    const { model, tokenizer } = randomModel(referenceKernels(), 'word', 8);
    for (const [context, text, lost] of [
      ['', 'the cat sat\n', 0],
      ['', 'the c\ufffdt \ufffd\ufffd sat\n', 3],
      ['\ufffd \ufffd ', 'the c\ufffdt sat\n', 1],
    ] as const) {
      assert.equal(scoreText({ model, tokenizer }, context, text).unreadable, lost);
    }
  });

  it('lists the five most surprising tokens, the most surprising first', () => {
    const { model, tokenizer } = randomModel(referenceKernels(), 'character');
    const { mostSurprising, logProb } = scoreText({ model, tokenizer }, '', TEXT);
    assert.equal(mostSurprising.length, 5);
    assert.ok(
      mostSurprising.every((surprise, i) => i === 0 || surprise.surprisal <= mostSurprising[i - 1].surprisal),
    );
    assert.ok(mostSurprising[0].surprisal > -logProb / Math.LN2 / (TEXT.length - 1));
  });
});
