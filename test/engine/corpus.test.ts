import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchAt, windowsPerPass } from '../../src/engine/data/batches';
import { characters } from '../../src/engine/data/characters';
import {
  checkCorpus,
  checkKnown,
  checkValidationText,
  type TextNeeds,
} from '../../src/engine/data/checkTexts';
import { readCorpus, splitCorpus } from '../../src/engine/data/corpus';
import { decodeLines } from '../../src/engine/data/decode';
import { words } from '../../src/engine/data/words';
import { UserError } from '../../src/protocol/userError';
import { corpusOf } from './support/network';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const needs: TextNeeds = { sequenceLength: 25, extra: 1, streams: 1, context: 0, unit: 'character' };
const read = (text: string) => readCorpus({ name: 'a.txt', bytes: bytes(text) }, characters, 1);

describe('reading a text', () => {
  it('decodes UTF-8 and UTF-16 with a byte order mark, which is not part of the text', () => {
    const text = 'né 坊っちゃん 𝄞\r\n';
    const both = [bytes(`\uFEFF${text}`), bytes(`\uFEFF${text}`, 'utf16le'), bytes(text)];
    for (const encoded of both) assert.equal([...decodeLines(encoded, 'a.txt')].join(''), text);
  });

  it('cuts large texts at line ends only, without loss', () => {
    const line = `${'坊っちゃん 𝄞 '.repeat(50)}\n`;
    const text = line.repeat(3000);
    const pieces = [...decodeLines(bytes(text), 'a.txt')];
    assert.ok(pieces.length > 1);
    assert.ok(pieces.every(piece => piece.endsWith('\n')));
    assert.equal(pieces.join(''), text);
  });

  it('gives the same tokens as the whole text at once', () => {
    const text = 'some words\nand more 𝄞\n'.repeat(120_000);
    const corpus = readCorpus({ name: 'a.txt', bytes: bytes(text) }, words, 1);
    assert.equal(corpus.ids.length, 120_000 * 7);
    assert.deepEqual(corpus.vocabulary.symbols, ['</s>', 'and', 'more', 'some', 'words', '𝄞']);
  });

  it('refuses bytes that are not text, with advice', () => {
    const cases = [
      [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff), /"photo\.png" is not valid UTF-8: byte 1 .*0x89.*Choose/],
      [Uint8Array.of(65, 0, 66), /"photo\.png" is not a text: byte 2 .* NUL .*Choose/],
    ] as const;
    for (const [binary, message] of cases) {
      assert.throws(
        () => readCorpus({ name: 'photo.png', bytes: binary }, characters, 1),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    }
  });

  it('refuses an empty text, a text of one symbol and a text shorter than a window, with advice', () => {
    const refused = (text: string, pattern: RegExp) =>
      assert.throws(() => checkCorpus(read(text), 'a.txt', needs), pattern);
    refused('', /"a\.txt" is empty.*Write/);
    refused('a'.repeat(100), /one distinct symbol \("a"\)/);
    refused(
      'abcdefghij',
      /"a\.txt" is too short: training needs at least 26 characters \(sequence length 25, plus 1\), and it has 10\. Use a longer text, or lower training\.sequenceLength\.$/,
    );
    checkCorpus(read('abcdefghijklmnopqrstuvwxyz'), 'a.txt', needs);
  });
});

describe('a text of characters', () => {
  it('may have the first and last code points of every plane', () => {
    const text = 'a\uffff\u{10000}\u{10ffff}a\u{10ffff}\ue000';
    const { ids, vocabulary } = read(text);
    assert.deepEqual(vocabulary.symbols, ['a', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}']);
    assert.deepEqual([...ids.subarray(0, ids.length)], [0, 2, 3, 4, 0, 4, 1]);
  });

  it('may have only two distinct symbols, and be exactly as long as a window', () => {
    const check = (changed: Partial<TextNeeds>) =>
      checkCorpus(read('ab'.repeat(13)), 'a.txt', { ...needs, ...changed });
    check({});
    check({ sequenceLength: 12, streams: 2 });
    const three = { sequenceLength: 12, streams: 3 };
    assert.throws(
      () => check(three),
      /39 characters \(.*, times 3 streams\), and it has 26\. .*training\.batch/,
    );
    assert.throws(() => check({ ...three, unit: 'word' }), /at least 39 tokens/);
    assert.throws(
      () => check({ extra: 4, unit: 'word' }),
      /at least 29 tokens \(sequence length 25, plus 4\)/,
    );
  });
});

describe('the context of a transformer', () => {
  it('is at most as long as each stream of the text', () => {
    const check = (changed: Partial<TextNeeds>) =>
      checkCorpus(read('ab'.repeat(50)), 'a.txt', { ...needs, ...changed });
    check({ context: 100 });
    check({ context: 50, streams: 2 });
    assert.throws(() => check({ context: 101 }), /context of 101 tokens: it has only 100.*model\.positions/);
    assert.throws(() => check({ context: 51, streams: 2 }), /each of the 2 streams has only 50/);
  });
});

describe('a text for validation', () => {
  it('counts its unknown words, even if <unk> has the first id', () => {
    const text = { name: 'a.txt', bytes: bytes('<unk> <unk> a <unk> <unk>') };
    const corpus = readCorpus(text, words, 1, true);
    assert.equal(corpus.vocabulary.unknown, 0);
    const { training, validation } = splitCorpus(corpus, 0.5);
    assert.deepEqual([training.ids.length, validation.ids.length], [3, 3]);
    assert.deepEqual([validation.unknown, validation.leftOut], [2, 0]);
  });

  it('is the end, or one of the parts, which cover the text', () => {
    const read = (length: number) => corpusOf(Array.from({ length }, (_, i) => i));
    for (const [length, folds] of [
      [10, 3],
      [100, 7],
      [5, 5],
    ]) {
      const parts = Array.from({ length: folds }, (_, i) => splitCorpus(read(length), 1 / folds, i + 1));
      const all = (ids: { subarray(from: number, to: number): ArrayLike<number>; length: number }) =>
        Array.from(ids.subarray(0, ids.length));
      const whole = Array.from({ length }, (_, i) => i);
      assert.deepEqual(
        parts.flatMap(({ validation }) => all(validation.ids)),
        whole,
      );
      for (const { training, validation } of parts) {
        const held = new Set(all(validation.ids));
        assert.deepEqual(
          all(training.ids),
          whole.filter(id => !held.has(id)),
        );
        const { ids } = training;
        for (let from = 0; from < ids.length; from++)
          assert.deepEqual(Array.from(ids.subarray(from, from + 3)), all(ids).slice(from, from + 3));
        const inner = 'part' in ids ? ids.part(1, ids.length - 1) : ids.subarray(1, ids.length - 1);
        assert.deepEqual(all(inner), all(ids).slice(1, -1));
      }
    }
    assert.deepEqual(Array.from(splitCorpus(read(10), 0.3).validation.ids.subarray(0, 9)), [7, 8, 9]);
  });

  it('is refused if more than nine tenths of it are unknown', () => {
    const encoded = (unknown: number) => ({ ids: new Uint8Array(10), unknown, leftOut: 0 });
    checkKnown(encoded(9), 'a.txt');
    assert.throws(() => checkKnown(encoded(10), 'a.txt'), /only 0 of the 10 tokens/);
    const most = { ids: new Uint8Array(15), unknown: 19, leftOut: 5 };
    assert.throws(() => checkKnown(most, 'a.txt'), /only 1 of the 20 tokens of the validation text "a\.txt"/);
    checkKnown({ ids: new Uint8Array(1), unknown: 9, leftOut: 9 }, 'a.txt');
  });
});

describe('windows on a text', () => {
  const window = (length: number, step: number, B: number, T: number) => {
    const corpus = corpusOf(Array.from({ length }, (_, i) => i));
    const inputs = new Int32Array(T * B);
    const targets = new Int32Array(T * B);
    const place = batchAt(corpus, step, { B, T, inputs, targets });
    return { ...place, inputs: [...inputs], targets: [...targets] };
  };

  it('start again, as in min-char-rnn, if position + T + 1 >= length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 27, max: 400 }), length => {
        let position = 0;
        for (let step = 0; step < 50; step++) {
          if (position + 26 >= length || step === 0) position = 0;
          assert.equal(window(length, step, 1, 25).inputs[0], position);
          assert.equal(window(length, step, 1, 25).fresh, position === 0);
          position += 25;
        }
      }),
    );
  });

  it('place contiguous streams side by side, with targets one token later', () => {
    const { inputs, targets } = window(20, 1, 2, 3);
    assert.deepEqual(inputs, [3, 13, 4, 14, 5, 15]);
    assert.deepEqual(targets, [4, 14, 5, 15, 6, 16]);
  });

  it('stay inside their stream in every step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(200),
        (B, T, extra) => {
          const length = B * (T + 1) + extra;
          const stream = Math.floor(length / B);
          const { inputs, targets } = window(length, windowsPerPass(length, B, T) - 1, B, T);
          for (const [i, id] of targets.entries()) {
            assert.equal(id, inputs[i] + 1);
            assert.ok(id < (i % B) * stream + stream);
          }
        },
      ),
    );
  });
});

describe('a validation text', () => {
  it('needs two tokens: one to read and one to predict', () => {
    checkValidationText({ ids: Uint8Array.of(0, 1) }, 'v.txt');
    assert.throws(() => checkValidationText({ ids: Uint8Array.of(0) }, 'v.txt'), UserError);
  });
});
