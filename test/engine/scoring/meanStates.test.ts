import assert from 'node:assert/strict';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { meanStates } from '../../../src/engine/scoring/meanStates';
import { randomTextModel } from '../support/textModel';

describe('the mean hidden states of a text', () => {
  const text = 'a b c a a b';
  const tokens = [...text.split(' '), '</s>'];
  const { model, tokenizer, vocabulary } = randomTextModel(referenceKernels(), 'word', text);

  it('are means of the states after each word', () => {
    const { words, counts, vectors, size } = meanStates(model, tokenizer, {
      name: 'a.txt',
      bytes: Buffer.from(text),
    });
    assert.deepEqual(
      words,
      vocabulary.symbols.filter(symbol => symbol === '</s>' || 'abc'.includes(symbol)),
    );
    assert.deepEqual(
      counts,
      words.map(word => tokens.filter(each => each === word).length),
    );
    assert.equal(size, 9);
    const sums = new Map<string, number[]>();
    let state = model.start();
    for (const word of tokens) {
      state = model.step(state, vocabulary.id(word)).state;
      sums.set(
        word,
        Array.from(state, (value, k) => value + (sums.get(word)?.[k] ?? 0)),
      );
    }
    for (const [row, word] of words.entries())
      for (let k = 0; k < size; k++) {
        const expected = (sums.get(word)?.[k] ?? Number.NaN) / counts[row];
        assert.ok(Math.abs(vectors[row * size + k] - expected) < 1e-6, `${word} ${k}`);
      }
  });
});
