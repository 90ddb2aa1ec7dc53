import assert from 'node:assert/strict';
import { characters } from '../../../src/engine/data/characters';
import { words } from '../../../src/engine/data/words';
import { placesOf } from '../../../src/engine/vectors/places';

const find = (text: string, word: string, count = 10, tokenizer = words) =>
  placesOf({ name: 'a.txt', bytes: new TextEncoder().encode(text) }, tokenizer, {
    isWord: symbol => symbol === word,
    count,
  });

describe('the places of a word in a text', () => {
  it('have a line and a column from 0, whatever the line ends', () => {
    const { places, isComplete } = find('cat a\r\nb  cat\n\ncat cat\n', 'cat');
    assert.equal(isComplete, true);
    assert.deepEqual(
      places.map(({ line, column, word }) => [line, column, word]),
      [
        [0, 0, 'cat'],
        [1, 3, 'cat'],
        [3, 0, 'cat'],
        [3, 4, 'cat'],
      ],
    );
  });

  it('have the text of the same line before and after, at most 60 characters of each', () => {
    const [{ before, after }] = find('no\none two cat three\nfour\n', 'cat').places;
    assert.deepEqual([before, after], ['one two ', ' three']);
    const filler = 'x'.repeat(59);
    const [long] = find(`y${filler} cat ${filler}z\n`, 'cat').places;
    assert.deepEqual([long.before, long.after], [`${filler} `, ` ${filler}`]);
    const [alone] = find('cat', 'cat').places;
    assert.deepEqual([alone.before, alone.after], ['', '']);
  });

  it('are the first ones, up to a number', () => {
    const text = 'cat\n'.repeat(3);
    for (const count of [1, 2]) {
      const { places, isComplete } = find(text, 'cat', count);
      assert.deepEqual([places.length, isComplete], [count, false]);
    }
    assert.deepEqual([find(text, 'cat', 3).places.length, find(text, 'cat', 3).isComplete], [3, true]);
    assert.deepEqual(find(text, 'dog'), { places: [], isComplete: true });
  });

  it('are right in every piece of a large text', () => {
    const line = `${'word '.repeat(20_000)}\n`;
    const text = `${line.repeat(40)}a cat\n${line}`;
    const { places } = find(text, 'cat');
    assert.deepEqual(
      places.map(({ line, column }) => [line, column]),
      [[40, 2]],
    );
  });

  it('may be single characters, also white space', () => {
    const { places } = find('ab a', 'a', 10, characters);
    assert.deepEqual(
      places.map(({ column }) => column),
      [0, 3],
    );
    assert.deepEqual(
      find('ab a', ' ', 10, characters).places.map(({ column, word }) => [column, word]),
      [[2, ' ']],
    );
  });
});
