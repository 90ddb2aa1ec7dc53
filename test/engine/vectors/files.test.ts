import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeSafetensors } from '../../../src/engine/storage/safetensors/readSafetensors';
import { encodeSafetensors, type StoredTensor } from '../../../src/engine/storage/safetensors/safetensors';
import { filesOf, formatOfName } from '../../../src/engine/vectors/files/formats';
import { readVectors } from '../../../src/engine/vectors/files/read';
import { safetensorsOf } from '../../../src/engine/vectors/files/safetensors';
import { binaryOf, textOf } from '../../../src/engine/vectors/files/write';
import { neighboursOf, sumOf } from '../../../src/engine/vectors/neighbours';
import type { Subwords } from '../../../src/engine/vectors/subwords';
import { unitVectors, vectorOf, type WordVectors } from '../../../src/engine/vectors/wordVectors';
import { UserError } from '../../../src/protocol/userError';
import { readVectorMutants, wholeVectorFiles } from './support/mutants';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const read = (text: string) => readVectors(bytes(text), 'v.txt');

const tensor = (shape: number[], value = 1): StoredTensor => ({
  name: 'vectors',
  dtype: 'F32',
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size)).fill(value),
});

/** Generates one to five words with vectors of one to four numbers. */
const anyVectors = fc
  .tuple(
    fc.uniqueArray(fc.stringMatching(/^[!-~\xa1-\xff]{1,12}$/), { minLength: 1, maxLength: 5 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .chain(([words, size]) =>
    fc
      .array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 }), {
        minLength: words.length * size,
        maxLength: words.length * size,
      })
      .map((numbers): WordVectors => ({ words, vectors: Float32Array.from(numbers), size })),
  );

describe('files of word vectors', () => {
  it('are read as they were written, in binary, or as text to six decimals', () => {
    fc.assert(
      fc.property(anyVectors, vectors => {
        const binary = readVectors(Buffer.concat([...binaryOf(vectors)]), 'v.bin');
        assert.deepEqual(binary, vectors);
        const text = readVectors(Buffer.concat([...textOf(vectors)]), 'v.txt');
        assert.deepEqual(text.words, vectors.words);
        for (const [i, value] of text.vectors.entries())
          assert.ok(Math.abs(value - vectors.vectors[i]) <= 5e-7 + 6e-8 * Math.abs(value));
      }),
    );
  });

  it('are read as they were written in safetensors, also words that are not UTF-8', () => {
    fc.assert(
      fc.property(anyVectors, vectors => {
        assert.deepEqual(readVectors(safetensorsOf(vectors), 'v.safetensors'), vectors);
      }),
    );
    const words = ['Zürich', '東京', '🜚'].map(word => Buffer.from(word).toString('latin1'));
    const vectors = {
      words: [...words, 'Z\xfcrich', '\xe6\x9d', '\xed\xa0\x80'],
      vectors: new Float32Array(6),
      size: 1,
    };
    const { tensors, metadata } = decodeSafetensors(safetensorsOf(vectors));
    assert.deepEqual(tensors.get('vectors')?.shape, [6, 1]);
    assert.deepEqual(JSON.parse(metadata.words).slice(0, 4), ['Zürich', '東京', '🜚', 'Z\udcfcrich']);
    assert.deepEqual(readVectors(safetensorsOf(vectors), 'v'), vectors);
  });

  it('are written for the TensorFlow projector: numbers and words in two files with as many lines', () => {
    const files = filesOf(read('2 2\nnew york 1 2\nking 0.5 -3\n'), 'projector', 'v.tsv');
    assert.deepEqual(
      files.map(({ name, content }) => [
        name,
        Buffer.concat([...content].map(piece => Buffer.from(piece as Uint8Array))).toString(),
      ]),
      [
        ['v.tsv', '1.000000\t2.000000\n0.500000\t-3.000000\n'],
        ['v.metadata.tsv', 'new york\nking\n'],
      ],
    );
  });

  it('have the format that their names suggest', () => {
    const names = ['v.txt', 'v.bin', 'v.bin.gz', 'v.tsv', 'V.SAFETENSORS', 'vectors'];
    assert.deepEqual(names.map(formatOfName), [
      'text',
      'binary',
      'binary',
      'projector',
      'safetensors',
      'text',
    ]);
  });

  it('may have a word without letters in the binary format, as the C program reads it', () => {
    const { words, vectors } = readVectors(Buffer.from('1 1\n \0\0\x80\x3f\n', 'latin1'), 'v.bin');
    assert.deepEqual([words, vectors], [[''], Float32Array.of(1)]);
  });

  it('may have words of up to 1,023 bytes in the binary format', () => {
    const file = (length: number) => bytes(`1 1\n${'x'.repeat(length)} \0\0\x80\x3f\n`);
    assert.equal(readVectors(file(1023), 'v.bin').words[0].length, 1023);
    assert.throws(() => readVectors(file(1024), 'v.bin'), /byte 4 does not begin a word/);
  });

  it('may end with the last number in the binary format', () => {
    const { words, vectors } = readVectors(bytes('2 1\na \0\0\x80\x3fb \0\0\0\x40'), 'v.bin');
    assert.deepEqual([words, vectors], [['a', 'b'], Float32Array.of(1, 2)]);
    assert.throws(() => readVectors(bytes('2 1\na \0\0\x80\x3fb \0\0\0'), 'v.bin'), /byte 10 does not begin/);
  });

  it('keep the vectors of subwords in safetensors', () => {
    const options = { minimum: 3, maximum: 4, buckets: 1000 };
    const subwords = {
      options,
      buckets: Int32Array.of(3, 7, 999),
      vectors: Float32Array.of(1, 2, 3, 4, 5, 6),
    };
    const vectors = { ...read('1 2\nking 1.5 2.5\n'), subwords };
    assert.deepEqual(readVectors(safetensorsOf(vectors), 'v'), vectors);
    const extreme = {
      options: { minimum: 1, maximum: 100, buckets: 2 ** 31 - 1 },
      buckets: Int32Array.of(0, 1, 2 ** 31 - 2),
      vectors: subwords.vectors,
    };
    const file = safetensorsOf({ ...vectors, subwords: extreme });
    assert.deepEqual(readVectors(file, 'v').subwords, extreme);
    const damaged: Partial<Subwords>[] = [
      { buckets: Int32Array.of(-1, 7, 999) },
      { buckets: Int32Array.of(3, 3, 999) },
      { buckets: Int32Array.of(3, 7) },
      { buckets: Int32Array.of(7, 3, 999) },
      { buckets: Int32Array.of(3, 7, 1000) },
      { options: { ...options, minimum: 0 } },
      { options: { ...options, maximum: 101 } },
      { options: { ...options, buckets: 2 ** 31 } },
      { vectors: Float32Array.of(1, 2, 3, 4, 5, Number.NaN) },
    ];
    for (const changes of damaged) {
      const file = safetensorsOf({ ...vectors, subwords: { ...subwords, ...changes } });
      assert.throws(() => readVectors(file, 'v'), /vectors of subwords do not fit together/);
    }
    const { tensors, metadata } = decodeSafetensors(safetensorsOf(vectors));
    for (const name of ['subwords', 'buckets']) {
      const others = [...tensors].filter(([each]) => each !== name).map(([, each]) => each);
      const file = encodeSafetensors(others, metadata);
      assert.throws(() => readVectors(file, 'v'), /vectors of subwords do not fit together/);
    }
  });

  const wordless: [string, StoredTensor, Record<string, string>, RegExp][] = [
    ['no words', tensor([1, 2]), {}, /no word vectors/],
    ['words that are not a list', tensor([1, 2]), { words: '{"a":1}' }, /no word vectors/],
    [
      'another tensor',
      { ...tensor([1, 2]), name: 'embedding.weight' },
      { words: '["a"]' },
      /no word vectors/,
    ],
    ['a vector without rows', tensor([2]), { words: '["a"]' }, /no word vectors/],
    ['more words than rows', tensor([1, 2]), { words: '["a","b"]' }, /1 vectors of 2 numbers for 2 words/],
    [
      'NaN',
      tensor([1, 2], Number.NaN),
      { words: '["Zürich"]' },
      /the vector of "Zürich" has a number that is not/,
    ],
  ];
  for (const [what, stored, metadata, message] of wordless)
    it(`are refused in safetensors with a reason: ${what}`, () => {
      assert.throws(
        () => readVectors(encodeSafetensors([stored], metadata), 'v'),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    });

  it('may have no header (GloVe), blanks in words, carriage returns, and no newline at the end', () => {
    assert.deepEqual(read('king 1 2.5\nqueen -1 1e-1'), {
      words: ['king', 'queen'],
      vectors: Float32Array.of(1, 2.5, -1, 0.1),
      size: 2,
    });
    assert.deepEqual(read('2 2\r\nnew york 1 2\r\n. . . 3 4 \r\n').words, ['new york', '. . .']);
  });

  const refused: [string, string, RegExp][] = [
    ['an empty file', '', /first line must be/],
    ['prose', 'It was the best of times\n', /first line must be/],
    [
      'a lying header',
      '1000000000 1000\nking 1 2\n',
      /1000000000 vectors of 1000 numbers do not fit into 9 bytes/,
    ],
    ['vectors without numbers', '3 0\na\nb\nc\n', /3 vectors of 0 numbers do not fit/],
    ['a missing line', '3 2\nking 1.25 2\nqueen 1.5 2\n', /line 4 is not a word/],
    ['a line too many', '1 2\nking 1.5 2.5\nqueen 1.5 2\n', /announces 1 vectors, but more follow.* line 3/],
    ['bytes too many', '1 1\nking \0\0\0\0\nqueen', /announces 1 vectors, but more follow.* byte 14/],
    ['too few numbers', '2 2\nking 1.5 2.5\nqueen 1.5\n', /line 3 is not a word and 2 numbers/],
    ['a word for a number', '2 2\nking 1.5 2.5\nqueen 1.5 x\n', /line 3/],
    ['NaN', '1 2\nking 1.5 nan\n', /line 2/],
    ['a number beyond float32', '1 2\nking 1.5 1e39\n', /line 2/],
    [
      'a long first line, then short ones',
      `a${' 1'.repeat(999)}\n${'\n'.repeat(9999)}`,
      /10000 vectors of 999/,
    ],
    ['NaN in binary', '1 1\nking \0\0\xc0\x7f\n', /vector of "king" has a number that is not finite/],
    ['a cut binary file', '2 1\nking \0\0\0\0\nqueen \0', /byte 14 does not begin a word and its 1 numbers/],
  ];
  for (const [what, text, message] of refused)
    it(`are refused with a reason: ${what}`, () => {
      assert.throws(
        () => read(text),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    });

  it('are loaded or refused when they are damaged anywhere (10,000 mutants)', () => {
    const { loaded, refused } = readVectorMutants(wholeVectorFiles(), 7, 10_000);
    assert.equal(loaded + refused, 10_000);
    assert.ok(loaded > 1000 && refused > 1000, `${loaded} loaded, ${refused} refused`);
  });
});

describe('neighbours of words', () => {
  const unit = unitVectors(read('4 2\na 1 0\nb 2 0\nc 1 1\nd -1 0\n'));

  it('are sorted by cosine; equal ones keep their order', () => {
    const found = neighboursOf(unit, Float32Array.of(1, 0), { count: 3, except: [], above: -1 });
    assert.deepEqual(
      found.map(({ id }) => unit.words[id]),
      ['a', 'b', 'c'],
    );
    assert.ok(Math.abs(found[2].cosine - Math.SQRT1_2) < 1e-7);
  });

  it('leave out words, and those that are not above a limit', () => {
    const found = neighboursOf(unit, sumOf([vectorOf(unit, 0), vectorOf(unit, 1)]), {
      count: 9,
      except: [0, 1],
      above: -1,
    });
    assert.deepEqual(
      found.map(({ id }) => unit.words[id]),
      ['c'],
    );
  });
});
