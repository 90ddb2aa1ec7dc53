import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LineEnds } from '../../src/engine/data/characters';
import { type TextUnit, tokenizers } from '../../src/engine/data/tokenizers';
import { byCodePoint, countedVocabulary } from '../../src/engine/data/vocabulary';

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

  it('replaces rare words by <unk> only if a cutoff is set', () => {
    const counts = new Map([
      ['often', 5],
      ['rare', 1],
    ]);
    const cut = countedVocabulary(counts, true, 2);
    assert.deepEqual(cut.symbols, ['<unk>', 'often']);
    assert.equal(cut.id('rare'), cut.id('<unk>'));
    const open = countedVocabulary(counts, true, 1);
    assert.deepEqual(open.symbols, ['often', 'rare']);
    assert.equal(open.id('new'), -1);
  });
});
