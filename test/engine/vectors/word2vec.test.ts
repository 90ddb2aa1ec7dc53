import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { IdList } from '../../../src/engine/data/idList';
import { readVectors } from '../../../src/engine/vectors/files/read';
import { binaryOf, textOf } from '../../../src/engine/vectors/files/write';
import { accuracyOf } from '../../../src/engine/vectors/word2vec/accuracy';
import { classesOf } from '../../../src/engine/vectors/word2vec/classes';
import { encodeWords } from '../../../src/engine/vectors/word2vec/encode';
import { negativeCells } from '../../../src/engine/vectors/word2vec/negativeCells';
import { joinPhrases } from '../../../src/engine/vectors/word2vec/phrases';
import { countWords, readVocabulary, vocabularyText } from '../../../src/engine/vectors/word2vec/vocabulary';
import { Word2vec, type Word2vecOptions } from '../../../src/engine/vectors/word2vec/word2vec';
import { unitVectors, type WordVectors } from '../../../src/engine/vectors/wordVectors';

const text = readFileSync('test/fixtures/text/words.train.txt');
const golden = (name: string) => readFileSync(`test/fixtures/word2vec/${name}`);
const vocabulary = countWords(text, 5);

/** Trains word vectors with the options that the fixtures were made with. */
function train(options: Partial<Word2vecOptions>): WordVectors {
  const size = 16;
  const cbow = options.cbow ?? true;
  const training = new Word2vec(vocabulary, {
    size,
    window: 5,
    sample: 1e-3,
    negative: 5,
    hierarchical: false,
    cbow,
    alpha: cbow ? 0.05 : 0.025,
    iterations: 5,
    ...options,
  });
  const ids = new IdList(vocabulary.words.length);
  encodeWords(text, vocabulary, ids);
  const all = ids.take();
  for (let pass = 0; pass < 5; pass++) for (const _ of training.pass(all));
  return training.vectors();
}

describe('word2vec', () => {
  const forms: [string, Partial<Word2vecOptions>][] = [
    ['cbow-ns.txt', {}],
    ['cbow-hs.txt', { negative: 0, hierarchical: true }],
    ['sg-ns.txt', { cbow: false }],
  ];
  for (const [file, options] of forms)
    it(`trains the bytes of the C program: ${file}`, () => {
      const written = Buffer.concat([...textOf(train(options))]).toString('latin1');
      assert.equal(written, golden(file).toString('latin1'));
    });

  it('writes the bytes of the C program in binary, too', () => {
    assert.deepEqual(Buffer.concat([...binaryOf(train({}))]), golden('cbow-ns.bin'));
  });

  it('counts the words of the C program', () => {
    assert.equal(vocabularyText(vocabulary), golden('vocab.txt').toString('latin1'));
    assert.deepEqual(readVocabulary(golden('vocab.txt').toString('latin1'), 'vocab.txt', 5), vocabulary);
  });

  it('divides words into the classes of the C program', () => {
    const vectors = readVectors(golden('cbow-ns.bin'), 'cbow-ns.bin');
    const classes = classesOf(vectors, 50);
    const lines = vectors.words.map((word, id) => `${word} ${classes[id]}\n`).join('');
    assert.equal(lines, golden('classes50.txt').toString('latin1'));
  });

  it('joins the phrases of word2phrase', () => {
    let joined = '';
    joinPhrases(text, { minimum: 5, threshold: 20 }, piece => {
      joined += piece;
    });
    assert.equal(joined, gunzipSync(golden('phrases20.txt.gz')).toString('latin1'));
  });

  it('answers the questions that compute-accuracy answers', () => {
    const unit = unitVectors(readVectors(golden('cbow-ns.bin'), 'cbow-ns.bin'));
    const { sections, questions, seen } = accuracyOf(unit, golden('questions-small.txt').toString());
    assert.deepEqual(
      sections.map(({ name, own }) => [name, own.right, own.asked]),
      [
        ['family', 1, 5],
        ['titles', 0, 1],
        ['opposites', 0, 2],
        ['capitals', 0, 0],
        ['verbs', 2, 3],
        ['plurals', 0, 2],
      ],
    );
    assert.deepEqual([questions, seen], [16, 13]);
  });

  it('draws each word from the cells that the original’s table has for it', () => {
    const { counts } = vocabulary;
    const { cells, words } = negativeCells(counts);
    const sum = counts.reduce((all, count) => all + count ** 0.75, 0);
    for (let word = 0; word < counts.length; word++) {
      const share = (cells[word + 1] - cells[word]) / 1e8;
      assert.ok(Math.abs(share - counts[word] ** 0.75 / sum) < 3e-8, `${word}`);
    }
    for (const [i, word] of words.entries())
      assert.ok(cells[word] <= i * 4096 && i * 4096 < cells[word + 1], `${i}`);
  });
});
