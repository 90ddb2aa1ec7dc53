import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { segmented } from '../../../src/engine/data/segmented';
import type { Tokenizer } from '../../../src/engine/data/tokenizer';
import { words as plainWords } from '../../../src/engine/data/words';
import {
  checkFrequentWord,
  configureVectors,
  passesOver,
} from '../../../src/engine/vectors/configureVectors';
import { textOfWord, wordOfText } from '../../../src/engine/vectors/files/wordText';
import { neighboursOf } from '../../../src/engine/vectors/neighbours';
import { principalPlane } from '../../../src/engine/vectors/principal';
import { clustersOf, nearestTo } from '../../../src/engine/vectors/search';
import { bucketsOf } from '../../../src/engine/vectors/subwords';
import { trainingWords } from '../../../src/engine/vectors/trainingWords';
import { mapOf } from '../../../src/engine/vectors/vectorMap';
import { VectorSpace } from '../../../src/engine/vectors/vectorSpace';
import { unitVectors, vectorOf, type WordVectors } from '../../../src/engine/vectors/wordVectors';
import type { RunSettings } from '../../../src/protocol/run';
import { UserError } from '../../../src/protocol/userError';
import { dice } from '../storage/support/mutate';

/** Returns word vectors with two components, from the vector of each word. */
const plane = (entries: Readonly<Record<string, readonly [number, number]>>): WordVectors => ({
  words: Object.keys(entries).map(wordOfText),
  vectors: Float32Array.from(Object.values(entries).flat()),
  size: 2,
});

describe('words with their vectors', () => {
  const space = new VectorSpace(
    plane({ '</s>': [1, 0], 王: [2, 0], queen: [1, 0.1], nothing: [0, 0], King: [0, 3], man: [-1, 0] }),
    new Map([
      ['queen', 7],
      [wordOfText('王'), 9],
    ]),
  );
  const words = (near: readonly { readonly word: string }[]) => near.map(({ word }) => word);

  it('lack the end of a sentence, and have texts and counts', () => {
    assert.deepEqual(space.words, ['王', 'queen', 'nothing', 'King', 'man']);
    assert.deepEqual(
      [space.word(0), space.word(3)],
      [
        { id: 0, word: '王', count: 9 },
        { id: 3, word: 'King' },
      ],
    );
  });

  it('are found by a part in any letter case, in the order of the vocabulary', () => {
    const found = space.find({ query: ' IN ', from: 0, count: 10 });
    assert.deepEqual([found.total, words(found.words)], [2, ['nothing', 'King']]);
    assert.deepEqual(words(space.find({ query: '', from: 3, count: 1 }).words), ['King']);
    assert.equal(space.find({ query: 'zzz', from: 0, count: 1 }).total, 0);
  });

  it('are looked up as written, else in lower case', () => {
    assert.deepEqual([space.id('King'), space.id('QUEEN'), space.id('king')], [3, 1, undefined]);
  });

  it('have neighbours in the order of their cosines; a vector of zeros is none', () => {
    assert.deepEqual(words(space.near(0, 10)), ['queen', 'King', 'man']);
    assert.deepEqual(words(space.near(0, 1)), ['queen']);
    assert.deepEqual(space.near(2, 10), []);
  });

  it('answer analogies without the given words', () => {
    const near = space.analogy({ a: 'man', b: '王', c: 'King', count: 5 });
    assert.deepEqual(words(near), ['queen']);
    assert.throws(() => space.analogy({ a: 'man', b: 'duke', c: 'King', count: 5 }), /no vector/);
  });

  it('are on the map without those that have no direction', () => {
    const map = mapOf(space, { count: 4, clusters: 2 });
    assert.deepEqual(words(map.words), ['王', 'queen', 'King', 'man']);
    assert.ok(
      map.points.every(Number.isFinite) &&
        Math.abs((map.shares?.[0] ?? 0) + (map.shares?.[1] ?? 0) - 1) < 1e-6,
    );
  });

  it('are on the map up to a number', () => {
    assert.deepEqual(words(mapOf(space, { count: 2, clusters: 1 }).words), ['王', 'queen']);
  });

  it('have neighbours for a word that they lack, if the parts of words have vectors', () => {
    assert.equal(space.unseen('kingly', 2), undefined);
    const options = { minimum: 4, maximum: 4, buckets: 100 };
    const subwords = {
      options,
      buckets: Int32Array.from(bucketsOf('king', options)),
      vectors: new Float32Array(0),
    };
    const vectors = Float32Array.from([0, 1, 1, 0, 0.5, 0.5]);
    const rows = Float32Array.from({ length: 2 * subwords.buckets.length }, (_, i) => (i % 2 === 0 ? 1 : 0));
    const trained = {
      words: ['</s>', 'queen', 'sea'],
      vectors,
      size: 2,
      subwords: { ...subwords, vectors: rows },
    };
    const near = new VectorSpace(trained).unseen('kingly', 2);
    assert.deepEqual(words(near ?? []), ['queen', 'sea']);
    assert.equal(new VectorSpace(trained).unseen('zzz', 2), undefined);
    assert.ok(new VectorSpace(trained).unseen('KINGLY', 2));
    const cased = { ...trained, words: ['</s>', 'Queen', 'sea'] };
    assert.equal(new VectorSpace(cased).unseen('KINGLY', 2), undefined);
  });

  it('keep the text of every word as bytes', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => textOfWord(wordOfText(text)) === text));
    for (const code of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x1_0000, 0x10_ffff]) {
      const character = String.fromCodePoint(code);
      assert.equal(wordOfText(character), Buffer.from(character).toString('latin1'));
      assert.equal(textOfWord(wordOfText(character)), character);
    }
  });

  it('keep bytes that are not valid UTF-8, as lone surrogates', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        const word = Buffer.from(bytes).toString('latin1');
        return wordOfText(textOfWord(word)) === word;
      }),
    );
    const texts = ['\x80', '\xff', '\xc0\x80', '\xe4\xbaa', '\xed\xa0\x80'].map(textOfWord);
    assert.deepEqual(texts, ['\udc80', '\udcff', '\udcc0\udc80', '\udce4\udcbaa', '\udced\udca0\udc80']);
    // Other lone surrogates have no byte. UTF-8 replaces them.
    for (const other of ['\udc7f', '\udd00', '\ud800']) assert.equal(wordOfText(other), '\xef\xbf\xbd');
  });
});

describe('a search for nearest words', () => {
  const vectors = fc.integer({ min: 1, max: 9 }).chain(size =>
    fc
      .array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size }), {
        minLength: 1,
        maxLength: 20,
      })
      .map(rows => ({
        words: rows.map((_, i) => `w${i}`),
        // Single precision cannot express the squares of smaller numbers.
        vectors: Float32Array.from(rows.flat(), value => (Math.abs(value) < 1e-15 ? 0 : value)),
        size,
      })),
  );

  it("finds what word2vec's search finds", () => {
    fc.assert(
      fc.property(vectors, fc.nat(4), (all, count) => {
        const unit = unitVectors(all);
        const options = { count: count + 1, except: [0] };
        const found = nearestTo(unit, vectorOf(unit, 0), options);
        const expected = neighboursOf(unit, vectorOf(unit, 0), { ...options, above: -2 });
        assert.equal(found.length, expected.length);
        for (const [i, { cosine }] of found.entries())
          assert.ok(Math.abs(cosine - expected[i].cosine) < 1e-5);
      }),
    );
  });

  it('keeps the order of equally near words, and skips those without a direction', () => {
    const words = plane({ a: [0, 1], b: [Number.NaN, 0], c: [1, 0], d: [1, 0], e: [1, 0] });
    const found = nearestTo(words, Float32Array.of(1, 0), { count: 2, except: [] });
    assert.deepEqual(found, [
      { id: 2, cosine: 1 },
      { id: 3, cosine: 1 },
    ]);
    assert.equal(nearestTo(words, Float32Array.of(1, 0), { count: 9, except: [3] }).length, 3);
  });

  it('returns none if none is wanted', () => {
    assert.deepEqual(
      nearestTo(plane({ a: [1, 0], b: [0, 1] }), Float32Array.of(1, 0), { count: 0, except: [] }),
      [],
    );
  });

  it('divides words into clusters of near words', () => {
    const words = { a: [1, 0.1], b: [0.1, 1], c: [1, 0], d: [1, -0.1], e: [0, 1], f: [-0.1, 1] } as const;
    const [a, b, c, d, e, f] = clustersOf(unitVectors(plane(words)), 2);
    assert.deepEqual([a, b, c, d, e, f], [a, b, a, a, b, b]);
    assert.notEqual(a, b);
  });

  it('divides words into clusters in ten rounds', () => {
    const roll = dice(5);
    const [V, size, count] = [400, 6, 9];
    const vectors = Float32Array.from({ length: V * size }, () => roll(2001) - 1000);
    const unit = unitVectors({ words: Array.from({ length: V }, (_, i) => `w${i}`), vectors, size });
    const expected = Array.from({ length: V }, (_, i) => i % count);
    let changes = 0;
    for (let round = 0; round < 11; round++) {
      const centroids = Array.from({ length: count }, (_, c) => {
        const members = expected.flatMap((each, i) => (each === c ? [vectorOf(unit, i)] : []));
        const sums = Array.from({ length: size }, (_, k) => members.reduce((sum, row) => sum + row[k], 0));
        return sums.map(sum => sum / Math.hypot(...sums));
      });
      const next = expected.map((_, i) => {
        const cosines = centroids.map(centroid =>
          centroid.reduce((sum, x, k) => sum + x * unit.vectors[i * size + k], 0),
        );
        return cosines.indexOf(Math.max(...cosines));
      });
      changes = next.filter((c, i) => c !== expected[i]).length;
      if (round === 10) break;
      expected.splice(0, V, ...next);
    }
    assert.ok(changes > 0, 'an eleventh round would change clusters');
    assert.deepEqual([...clustersOf(unit, count)], expected);
  });
});

describe('the principal plane of vectors', () => {
  const D = 5;
  const axes = [
    [0.6, 0.8, 0, 0, 0],
    [-0.8, 0.6, 0, 0, 0],
  ];

  /**
   * Returns N points that have the variances 9 and 4 along two axes, and a small deviation from the plane of
   * these axes.
   */
  function cloud(N: number): WordVectors {
    const vectors = new Float32Array(N * D);
    for (let i = 0; i < N; i++) {
      const [a, b] = [3 * Math.sqrt(2) * Math.cos(2.4 * i), 2 * Math.sqrt(2) * Math.sin(2.4 * i)];
      for (let k = 0; k < D; k++)
        vectors[i * D + k] = 7 + a * axes[0][k] + b * axes[1][k] + 0.01 * Math.cos(i * (k + 2));
    }
    return { words: Array.from({ length: N }, (_, i) => `w${i}`), vectors, size: D };
  }

  it('has the directions of the largest variances, in this order, and their shares', () => {
    const { points, shares } = principalPlane(cloud(500));
    const variance = (axis: number) =>
      Array.from({ length: 500 }, (_, i) => points[2 * i + axis] ** 2).reduce((a, b) => a + b, 0) / 500;
    assert.ok(Math.abs(variance(0) - 9) < 0.1 && Math.abs(variance(1) - 4) < 0.1);
    assert.ok(Math.abs(shares[0] - 9 / 13) < 0.01 && Math.abs(shares[1] - 4 / 13) < 0.01);
  });

  it('of further components has the directions of the next variances', () => {
    const [first, second] = [principalPlane(cloud(500)), principalPlane(cloud(500), 1)];
    const column = (points: Float64Array, axis: number) => [...points].filter((_, i) => i % 2 === axis);
    assert.deepEqual(column(second.points, 0), column(first.points, 1));
    assert.equal(second.shares[0], first.shares[1]);
    assert.ok(second.shares[1] < 0.001);
  });

  it('has the largest variance first, whatever the order of uncorrelated elements', () => {
    for (const order of [
      [1, 2, 3, 4],
      [4, 3, 2, 1],
      [2, 4, 1, 3],
    ]) {
      // Two points on each axis, at plus and minus its number.
      const vectors = order.flatMap((value, axis) =>
        [value, -value].flatMap(at => order.map((_, k) => (k === axis ? at : 0))),
      );
      const { points, shares } = principalPlane({ vectors: Float64Array.from(vectors), size: 4 });
      const rows = Array.from({ length: 8 }, (_, i) => `${points[2 * i] + 0},${points[2 * i + 1] + 0}`);
      const [x, y] = [2 * order.indexOf(4), 2 * order.indexOf(3)];
      assert.deepEqual([rows[x], rows[x + 1], rows[y], rows[y + 1]], ['4,0', '-4,0', '0,3', '0,-3']);
      assert.equal(rows.filter(row => row === '0,0').length, 4);
      assert.ok(Math.abs(shares[0] - 16 / 30) < 1e-12 && Math.abs(shares[1] - 9 / 30) < 1e-12);
    }
  });

  it('has components whose largest element is positive', () => {
    // The first element has the largest variance, the second and third the largest common one.
    const pairs = [
      [2, 0, 0],
      [-0.3, 1.9, -1.8],
    ];
    const vectors = pairs.flatMap(pair => [...pair, ...pair.map(value => -value)]);
    const { points } = principalPlane({ vectors: Float64Array.from(vectors), size: 3 });
    assert.ok(points[4] > 2.5 && points[6] < -2.5, `${points[4]}, ${points[6]}`);
    assert.ok(points[1] > 1.9 && points[3] < -1.9, `${points[1]}, ${points[3]}`);
  });

  it('has the components that scipy found, except for their signs', () => {
    const { points, pca, explained } = JSON.parse(readFileSync('test/fixtures/scipy/clusters.json', 'utf8'));
    const size = points[0].length;
    const found = principalPlane({ vectors: Float64Array.from(points.flat()), size });
    for (const axis of [0, 1]) {
      const expected = pca.map((row: number[]) => row[axis]);
      const column = expected.map((_: number, row: number) => found.points[2 * row + axis]);
      const sign = Math.sign(column[0] * expected[0]);
      for (const [row, value] of column.entries())
        assert.ok(Math.abs(sign * value - expected[row]) < 1e-9, `${value} instead of ${expected[row]}`);
      assert.ok(Math.abs(found.shares[axis] - explained[axis]) < 1e-9);
    }
  });

  it('depends on the vectors alone, and exists for one, equal or few numbers', () => {
    assert.deepEqual(principalPlane(cloud(50)), principalPlane(cloud(50)));
    const equal = { words: ['a', 'b'], vectors: Float32Array.of(1, 2, 1, 2), size: 2 };
    assert.deepEqual(principalPlane(equal), { points: new Float64Array(4), shares: [0, 0] });
    const line = principalPlane({ vectors: Float32Array.of(1, 3), size: 1 });
    assert.deepEqual(
      [[...line.points], line.shares],
      [
        [-1, 0, 1, 0],
        [1, 0],
      ],
    );
    assert.deepEqual(principalPlane({ vectors: new Float32Array(0), size: 3 }).points.length, 0);
  });
});

describe('the number of passes over a text', () => {
  it('is that of the settings, or enough for two million words', () => {
    const passes = (words: number, value: number) =>
      passesOver(words, configureVectors({ 'vectors.passes': value }));
    assert.equal(passes(50_000, 3), 3);
    assert.deepEqual(
      [100, 50_000, 60_000, 1e9].map(words => passes(words, 0)),
      [100, 40, 34, 5],
    );
  });
});

describe('a text to train vectors on', () => {
  it('has a frequent word, besides the end of a sentence', () => {
    const configuration = configureVectors({ 'vectors.minimumCount': 7 });
    checkFrequentWord(['</s>', 'a'], 'a.txt', configuration);
    for (const words of [[], ['</s>']])
      assert.throws(
        () => checkFrequentWord(words, 'a.txt', configuration),
        new UserError(
          'No word of "{0}" occurs {1} times. Use a longer text, or lower {2}.',
          ['a.txt', 7, { setting: 'vectors.minimumCount' }],
          'vectors.minimumCount',
        ),
      );
  });
});

describe('the settings of word vectors', () => {
  it('have the defaults of word2vec, except for exact mode', () => {
    assert.deepEqual(configureVectors({}), {
      ...{ size: 100, window: 5, sample: 1e-3, negative: 5, hierarchical: false, cbow: false, alpha: 0.025 },
      ...{ iterations: 0, minimumCount: 5, unit: 'segmented', exact: false, lowerCase: true },
    });
  });

  it('choose the method, its rate, the outputs and the words', () => {
    const { cbow, alpha } = configureVectors({ 'vectors.method': 'cbow' });
    assert.deepEqual([cbow, alpha], [true, 0.05]);
    assert.equal(configureVectors({ 'vectors.learningRate': 0.3 }).alpha, 0.3);
    const outputs = ['negative', 'hierarchical', 'both'].map(output => {
      const { negative, hierarchical } = configureVectors({ 'vectors.output': output });
      return [negative, hierarchical];
    });
    assert.deepEqual(outputs, [
      [5, false],
      [0, true],
      [5, true],
    ]);
    const { unit, exact, lowerCase } = configureVectors({
      ...{ 'vectors.unit': 'word', 'vectors.exact': true, 'vectors.letterCase': 'keep' },
    });
    assert.deepEqual([unit, exact, lowerCase], ['word', true, false]);
    assert.throws(() => configureVectors({ 'vectors.window': 0 }), /vectors\.window is 0/);
  });
});

describe('the settings of subwords', () => {
  const subwords = (settings: RunSettings) => configureVectors(settings).subwords;

  it('are the lengths of the parts; without a maximum there are none', () => {
    assert.equal(subwords({ 'vectors.subwordMinimum': 5 }), undefined);
    assert.deepEqual(subwords({ 'vectors.subwordMaximum': 6 }), {
      ...{ minimum: 3, maximum: 6, buckets: 2_000_000 },
    });
  });

  it('are refused if they contradict each other or exact mode', () => {
    assert.throws(
      () => subwords({ 'vectors.subwordMaximum': 2 }),
      new UserError(
        'The setting {0} is {1}, but must be at most {2}, the value of {3}.',
        [{ setting: 'vectors.subwordMinimum' }, 3, 2, { setting: 'vectors.subwordMaximum' }],
        'vectors.subwordMinimum',
      ),
    );
    assert.throws(
      () => subwords({ 'vectors.subwordMaximum': 6, 'vectors.exact': true }),
      /word2vec has no subwords/,
    );
  });
});

describe('the words that vectors are trained on', () => {
  const read = (text: string, tokenizer: Tokenizer, lowerCase = true, wordsOnly = true) => {
    const bytes = trainingWords({ name: 't', bytes: Buffer.from(text) }, tokenizer, { lowerCase, wordsOnly });
    return typeof bytes === 'function' ? Buffer.concat([...bytes()]).toString() : '';
  };

  it('are those of the language, in lower case, with a line per sentence and no punctuation', () => {
    assert.equal(read('Hello, World! It’s 5.\n\nOh.', segmented('en')), 'hello world \nit’s 5 \noh \n');
    assert.equal(read('猫が好き。犬も。', segmented('ja')), '猫 が 好き \n犬 も \n');
    assert.equal(read('A b', segmented('en'), false), 'A b \n');
  });

  it('are everything between white space, if the settings say so', () => {
    assert.equal(read('Hello, you !\n\nme', plainWords, false, false), 'Hello, you ! \nme \n');
  });
});
