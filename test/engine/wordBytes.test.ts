import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EncodingError } from '../../src/common/encoding/encodingError';
import { readCorpus } from '../../src/engine/data/corpus';
import { decode, type TextBytes } from '../../src/engine/data/decode';
import { acceptingStrayMarks } from '../../src/engine/data/marks';
import type { Tokenizer } from '../../src/engine/data/tokenizer';
import { tokenizers } from '../../src/engine/data/tokenizers';
import { utf8Lines } from '../../src/engine/data/utf8Lines';
import { asciiWords, findsPlainWords, words } from '../../src/engine/data/words';
import { rnnlmWords } from '../../src/engine/families/rnnlm/text/words';
import { MemoryStorage } from './families/ngram/support/memoryStorage';

const rules = { unicode: words, ascii: asciiWords };

/**
 * Returns a function that yields the bytes in pieces of these sizes. All pieces are in the same buffer, like
 * the pieces that are read from a file.
 */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): () => Iterable<Uint8Array> {
  return function* () {
    const shared = new Uint8Array(Math.max(...sizes));
    let at = 0;
    for (let i = 0; at < bytes.length; i++) {
      const piece = bytes.subarray(at, at + sizes[i % sizes.length]);
      shared.set(piece);
      yield shared.subarray(0, piece.length);
      at += piece.length;
    }
  };
}

/**
 * Returns the tokens of a text in two forms: as the tokenizer finds them in the text, and as they are found
 * in the bytes of the text.
 */
function both(text: string, bytes: TextBytes, tokenizer: Tokenizer, isStored = false) {
  const storage = isStored ? new MemoryStorage() : undefined;
  const { ids, vocabulary } = readCorpus({ name: 'a.txt', bytes, storage }, tokenizer, 1, true);
  const found = Array.from(ids.subarray(0, ids.length), id => vocabulary.symbols[id]);
  const expected: string[] = [];
  tokenizer.scan(text, true, symbol => expected.push(symbol));
  const counts = new Map<string, number>();
  for (const symbol of expected) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  return { found, expected, counts, symbols: vocabulary.symbols };
}

function check(text: string, bytes: TextBytes, tokenizer: Tokenizer, isStored = false): void {
  const { found, expected, counts, symbols } = both(text, bytes, tokenizer, isStored);
  assert.deepEqual(found, expected);
  assert.deepEqual([...symbols].sort(), [...counts.keys()].sort());
  const order = symbols.map(symbol => counts.get(symbol) ?? 0);
  assert.deepEqual(
    order,
    [...order].sort((a, b) => b - a),
  );
}

/**
 * Generates words that begin alike and are about as long as a SIMD vector or a block. Also generates words
 * with characters of every length in UTF-8.
 */
const wordsOfText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 9 }).filter(text => !text.includes('\0')),
  fc
    .tuple(
      fc.constantFrom(1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 200),
      fc.constantFrom('a', 'b', ''),
    )
    .map(([length, end]) => 'x'.repeat(length - end.length) + end),
  fc.constantFrom('ab', 'ba', 'abc', 'naïve', '猫', '𝄞', '\ufeff', '\x01', '<', '</', '<s', '<unk>', 's>'),
);
const marks = fc.constantFrom('<s>', '</s>', 'x<s>', '<s>\u00a0', '</s></s>');
const blanks = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(' ', '\n') },
  fc.constantFrom('  ', '\t', '\v', '\f', '\r', '\r\n', '\n\n', '\r\r', ' \n ', '\x1c', '\x85'),
  fc.constantFrom('\u00a0', '\u2028', '\u3000', ' \u00a0 ', '\u00a0\n'),
);

const textsWith = (word: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(word, blanks), { maxLength: 60 }).map(parts => parts.flat().join(''));
const texts = fc.oneof(
  { weight: 3, arbitrary: textsWith(wordsOfText) },
  textsWith(fc.oneof(wordsOfText, marks)),
);
const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 });
const wellFormed = (text: string) => Buffer.from(text).toString();

describe('words that are numbered by their bytes', () => {
  for (const [rule, plain] of Object.entries(rules)) {
    const tokenizer = acceptingStrayMarks(plain);

    it(`equal those of the tokenizer for ${rule} white space, however the text is cut`, () => {
      fc.assert(
        fc.property(texts.map(wellFormed), sizes, fc.boolean(), (text, cuts, isStored) => {
          const content = text.startsWith('\ufeff') ? text.slice(1) : text;
          const bytes = Buffer.from(text);
          check(content, bytes, tokenizer);
          check(content, inPieces(bytes, cuts), tokenizer, isStored);
        }),
        { numRuns: 300 },
      );
    });

    it(`equal those of the tokenizer for ${rule} white space in a text of UTF-16`, () => {
      for (const text of ['naïve 猫\u3000x\r\n𝄞 a', 'a', '']) {
        const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
        check(text, bytes, tokenizer);
        check(text, inPieces(bytes, [3, 5]), tokenizer);
      }
    });

    it(`equal those of a text longer than a piece with ${rule} white space`, () => {
      const line = (i: number) =>
        `w${i % 7001} ${'long'.repeat(i % 50)} naïve\u00a0猫 ${i % 3 === 0 ? '\r' : 'x'}\n`;
      const text = Array.from({ length: 40_000 }, (_, i) => line(i)).join('');
      check(text, Buffer.from(text), tokenizer, true);
      const marked = `${text}<s> a </s>\n${text}b`;
      check(marked, Buffer.from(marked), tokenizer);
    });
  }

  it('may have no lines, or lines that end with CR only', () => {
    const oneLine = Buffer.from('ab cd\t'.repeat(1_000_000));
    for (const bytes of [oneLine, inPieces(oneLine, [600_000])]) {
      const { found } = both('', bytes, words);
      assert.equal(found.length, 2_000_001);
      assert.deepEqual(found.slice(-3), ['ab', 'cd', '</s>']);
      assert.equal(found.filter(symbol => symbol === 'ab').length, 1_000_000);
    }
    const carriages = both('', Buffer.from('ab cd\r\r'.repeat(200_000)), words);
    assert.deepEqual(carriages.found, Array.from({ length: 200_000 }, () => ['ab', 'cd', '</s>']).flat());
  });

  it('may be longer than the limit at which a line is cut', () => {
    const long = 'x'.repeat(9_000_000);
    const { found } = both('', inPieces(Buffer.from(`a ${long} b ${long}`), [1 << 20]), words);
    assert.deepEqual(
      found.map(symbol => symbol.length),
      [1, long.length, 1, long.length, 4],
    );
  });

  it('are read in pieces of whole lines; of a long line, in pieces of whole words', () => {
    const PIECE = 1 << 20;
    const piecesOf = (text: string, isMarked = false) => {
      const bytes = inPieces(Buffer.from(isMarked ? `\ufeff${text}` : text), [PIECE]);
      const pieces: string[] = [];
      let ended = 0;
      for (const { bytes: part, isLast } of utf8Lines({ name: 'a.txt', bytes })) {
        pieces.push(Buffer.from(part).toString('latin1'));
        ended += Number(isLast);
      }
      assert.equal(pieces.join(''), text);
      assert.equal(ended, 1);
      return pieces;
    };
    const word = 'x'.repeat(9 * PIECE);
    const short = 'ab cd '.repeat(PIECE);
    for (const text of [`${word} ${short}${short}`, `a\r\n${word}\n${short}`, `${short}\r${word}`]) {
      for (const isMarked of [false, true]) {
        const pieces = piecesOf(text, isMarked);
        for (const piece of pieces.slice(0, -1)) assert.ok(/[\n\r ]$/.test(piece));
        const longest = pieces.map(piece => piece.length).sort((a, b) => b - a);
        assert.ok(longest[0] >= word.length && longest[0] < 18 * PIECE, `${longest[0]}`);
        // A piece after a long word is again cut soon.
        assert.ok(longest[1] < 6 * PIECE, `${longest[1]}`);
      }
    }
    // The first line ends with CRLF, which two pieces share.
    const divided = piecesOf(`${'x'.repeat(PIECE - 1)}\r\n${'y'.repeat(PIECE)}\n`);
    assert.deepEqual(
      divided.map(piece => piece.length),
      [PIECE + 1, PIECE + 1],
    );
    const lines = piecesOf('0123456\n'.repeat(PIECE / 4));
    assert.deepEqual(
      lines.map(({ length }) => length),
      [PIECE, PIECE],
    );
  });

  it('may exceed the initial size of the table', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `word${i}`);
    const { found } = both('', Buffer.from(`${many.join(' ')}\n${many.join('\n')}`), words);
    assert.deepEqual(found, [...many, '</s>', ...many.flatMap(word => [word, '</s>'])]);
  });

  it('are refused with the place of the damage, as the text itself is', () => {
    const damages = [[0x80], [0], [0xe7, 0x8c], [0x1b, 0x24, 0x42], [0xed, 0xa0, 0x80], [0xc0, 0xaf]];
    for (const damage of damages) {
      for (const [before, after] of [
        ['', ''],
        ['a ', ' b\n'],
        ['ab ab\n<s> c', '</s>\n'],
        [damage[0] === 0x80 ? `${'x'.repeat(40)}\n`.repeat(40_000) : 'x\n', 'y\nz'],
      ]) {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from(damage), Buffer.from(after)]);
        const errorOf = (read: () => unknown) => {
          try {
            read();
          } catch (error) {
            assert.ok(error instanceof EncodingError);
            return error.message;
          }
          return assert.fail('not refused');
        };
        const text = { name: 'a.txt', bytes };
        assert.equal(
          errorOf(() => readCorpus(text, acceptingStrayMarks(words), 1)),
          errorOf(() => [...decode(bytes, 'a.txt')]),
        );
      }
    }
    check('\x1bx \x1b$', Buffer.from('\x1bx \x1b$'), words);
  });

  it('are refused with the place of a mark inside a line', () => {
    const before = 'a line of words\r\n'.repeat(100_000);
    const bytes = Buffer.from(`${before}<s> good </s>\nx <s> y\n`);
    assert.throws(
      () => readCorpus({ name: 'a.txt', bytes }, words, 1),
      /Line 100002 of "a\.txt" has "<s>".*column 3/,
    );
  });

  it('do not apply to a derived tokenizer that splits differently', () => {
    assert.equal(findsPlainWords(words), true);
    assert.equal(findsPlainWords(acceptingStrayMarks(asciiWords)), true);
    assert.equal(findsPlainWords(rnnlmWords), false);
    assert.equal(findsPlainWords(tokenizers.segmented('en')), false);
  });
});
