import assert from 'node:assert/strict';
import { tokenizers } from '../../../../src/engine/data/tokenizers';
import { count, learn } from '../../../../src/engine/families/ngram/learn';
import { UserError } from '../../../../src/protocol/userError';

const options = { tokenizer: tokenizers.word('en'), minimumWordCount: 1, order: 2 };
const estimated = {
  ...options,
  byLength: () => ({ smoothing: 'wittenBell', interpolate: true, minimumCount: 1 }) as const,
};
const textOf = (text: string) => ({ name: 'a.txt', bytes: new TextEncoder().encode(text) });

describe('the number of tokens that n-grams are counted from', () => {
  it('includes the ends of sentences, but not their beginnings', () => {
    assert.equal(count(textOf('a\n'), options).tokens, 2);
    assert.equal(count(textOf('a b a\nb\n'), options).tokens, 6);
    assert.equal(learn(textOf('a b a\nb\n'), estimated).tokens, 6);
  });

  it('is that of the characters in a text without sentences', () => {
    const tokenizer = tokenizers.character('en');
    assert.equal(count(textOf('a'), { ...options, tokenizer }).tokens, 1);
    assert.equal(count(textOf('abcab'), { ...options, tokenizer }).tokens, 5);
  });

  it('is not 0: a text without tokens is refused', () => {
    for (const work of [() => count(textOf(''), options), () => learn(textOf(''), estimated)])
      assert.throws(
        work,
        (error: unknown) => error instanceof UserError && /^"a\.txt" is empty/.test(error.message),
      );
  });
});

describe('n-grams that do not fit into memory', () => {
  const failing = (error: Error) => () =>
    count(
      {
        name: 'a.txt',
        bytes: () => {
          throw error;
        },
      },
      options,
    );

  it('are reported with advice, in the words of any JavaScript engine', () => {
    for (const message of [
      'Array buffer allocation failed',
      'Map maximum size exceeded',
      'Invalid typed array length: 9',
    ])
      assert.throws(
        failing(new RangeError(message)),
        (error: unknown) =>
          error instanceof UserError &&
          error.message.startsWith(`The n-grams of "a.txt" do not fit into memory (${message}).`),
      );
  });

  it('are the only errors that are translated', () => {
    for (const error of [new RangeError('another'), new Error('allocation failed')])
      assert.throws(failing(error), (thrown: unknown) => thrown === error);
  });
});
