import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { withLineEnds } from '../../src/engine/configuration/text';
import { characters, exactCharacters } from '../../src/engine/data/characters';
import { readCorpus } from '../../src/engine/data/corpus';
import { lineStart, scanLines } from '../../src/engine/data/lines';
import type { Tokenizer } from '../../src/engine/data/tokenizer';
import { type TextUnit, tokenizers } from '../../src/engine/data/tokenizers';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Reading } from '../../src/engine/scoring/reading';
import { scoreText } from '../../src/engine/scoring/score';
import { randomTextModel } from './support/textModel';

const LF = 'the cat sat.\non the mat.\n\nand  slept\n';
const [CRLF, CR] = [LF.replaceAll('\n', '\r\n'), LF.replaceAll('\n', '\r')];
const corpusOf = (text: string, tokenizer: Tokenizer) =>
  readCorpus({ name: 'a.txt', bytes: Buffer.from(text) }, tokenizer, 1);

describe('line ends', () => {
  for (const unit of ['character', 'word', 'segmented'] as const satisfies TextUnit[]) {
    it(`are one symbol for ${unit} units: LF, CRLF and CR are the same tokens`, () => {
      const tokenizer = tokenizers[unit]('en');
      const { ids, vocabulary } = corpusOf(LF, tokenizer);
      for (const text of [CRLF, CR]) {
        const other = corpusOf(text, tokenizer);
        assert.deepEqual(other.vocabulary.symbols, vocabulary.symbols);
        assert.deepEqual(other.ids, ids);
      }
    });
  }

  it('of a text with CR alone end its lines', () => {
    const text = readFileSync('test/fixtures/cases/en-cr-only.txt', 'latin1');
    const lines: string[] = [];
    scanLines(text, (start, newline) => lines.push(text.slice(start, newline)));
    assert.equal(lines.length, 60);
    assert.equal(corpusOf(text, tokenizers.word()).ids.length, 440 + 60);
  });

  it('end at the end of the text if its last character is a CR', () => {
    const ends: number[] = [];
    for (const text of ['a\r', 'a\r\n', 'a\n\r']) scanLines(text, (_start, _newline, end) => ends.push(end));
    assert.deepEqual(ends, [2, 3, 2, 3]);
  });

  it('are kept on request, and for runs that are older than the setting', () => {
    assert.ok(corpusOf(CRLF, exactCharacters).vocabulary.has('\r'));
    assert.equal(withLineEnds({})['text.lineEnds'], 'keep');
    assert.equal(withLineEnds({}, ['a', '\n'])['text.lineEnds'], 'newline');
    assert.equal(withLineEnds({ 'text.lineEnds': 'newline' }, ['\r'])['text.lineEnds'], 'newline');
  });

  it('have their positions in the original text, for every kind of line end', () => {
    const places: [string, string][] = [];
    const text = 'a\r\nb\rc\n\r';
    characters.scan(text, true, (symbol, start, end) => places.push([symbol, text.slice(start, end)]));
    assert.deepEqual(places, [
      ['a', 'a'],
      ['\n', '\r\n'],
      ['b', 'b'],
      ['\n', '\r'],
      ['c', 'c'],
      ['\n', '\n'],
      ['\n', '\r'],
    ]);
  });

  it('do not change bits per character or the places of words', async () => {
    const kernels = referenceKernels();
    for (const unit of ['character', 'word'] as const) {
      const open = randomTextModel(kernels, unit, CRLF);
      const [lf, crlf] = [LF, CRLF].map(text => ({ text, ...scoreText(open, '', text, true) }));
      assert.equal(crlf.characters, lf.characters);
      assert.equal(crlf.logProb, lf.logProb);
      for (const { text, mostSurprising } of [lf, crlf])
        for (const { start, text: token } of mostSurprising)
          if (/^\w/.test(token)) assert.ok(text.startsWith(token, start), `${token} at ${start}`);
    }
  });

  it('begin a new line, except a carriage return that may be half of a CRLF', () => {
    const starts = [0, 0, 2, 2, 2, 5, 5, 5, 7];
    const text = 'a\nb\r\nc\rd';
    assert.deepEqual(
      starts.map((_, offset) => lineStart(text, offset)),
      starts,
    );
    assert.equal(lineStart('\na', 0), 0);
  });

  it('may arrive in pieces: a growing text is read like the whole', async () => {
    const open = randomTextModel(referenceKernels(), 'character', LF);
    const parts = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'the', ' cat'), { maxLength: 12 });
    fc.assert(
      fc.property(parts, all => {
        const growing = new Reading(open);
        let text = '';
        for (const part of all) {
          text += part;
          for (const _ of growing.read(text, false));
        }
        const whole = new Reading(open);
        for (const _ of whole.read(text, false));
        const { length } = whole.tokens;
        assert.equal(growing.tokens.length, length);
        assert.deepEqual(growing.tokens.ends.slice(0, length), whole.tokens.ends.slice(0, length));
        assert.deepEqual(growing.tokens.ids.slice(0, length), whole.tokens.ids.slice(0, length));
      }),
    );
  });
});
