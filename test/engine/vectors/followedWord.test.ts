import assert from 'node:assert/strict';
import {
  decodeSubwords,
  readSubwordFile,
  subwordFileOf,
} from '../../../src/engine/vectors/files/subwordTensors';
import { wordOfText } from '../../../src/engine/vectors/files/wordText';
import { FollowedWord } from '../../../src/engine/vectors/followedWord';

describe('the followed word of a training', () => {
  const names = ['</s>', 'queen', 'King', '王'];
  const words = names.map(wordOfText);
  const vectors = { words, vectors: Float32Array.of(1, 0, 1, 0.1, 0, 1, 1, 0.5), size: 2 };

  it('is the 51st, or the last of fewer words', () => {
    assert.equal(new FollowedWord(words).in(vectors).word, '王');
    const many = Array.from({ length: 60 }, (_, i) => `w${i}`);
    const zeros = { words: many, vectors: new Float32Array(60), size: 1 };
    assert.equal(new FollowedWord(many).in(zeros).word, 'w50');
  });

  it('has its nearest words, without itself and the end of a sentence', () => {
    const { near } = new FollowedWord(words).in(vectors);
    assert.deepEqual(
      near.map(({ id, word }) => [id, word]),
      [
        [1, 'queen'],
        [2, 'King'],
      ],
    );
    assert.ok(Math.abs(near[0].cosine - 1.05 / Math.sqrt(1.01 * 1.25)) < 1e-6);
  });

  it('has at most ten nearest words', () => {
    const many = Array.from({ length: 20 }, (_, i) => `w${i}`);
    const ones = { words: many, vectors: new Float32Array(20).fill(1), size: 1 };
    assert.equal(new FollowedWord(many).in(ones).near.length, 10);
  });

  it('can be chosen, as written or in lower case', () => {
    const followed = new FollowedWord(words);
    assert.equal(followed.choose('King'), true);
    assert.equal(followed.in(vectors).word, 'King');
    assert.equal(followed.choose('QUEEN'), true);
    assert.equal(followed.in(vectors).word, 'queen');
    for (const word of ['</s>', 'nobody', 'king']) assert.equal(followed.choose(word), false, word);
    assert.equal(followed.in(vectors).word, 'queen');
  });
});

describe('a file of the vectors of subwords', () => {
  const options = { minimum: 3, maximum: 6, buckets: 100 };
  const subwords = {
    options,
    buckets: Int32Array.of(0, 7, 99),
    vectors: Float32Array.of(1, 2, 3, 4, 5, 6),
  };

  it('is read as it was written', () => {
    assert.deepEqual(readSubwordFile(subwordFileOf(subwords, 2), 2, 'a'), subwords);
    const largest = { ...subwords, options: { ...options, minimum: 1, maximum: 100 } };
    assert.deepEqual(readSubwordFile(subwordFileOf(largest, 2), 2, 'a'), largest);
  });

  it('is refused if its parts do not fit together', () => {
    const wrong = [
      ...[
        [0, 7, 100],
        [0, 7, 7],
        [7, 0, 99],
        [-1, 7, 99],
      ].map(buckets => ({
        ...subwords,
        buckets: Int32Array.from(buckets),
      })),
      { ...subwords, options: { ...options, minimum: 0 } },
      { ...subwords, options: { ...options, maximum: 101 } },
      { ...subwords, vectors: Float32Array.of(1, 2, 3, 4, 5, Number.NaN) },
      { ...subwords, buckets: Int32Array.of(0, 7) },
    ];
    for (const each of wrong)
      assert.throws(() => readSubwordFile(subwordFileOf(each, 2), 2, 'a.sub'), /"a\.sub" is damaged/);
    assert.throws(() => readSubwordFile(subwordFileOf(subwords, 2), 3, 'a.sub'), /"a\.sub" is damaged/);
  });

  it('may be missing', () => {
    assert.equal(decodeSubwords({ tensors: new Map(), metadata: {} }, 2, 'a'), undefined);
  });
});
