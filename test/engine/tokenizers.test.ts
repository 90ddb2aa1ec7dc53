import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LineEnds } from '../../src/engine/data/characters';
import { countedVocabulary } from '../../src/engine/data/countedVocabulary';
import { byCodePoint, codePointOrder, sortByCount } from '../../src/engine/data/symbolOrder';
import { type TextUnit, tokenizers } from '../../src/engine/data/tokenizers';
import { dice } from './storage/support/mutate';

interface Token {
  symbol: string;
  start: number;
  end: number;
}

function scan(unit: TextUnit, text: string, complete = true, lineEnds?: LineEnds): Token[] {
  const tokens: Token[] = [];
  tokenizers[unit]('en', undefined, lineEnds).scan(text, complete, (symbol, start, end) =>
    tokens.push({ symbol, start, end }),
  );
  return tokens;
}

const symbols = (unit: TextUnit, text: string, complete = true) =>
  scan(unit, text, complete).map(t => t.symbol);

/**
 * Generates texts that contain everything that makes splitting difficult: CRLF, byte order marks, astral
 * letters, combining marks and unusual spaces.
 */
const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n', '\n', '\r', '\uFEFF', '𝄞', 'é', '\u3000', ' ', '坊っちゃん'),
    ),
  )
  .map(parts => parts.join(''));

describe('characters', () => {
  it('reproduce any text from its tokens', () => {
    const { join } = tokenizers.character();
    fc.assert(
      fc.property(texts, text => {
        const kept = scan('character', text, true, 'keep').map(({ symbol }) => symbol);
        assert.equal(join(kept), text);
        assert.equal(join(symbols('character', text)), text.replaceAll(/\r\n?/g, '\n'));
      }),
    );
  });

  it('are code points with adjacent places', () => {
    fc.assert(
      fc.property(texts, text => {
        let at = 0;
        for (const { symbol, start, end } of scan('character', text, true, 'keep')) {
          assert.equal(start, at);
          assert.equal(text.slice(start, end), symbol);
          assert.equal([...symbol].length, 1);
          at = end;
        }
        assert.equal(at, text.length);
      }),
    );
  });
});

describe('words', () => {
  it('are split at white space; a line ends with </s>; blank lines are ignored', () => {
    assert.deepEqual(symbols('word', 'the cat\r\n\n  \nsat  on\tit\n'), [
      'the',
      'cat',
      '</s>',
      'sat',
      'on',
      'it',
      '</s>',
    ]);
  });

  it('end the last line with </s> even without a newline, unless the text continues', () => {
    assert.deepEqual(symbols('word', 'a b'), ['a', 'b', '</s>']);
    assert.deepEqual(symbols('word', 'a b', false), ['a', 'b']);
  });

  it('have places: a word is its slice, </s> is the line end', () => {
    const text = 'one  two\r\nthree\n';
    const slices = scan('word', text).map(({ symbol, start, end }) => [symbol, text.slice(start, end)]);
    assert.deepEqual(slices, [
      ['one', 'one'],
      ['two', 'two'],
      ['</s>', '\r\n'],
      ['three', 'three'],
      ['</s>', '\n'],
    ]);
  });

  it('have increasing places, and omit nothing but white space', () => {
    fc.assert(
      fc.property(texts, text => {
        const tokens = scan('word', text);
        for (const [i, { start, end }] of tokens.entries()) {
          assert.ok(start <= end && start >= (tokens[i - 1]?.end ?? 0));
        }
        const kept = tokens.map(({ start, end }) => text.slice(start, end)).join('');
        assert.equal(kept.replace(/\s/gu, ''), text.replace(/\s/gu, ''));
      }),
    );
  });

  it('skip a million blank lines quickly', () => {
    assert.deepEqual(symbols('word', `${'\n'.repeat(1_000_000)}x`), ['x', '</s>']);
  });

  it('are joined to readable lines', () => {
    assert.equal(tokenizers.word().join(['a', 'b', '</s>', 'c']), 'a b\nc ');
  });
});

describe('the width of a token', () => {
  it('is its number of code points, with the space before a word', () => {
    const { width } = tokenizers.word();
    assert.deepEqual(['ab', '猫𝄞', '</s>'].map(width), [3, 3, 0]);
    assert.equal(tokenizers.character().width('𝄞'), 1);
  });
});

describe('a vocabulary', () => {
  it("is in code point order, like Python's sort", () => {
    assert.deepEqual(['\uFFFD', '𝄞', 'a', 'B'].sort(byCodePoint), ['B', 'a', '\uFFFD', '𝄞']);
  });

  it('has the same order when many symbols are sorted', () => {
    const character = fc.constantFrom('a', 'b', 'é', '\uFFFD', '𝄞', '\ud834');
    const ending = fc.array(character, { maxLength: 7 }).map(characters => characters.join(''));
    const symbol = fc.tuple(fc.constantFrom('', 'a', 'begin'), ending).map(parts => parts.join(''));
    const zero = fc.constantFrom('b', 'a\0', 'a\0b');
    const symbols = fc.uniqueArray(
      fc.oneof({ weight: 50, arbitrary: symbol }, { weight: 1, arbitrary: zero }),
      {
        minLength: 1,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(symbols, fc.nat(9), (all, left) => {
        const numbers = Uint32Array.from(all.keys()).subarray(Math.min(left, all.length));
        const order = codePointOrder(all, numbers);
        assert.deepEqual(
          Array.from(order, number => all[number]),
          Array.from(numbers, number => all[number]).sort(byCodePoint),
        );
      }),
    );
  });

  it('has the same order when thousands of symbols with common beginnings are sorted', () => {
    const roll = dice(11);
    const characters = ['a', 'b', 'é', '\uFFFD', '𝄞'];
    const symbols = new Set(['']);
    while (symbols.size < 3000) {
      const beginning = ['', 'a', 'abc', 'abcd', 'beginning'][roll(5)];
      const ending = Array.from({ length: roll(12) }, () => characters[roll(characters.length)]);
      symbols.add(beginning + ending.join(''));
    }
    const all = [...symbols];
    const order = codePointOrder(all, Uint32Array.from(all.keys()));
    assert.deepEqual(
      Array.from(order, number => all[number]),
      [...all].sort(byCodePoint),
    );
  });

  it('has frequent symbols first, and keeps the order of equally frequent ones', () => {
    const counts = Float64Array.of(1, 2 ** 40, 65_536, 65_537, 1, 2 ** 40 + 1, 65_536);
    const order = Uint32Array.of(6, 5, 4, 3, 2, 1, 0);
    sortByCount(order, counts);
    assert.deepEqual([...order], [5, 1, 3, 6, 2, 4, 0]);
    for (const largest of [0, 1, 2]) {
      const numbers = Uint32Array.of(0, 1, 2);
      sortByCount(
        numbers,
        Float64Array.from(numbers, i => (i === largest ? 2 ** 16 : 9 - i)),
      );
      assert.deepEqual([...numbers], [largest, ...[0, 1, 2].filter(each => each !== largest)]);
    }
  });

  it('replaces rare words by <unk> only if a cutoff is set', () => {
    const counted = { symbols: ['rare', 'often', 'absent'], counts: Float64Array.of(1, 5, 0) };
    const cut = countedVocabulary(counted, { openVocabulary: true, minimumCount: 2 });
    assert.deepEqual(cut.vocabulary.symbols, ['<unk>', 'often']);
    assert.equal(cut.vocabulary.id('rare'), cut.vocabulary.id('<unk>'));
    assert.deepEqual([...cut.idOf].slice(0, 3), [0, 1, 0]);
    const open = countedVocabulary(counted, { openVocabulary: true, minimumCount: 1 });
    assert.deepEqual(open.vocabulary.symbols, ['often', 'rare']);
    assert.equal(open.vocabulary.id('new'), -1);
    assert.deepEqual([...open.idOf], [1, 0, -1]);
  });
});
