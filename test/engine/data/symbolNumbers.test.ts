import assert from 'node:assert/strict';
import { SymbolNumbers } from '../../../src/engine/data/symbolNumbers';

const bytesOf = (word: string) => new TextEncoder().encode(`(${word})`);

/** Numbers a word by its bytes, which lie between others. */
const ofBytes = (numbers: SymbolNumbers, word: string) =>
  numbers.ofNewWord(bytesOf(word), 1, word.length + 1);

describe('the numbers of symbols', () => {
  it('are in the order of first appearance, with or without an occurrence', () => {
    const numbers = new SymbolNumbers();
    assert.deepEqual(
      [numbers.add('b'), numbers.of('a'), numbers.add('b'), numbers.add('c'), numbers.of('a')],
      [0, 1, 0, 2, 1],
    );
    numbers.count(1, 5);
    assert.deepEqual(numbers.counts(), { symbols: ['b', 'a', 'c'], counts: Float64Array.of(2, 5, 1) });
  });

  it('have counts for any number of symbols', () => {
    const numbers = new SymbolNumbers();
    for (let i = 0; i < 3000; i++) for (let k = 0; k <= i % 3; k++) numbers.add(`w${i}`);
    const { symbols, counts } = numbers.counts();
    assert.deepEqual(symbols.length, 3000);
    assert.ok(counts.every((count, i) => count === 1 + (i % 3)));
  });

  it('are the same for words that are given by their bytes', () => {
    const numbers = new SymbolNumbers();
    assert.equal(numbers.ofNew('</s>'), 0);
    assert.equal(ofBytes(numbers, 'one'), 1);
    assert.equal(ofBytes(numbers, 'two'), 2);
    assert.equal(numbers.ofNew('drei\u00a0'), 3);
    assert.equal(ofBytes(numbers, 'four'), 4);
    assert.equal(numbers.of('two'), 2);
    assert.equal(ofBytes(numbers, 'four'), 4);
    assert.equal(ofBytes(numbers, 'five'), 5);
    assert.equal(numbers.ofNew('one'), 1);
    assert.deepEqual(numbers.counts().symbols, ['</s>', 'one', 'two', 'drei\u00a0', 'four', 'five']);
  });

  it('are those of many words, and of words of any length', () => {
    const numbers = new SymbolNumbers();
    const words = Array.from({ length: 20_000 }, (_, i) =>
      i % 7000 === 1 ? `${i}`.repeat(20_000) : `w${i}`,
    );
    for (const [i, word] of words.entries()) assert.equal(ofBytes(numbers, word), i);
    assert.deepEqual(numbers.counts().symbols, words);
  });
});
