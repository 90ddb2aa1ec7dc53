import assert from 'node:assert/strict';
import { SymbolNumbers } from '../../../src/engine/data/symbolNumbers';

describe('the numbers of symbols', () => {
  it('are in the order of first appearance, with or without an occurrence', () => {
    const numbers = new SymbolNumbers();
    assert.deepEqual(
      [numbers.add('b'), numbers.of('a'), numbers.add('b'), numbers.add('c'), numbers.of('a')],
      [0, 1, 0, 2, 1],
    );
    assert.deepEqual([...numbers.symbols()], ['b', 'a', 'c']);
    assert.deepEqual(
      [...numbers.counts()],
      [
        ['b', 2],
        ['c', 1],
      ],
    );
    numbers.count(1, 5);
    assert.equal(numbers.counts().get('a'), 5);
  });

  it('have counts for any number of symbols', () => {
    const numbers = new SymbolNumbers();
    for (let i = 0; i < 3000; i++) for (let k = 0; k <= i % 3; k++) numbers.add(`w${i}`);
    const counts = numbers.counts();
    assert.equal(counts.size, 3000);
    for (let i = 0; i < 3000; i++) assert.equal(counts.get(`w${i}`), 1 + (i % 3));
  });
});
