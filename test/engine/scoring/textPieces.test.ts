import assert from 'node:assert/strict';
import type { TextUnit } from '../../../src/engine/data/tokenizers';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { linePieces, textPieces } from '../../../src/engine/scoring/textPieces';
import { type TokenPiece, tokenPieces } from '../../../src/engine/scoring/tokenPieces';
import { randomTextModel } from '../support/textModel';

const SENTENCE = 'the cat sat on 猫  \n\nthe dog 𝄞 too\n';

/** Asserts that pieces are those of a text, in order, and that they have the tokens of the whole text. */
function assertWhole(unit: TextUnit, text: string, divide: typeof textPieces): readonly TokenPiece[] {
  const open = randomTextModel(referenceKernels(), unit, SENTENCE);
  const pieces = [...divide(open, { name: 'a.txt', bytes: Buffer.from(text) })];
  assert.equal(pieces.map(piece => piece.text).join(''), text);
  const found = pieces.flatMap(({ start, tokens }) =>
    Array.from({ length: tokens.length }, (_, i) => [
      ...[start + tokens.starts[i], start + tokens.ends[i], tokens.ids[i]],
    ]),
  );
  const expected: number[][] = [];
  open.tokenizer.scan(text, true, (symbol, start, end) => {
    expected.push([start, end, open.model.vocabulary.id(symbol)]);
  });
  assert.deepEqual(found, expected);
  assert.deepEqual(
    pieces.map(({ complete }) => complete),
    pieces.map((_, i) => i === pieces.length - 1),
  );
  return pieces;
}

describe('the pieces of a text with their tokens', () => {
  for (const unit of ['character', 'word', 'segmented'] as const) {
    it(`are small, and have the tokens of the whole text: ${unit}`, () => {
      const text = `${SENTENCE.repeat(1000)} the end`;
      const pieces = assertWhole(unit, text, textPieces);
      assert.ok(pieces.length >= text.length / 8192 && pieces.length < 10);
      for (const short of ['', '\n', ' ', 'the', 'the cat \n ']) assertWhole(unit, short, textPieces);
    });

    it(`end with a line, except in very long lines: ${unit}`, () => {
      const text = `${SENTENCE.repeat(600)} the end`;
      const pieces = assertWhole(unit, text, linePieces);
      assert.ok(pieces.length > 2);
      for (const piece of pieces.slice(0, -1)) assert.ok(piece.text.endsWith('\n'));
      for (const short of ['', '\n', 'the', 'the\ncat']) assertWhole(unit, short, linePieces);
    });
  }

  it('divide a line of 65,536 characters or more', () => {
    const lengths = (length: number) =>
      assertWhole('character', `${'the cat '.repeat(length / 8).slice(1)}\n`, linePieces).map(
        ({ text }) => text.length,
      );
    assert.deepEqual(lengths(8 * 8192), [8 * 8192]);
    assert.deepEqual(lengths(9 * 8192), [8 * 8192, 8192]);
  });

  it('move white space at the end of a piece to the next, in which its token is', () => {
    const open = randomTextModel(referenceKernels(), 'word', SENTENCE);
    const pieces = [...tokenPieces(open, ['the cat  ', 'sat', ' '].values(), false)];
    assert.deepEqual(
      pieces.map(({ text, start, complete, tokens }) => ({ text, start, complete, tokens: tokens.length })),
      [
        { text: 'the cat', start: 0, complete: false, tokens: 2 },
        { text: '  sat', start: 7, complete: false, tokens: 1 },
        { text: ' ', start: 12, complete: false, tokens: 0 },
      ],
    );
  });
});
