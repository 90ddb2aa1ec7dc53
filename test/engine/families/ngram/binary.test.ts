import assert from 'node:assert/strict';
import { asciiWords } from '../../../../src/engine/data/words';
import { openModel } from '../../../../src/engine/families/kinds';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import { readBinary } from '../../../../src/engine/families/ngram/binary/read';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { tallyText } from '../../../../src/engine/families/ngram/tallyText';
import { UserError } from '../../../../src/protocol/userError';
import { binaryOf, readBinaryMutants, signedBinary, wholeBinaryFiles } from './support/binaryMutants';
import { ngramFile, textFile, train } from './support/train';

const refusal = (bytes: Uint8Array) => {
  try {
    readBinary({ name: 'm', bytes });
  } catch (error) {
    if (error instanceof UserError) return error.template;
    throw error;
  }
  return 'none';
};

describe('a binary model of n-grams', () => {
  const texts = ['words-300-lines.txt', 'raw.small.txt'] as const;

  it('has all bits of the model of which it was written, for every unit of tokenization', () => {
    for (const unit of ['word', 'character', 'segmented'] as const) {
      const { smoothed } = train(textFile(texts[0]), 4, { unit });
      const back = readBinary({
        name: 'm',
        bytes: binaryOf(smoothed, unit === 'segmented' ? 'segmented en' : unit),
      });
      assert.equal(back.tokenizer.id, unit === 'segmented' ? 'segmented en' : unit);
      assert.deepEqual(back.smoothed.vocabulary.symbols, smoothed.vocabulary.symbols);
      const { levels, words, children, suffixes } = back.smoothed.trie;
      assert.deepEqual([...levels], [...smoothed.trie.levels]);
      assert.deepEqual(words, smoothed.trie.words);
      assert.deepEqual(children, smoothed.trie.children);
      assert.deepEqual(suffixes, smoothed.trie.suffixes);
      assert.deepEqual(back.smoothed.logProbs, smoothed.logProbs);
      assert.deepEqual(back.smoothed.backOffs, smoothed.backOffs);
    }
  });

  it('gives the totals that its ARPA file gives, wherever it begins in memory', () => {
    const { smoothed } = readArpa({ name: 'kenlm', bytes: ngramFile('kenlm-small-3.arpa') });
    const file = binaryOf(smoothed, asciiWords.id);
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    const text = { name: 'text', bytes: new Uint8Array(textFile(texts[1])) };
    const totals = (model: NgramModel) => tallyText({ model, tokenizer: asciiWords }, text, true);
    for (const bytes of [file, shifted.subarray(3)])
      assert.deepEqual(
        totals(new NgramModel(readBinary({ name: 'm', bytes }).smoothed)),
        totals(new NgramModel(smoothed)),
      );
  });

  it('is recognised by its first bytes, and its unit can be chosen', async () => {
    const [bytes] = wholeBinaryFiles();
    const ports = { kernels: () => Promise.reject(new Error('no network is opened')) };
    const open = await openModel({ name: 'model.ngrams', bytes, unit: 'word ascii' }, ports);
    assert.match(open.description, /^3-gram · \d+$/);
    assert.equal(open.tokenizer.id, 'word ascii');
  });

  it('is refused with the reason if it is truncated, changed, or of another version', () => {
    const [whole] = wholeBinaryFiles();
    const changed = (at: number, value: number) => {
      const file = whole.slice();
      file[at] = value;
      return file;
    };
    assert.match(refusal(whole.subarray(0, whole.length - 8)), /bytes, but its header announces/);
    for (const length of [16, 25, 32]) assert.match(refusal(whole.subarray(0, length)), /contradict/);
    assert.match(refusal(changed(24, 255)), /header announces/);
    assert.match(refusal(changed(whole.length - 20, 77)), /checksum/);
    assert.match(refusal(signedBinary(changed(whole.length - 20, 77))), /contradict/);
    assert.match(refusal(changed(16, 2)), /version/);
    assert.equal(refusal(whole), 'none');
  });

  it('is loaded or refused, but never runs forever, however it was changed', () => {
    const { loaded, refused } = readBinaryMutants(wholeBinaryFiles(), 1, 3000);
    assert.ok(loaded > 50 && refused > 1000, `${loaded} loaded, ${refused} refused`);
  });
});
