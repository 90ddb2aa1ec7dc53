import assert from 'node:assert/strict';
import fc from 'fast-check';
import { characters } from '../../../src/engine/data/characters';
import type { TextUnit } from '../../../src/engine/data/tokenizers';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { compare } from '../../../src/engine/scoring/compare';
import { Reading } from '../../../src/engine/scoring/reading';
import { scoreText } from '../../../src/engine/scoring/score';
import { randomTextModel } from '../support/textModel';

const kernels = referenceKernels();

function readerOf(unit: TextUnit, learned: string, text: string, minimumCount = 1) {
  const open = randomTextModel(kernels, unit, learned, minimumCount);
  const reading = new Reading(open);
  for (const _piece of reading.read(text, true));
  return { open, reading, range: { start: 0, end: text.length, complete: true } };
}

describe('comparing models on a text', () => {
  const text = 'the cat sat\non a mät, 猫 too\n';

  it("gives each model's own score if all know every token", () => {
    const readers = [readerOf('word', text, text), readerOf('character', text, text)];
    const alone = readers.map(({ open }) => scoreText(open, '', text, true));
    assert.deepEqual(compare(readers, text), alone);
    assert.equal(alone[0].characters, alone[1].characters);
  });

  it('leaves out for all models the characters that one does not know', () => {
    const readers = [
      readerOf('character', 'the cat sat\non amtoö,', text),
      readerOf('word', 'the cat sat\non a 猫 too', text),
    ];
    const [characters, words] = compare(readers, text);
    assert.equal(characters.characters, words.characters);
    // The first model has no characters "ä" and "猫". The second model has no word "mät,".
    assert.equal(characters.characters, text.length - ' mät,'.length - ' 猫'.length);
    assert.equal(words.tokens, 8);
    assert.deepEqual([characters.unknown, words.unknown], [0, 0]);
  });

  it('leaves out all tokens that a chain of overlaps connects to an unknown one', () => {
    const text = 'abcdefgh';
    const readers = [
      [2, 4, 6, 8],
      [1, 3, 5, 8],
    ].map((ends, i) => {
      const open = randomTextModel(kernels, 'character', text);
      const scan: typeof characters.scan = (piece, _complete, visit) => {
        for (const [n, end] of ends.entries())
          visit(i === 1 && n === 0 ? 'unknown' : 'a', ends[n - 1] ?? 0, end);
        assert.equal(piece, text);
      };
      const cut = { ...open, tokenizer: { ...characters, scan } };
      const reading = new Reading(cut);
      for (const _piece of reading.read(text, true));
      return { open: cut, reading, range: { start: 0, end: text.length, complete: true } };
    });
    assert.deepEqual(
      compare(readers, text).map(({ tokens }) => tokens),
      [0, 0],
    );
  });

  it('covers the same characters for all models', () => {
    const learned = fc.stringMatching(/^[abc \n]{3,30}$/);
    const units = fc.constantFrom<TextUnit>('character', 'word', 'segmented');
    const models = fc.array(fc.tuple(units, learned, fc.integer({ min: 1, max: 2 })), {
      minLength: 2,
      maxLength: 3,
    });
    fc.assert(
      fc.property(models, fc.stringMatching(/^[abcd \n]{1,40}$/), (list, sample) => {
        const readers = list.map(([unit, known, minimum]) => readerOf(unit, known, sample, minimum));
        const scores = compare(readers, sample);
        // White space at the end of a text is a token for characters and segments, but not for words.
        const counted = scores.filter((_, i) => list[i][0] !== 'word').map(score => score.characters);
        assert.ok(
          counted.every(characters => characters === counted[0]),
          counted.join(' '),
        );
        assert.ok(scores.every(score => score.unknown === 0 && score.leftOut === 0));
      }),
      { numRuns: 100 },
    );
  });
});
