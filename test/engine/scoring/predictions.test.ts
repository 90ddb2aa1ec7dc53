import assert from 'node:assert/strict';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import type { LanguageModel } from '../../../src/engine/model/languageModel';
import type { TextModel } from '../../../src/engine/model/openModel';
import { predict, ranksOf } from '../../../src/engine/scoring/predictions';
import { Reading } from '../../../src/engine/scoring/reading';
import { scoreText } from '../../../src/engine/scoring/score';
import { Tokens } from '../../../src/engine/scoring/tokens';
import { randomTextModel } from '../support/textModel';

const TEXT = 'the cat sat on the mat\nthe dog sat on the cat\n';

/**
 * Returns a model of characters that makes the same prediction at every position. `logProbOf` returns ln P of
 * a symbol.
 */
function constantModel(logProbOf: (symbol: string) => number): TextModel {
  const { model, tokenizer } = randomTextModel(referenceKernels(), 'character', TEXT);
  const logProbs = Float64Array.from(model.vocabulary.symbols, logProbOf);
  const constant: LanguageModel<number> = {
    vocabulary: model.vocabulary,
    start: () => 0,
    step: state => ({ state, logProbs }),
    score: (state, ids) => ({
      state,
      logProbs: Float64Array.from(ids, (id, i) => (i === 0 ? Number.NaN : logProbs[id])),
    }),
    read: (state, ids, visit) => {
      for (let i = 1; i < ids.length; i++) visit(i, logProbs);
      return state;
    },
  };
  return { model: constant, tokenizer };
}

function readAll(open: TextModel, text: string): Reading {
  const reading = new Reading(open);
  for (const _piece of reading.read(text, true));
  return reading;
}

describe('the predictions of a model', () => {
  it('list the most likely symbols first, and equal ones in the order of the vocabulary', () => {
    const open = constantModel(symbol => (symbol === 't' ? -1 : symbol === 'a' || symbol === 'o' ? -2 : -3));
    const [first, second] = predict(open, readAll(open, TEXT), [1, 5], 4);
    assert.deepEqual([first.token, second.token], [1, 5]);
    const others = open.model.vocabulary.symbols.filter(symbol => !'tao'.includes(symbol));
    assert.deepEqual(
      first.alternatives.map(({ text }) => text),
      ['t', 'a', 'o', others[0]],
    );
    for (const [i, { probability }] of first.alternatives.entries())
      assert.ok(Math.abs(probability - Math.exp([-1, -2, -2, -3][i])) < 1e-15);
  });

  it('are all symbols if more are wanted than there are', () => {
    const open = constantModel(symbol => (symbol === 't' ? -1 : -2));
    const [{ alternatives }] = predict(open, readAll(open, TEXT), [1], 1000);
    const others = open.model.vocabulary.symbols.filter(symbol => symbol !== 't');
    assert.deepEqual(
      alternatives.map(({ text }) => text),
      ['t', ...others],
    );
  });

  it('have ranks: 1 plus the number of more likely symbols; 0 without a probability', () => {
    const open = constantModel(symbol =>
      symbol === 't' ? -1 : symbol === 'a' || symbol === 'o' ? -2 : symbol === 'c' ? -Infinity : -3,
    );
    const text = 'taochΩ';
    const ranks = ranksOf(readAll(open, text), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual([...ranks], [1, 2, 2, 0, 4, 0]);
  });

  it('show the five least likely tokens in order; of equal ones, the first', () => {
    const order = 'mdgsn';
    const open = constantModel(symbol => (order.includes(symbol) ? order.indexOf(symbol) - 9 : -1));
    const { mostSurprising } = scoreText(open, '', 'the cat sat on the mat\nthe dog sat\n', true);
    assert.deepEqual(
      mostSurprising.map(({ text, start }) => [text, start]),
      [
        ['m', 19],
        ['d', 27],
        ['g', 29],
        ['s', 8],
        ['s', 31],
      ],
    );
    assert.ok(Math.abs(mostSurprising[0].surprisal - 9 / Math.LN2) < 1e-12);
    assert.equal(mostSurprising[0].expected?.text, '\n');
  });
});

describe('the tokens of a text', () => {
  it('are found by their places, however many there are', () => {
    const tokens = new Tokens();
    for (let i = 0; i < 3000; i++) tokens.add(2 * i, 2 * i + 2, i);
    assert.equal(tokens.length, 3000);
    for (const token of [0, 1, 1023, 1024, 2047, 2048, 2999]) {
      assert.deepEqual(
        [tokens.starts[token], tokens.ends[token], tokens.ids[token]],
        [2 * token, 2 * token + 2, token],
      );
      assert.ok(Number.isNaN(tokens.logProbs[token]));
      assert.equal(tokens.firstAfter(2 * token), token);
      assert.equal(tokens.firstAfter(2 * token + 1), token);
    }
    assert.equal(tokens.firstAfter(6000), 3000);
  });
});
