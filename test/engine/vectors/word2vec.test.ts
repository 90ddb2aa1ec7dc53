import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { IdList } from '../../../src/engine/data/idList';
import { type IdSource, StoredList } from '../../../src/engine/data/storedIds';
import { readVectors } from '../../../src/engine/vectors/files/read';
import { binaryOf, textOf } from '../../../src/engine/vectors/files/write';
import { subwordRows } from '../../../src/engine/vectors/subwords';
import {
  decodeTraining,
  digestOf,
  encodeTraining,
  type StoppedTraining,
} from '../../../src/engine/vectors/trainingFile';
import type { VectorProgress } from '../../../src/engine/vectors/vectorTraining';
import { accuracyOf } from '../../../src/engine/vectors/word2vec/accuracy';
import { classesOf } from '../../../src/engine/vectors/word2vec/classes';
import { encodeWords } from '../../../src/engine/vectors/word2vec/encode';
import { negativeCells } from '../../../src/engine/vectors/word2vec/negativeCells';
import type { Word2vecOptions } from '../../../src/engine/vectors/word2vec/options';
import { joinPhrases } from '../../../src/engine/vectors/word2vec/phrases';
import { countWords, readVocabulary, vocabularyText } from '../../../src/engine/vectors/word2vec/vocabulary';
import { Word2vec } from '../../../src/engine/vectors/word2vec/word2vec';
import { unitVectors, type WordVectors } from '../../../src/engine/vectors/wordVectors';
import { UserError } from '../../../src/protocol/userError';
import { MemoryStorage } from '../families/ngram/support/memoryStorage';

const text = readFileSync('test/fixtures/text/words.train.txt');
const golden = (name: string) => readFileSync(`test/fixtures/word2vec/${name}`);
const vocabulary = countWords(text, 5);

const ids = encoded(text);

function encoded(bytes: Uint8Array): IdSource {
  const list = new IdList(vocabulary.words.length);
  encodeWords(bytes, vocabulary, list);
  return list.take();
}

/** Returns the options with which the fixtures were made, with some of them changed. */
function optionsWith(options: Partial<Word2vecOptions>): Word2vecOptions {
  const cbow = options.cbow ?? true;
  return {
    size: 16,
    window: 5,
    sample: 1e-3,
    negative: 5,
    hierarchical: false,
    cbow,
    alpha: cbow ? 0.05 : 0.025,
    iterations: 5,
    ...options,
  };
}

function train(options: Partial<Word2vecOptions>): WordVectors {
  const training = new Word2vec(vocabulary, optionsWith(options));
  for (const _ of training.run(ids));
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

  for (const changes of [
    { hierarchical: true, iterations: 2 },
    { cbow: false, iterations: 2 },
  ])
    it(`resumes where it was stopped, bit for bit: ${JSON.stringify(changes)}`, () => {
      const options = optionsWith(changes);
      const undisturbed = train(changes);
      for (const stop of [1, 20, 21]) {
        const training = new Word2vec(vocabulary, options);
        const slices = training.run(ids);
        for (let slice = 0; slice < stop; slice++) slices.next();
        const bytes = encodeTraining({
          exact: true,
          options,
          vocabulary,
          state: training.state(),
          text: digestOf(ids),
          notes: {},
        });
        const read = decodeTraining(bytes, 'v.resume');
        assert.deepEqual(read.vocabulary, vocabulary);
        const resumed = new Word2vec(read.vocabulary, read.options, read.state);
        assert.deepEqual(resumed.progress.words, training.progress.words);
        for (const _ of resumed.run(ids));
        assert.deepEqual(resumed.vectors(), undisturbed, `after ${stop} slices`);
      }
    });

  it('trains the same from a text that is not in memory', () => {
    const list = new StoredList(new MemoryStorage());
    encodeWords(text, vocabulary, list);
    const stored = list.take();
    assert.equal(digestOf(stored), digestOf(ids));
    const training = new Word2vec(vocabulary, optionsWith({}));
    for (const _ of training.run(stored));
    assert.deepEqual(training.vectors(), train({}));
  });

  it('reports words, rate and a loss that falls from that of equal chances', () => {
    const training = new Word2vec(vocabulary, optionsWith({ cbow: false }));
    assert.deepEqual(training.progress, {
      words: 0,
      allWords: 5 * 163_245,
      rate: Math.fround(0.025),
      loss: undefined,
    });
    const seen: VectorProgress[] = [];
    for (const _ of training.run(ids)) seen.push(training.progress);
    const losses = seen.map(({ loss }) => loss ?? Number.NaN);
    // An untrained network gives the probability 1/2 to the right answer for a word and for each of 5 random
    // words.
    assert.ok(Math.abs(losses[0] - 6 * Math.LN2) < 0.6, String(losses[0]));
    assert.ok((losses.at(-1) ?? 9) < 0.75 * losses[0], String(losses));
    assert.ok(seen.every(({ words }, i) => i === 0 || words > seen[i - 1].words));
    assert.equal(training.progress.words, 5 * 163_245);
    assert.ok(training.progress.rate < 2e-4);
  });

  it('reports the mean loss of each slice', () => {
    const few = Buffer.from('a b c\n'.repeat(4000));
    const words = countWords(few, 1);
    const list = new IdList(words.words.length);
    encodeWords(few, words, list);
    const untrained = { negative: 0, hierarchical: true, sample: 0, alpha: 0, iterations: 1 };
    const training = new Word2vec(words, optionsWith(untrained));
    const losses: number[] = [];
    for (const _ of training.run(list.take())) losses.push(training.progress.loss ?? Number.NaN);
    assert.equal(losses.length, 2);
    // The 4 words, with the sentence end, are equally frequent: each has 2 nodes. The original's table has
    // the probability of -0.024 instead of that of 0, because it divides 1000 by 6 as integers.
    const expected = 2 * Math.log1p(Math.exp(0.024));
    for (const loss of losses) assert.ok(Math.abs(loss - expected) < 1e-6, String(losses));
  });

  it('says that it has diverged, when sums are not finite', () => {
    const training = new Word2vec(vocabulary, optionsWith({ alpha: 1e30 }));
    assert.throws(
      () => {
        for (const _ of training.run(ids));
      },
      (error: unknown) => error instanceof UserError && /diverged/.test(error.message),
    );
  });

  it('refuses a stopped training that is damaged, or is something else', () => {
    const options = optionsWith({});
    const training = new Word2vec(vocabulary, options);
    const state = training.state();
    const whole = { exact: true, options, vocabulary, state, text: '', notes: {} };
    const cases: StoppedTraining[] = [
      { ...whole, state: { ...state, inputs: state.inputs.slice(16) } },
      { ...whole, state: { ...state, outputs: undefined } },
      { ...whole, state: { ...state, sentence: Int32Array.of(vocabulary.words.length) } },
      { ...whole, state: { ...state, sentence: new Int32Array(1000) } },
      { ...whole, options: { ...options, window: 0 } },
      { ...whole, vocabulary: { ...vocabulary, counts: vocabulary.counts.slice(1) } },
    ];
    for (const each of cases)
      assert.throws(() => decodeTraining(encodeTraining(each), 'v'), /not a stopped training/);
    const damaged = encodeTraining(whole);
    damaged[damaged.length - 9] ^= 1;
    assert.throws(() => decodeTraining(damaged, 'v'), /damaged/);
  });

  it('restores the smallest and largest options of a stopped training, and no others', () => {
    const small = { words: ['</s>', 'a'], counts: Float64Array.of(3, 4), total: 7 };
    const subwords = { minimum: 1, maximum: 1, buckets: 1 };
    const options = optionsWith({ size: 1, window: 1, subwords });
    const inputs = new Float32Array(small.words.length + subwordRows(small, subwords).buckets.length);
    const state = { ...new Word2vec(small, options).state(), inputs, sentence: new Int32Array(999) };
    const restored = (changed: Word2vecOptions) =>
      decodeTraining(
        encodeTraining({ exact: false, options: changed, vocabulary: small, state, text: '', notes: {} }),
        'v',
      );
    assert.deepEqual(restored(options).options, options);
    assert.deepEqual(restored(options).state, state);
    const most = { ...options, subwords: { ...subwords, buckets: 2 ** 31 - 1 } };
    assert.deepEqual(restored(most).options, most);
    for (const changed of [
      { ...options, window: 0 },
      { ...options, subwords: { ...subwords, minimum: 0 } },
      { ...options, subwords: { ...subwords, maximum: 0 } },
      { ...options, subwords: { ...subwords, buckets: 0 } },
      { ...options, subwords: { ...subwords, buckets: 2 ** 31 } },
    ])
      assert.throws(() => restored(changed), /not a stopped training/, JSON.stringify(changed));
  });

  it('refuses vectors that do not fit in memory, by the number of its matrices', () => {
    const two = { words: ['</s>', 'a'], counts: Float64Array.of(1, 1), total: 2 };
    for (const options of [
      { negative: 5, size: 3e8 },
      { negative: 0, hierarchical: true, size: 3e8 },
      { negative: 5, hierarchical: true, size: 2e8 },
    ])
      assert.throws(
        () => new Word2vec(two, optionsWith(options)),
        (error: unknown) => error instanceof UserError && /need more memory/.test(error.message),
        JSON.stringify(options),
      );
  });

  it('writes the bytes of the C program in binary, too', () => {
    assert.deepEqual(Buffer.concat([...binaryOf(train({}))]), golden('cbow-ns.bin'));
  });

  it('counts the words of the C program', () => {
    assert.equal(vocabularyText(vocabulary), golden('vocab.txt').toString('latin1'));
    assert.deepEqual(readVocabulary(golden('vocab.txt').toString('latin1'), 'vocab.txt', 5), vocabulary);
  });

  it('refuses a file that is not a vocabulary, with the number of the line', () => {
    const refused = (content: string, message: RegExp) =>
      assert.throws(() => readVocabulary(content, 'vocab.txt', 1), message);
    refused('</s> 5\nthe 4\na\n', /line 3 is not a word and its count/);
    refused('the\n', /line 1 is not a word/);
    refused('the 4\n</s> 5\n', /first word must be <\/s>/);
    assert.deepEqual(readVocabulary('</s> 0\r\na\t3', 'vocab.txt', 1).words, ['</s>', 'a']);
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

  it('joins no word to a phrase of two words, even if words that occur once may be joined', () => {
    let joined = '';
    joinPhrases(Buffer.from('a b c d\n'), { minimum: 1, threshold: -1 }, piece => {
      joined += piece;
    });
    assert.equal(joined.trim(), 'a b_c d'.replace('a b_c', 'a_b c').replace('c d', 'c_d'));
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
    assert.deepEqual(
      sections.map(({ all, semantic, syntactic }) =>
        [all, semantic, syntactic].map(({ right, asked }) => `${right}/${asked}`).join(' '),
      ),
      ['1/5 1/5 0/0', '1/6 1/6 0/0', '1/8 1/8 0/0', '1/8 1/8 0/0', '3/11 3/11 0/0', '3/13 3/11 0/2'],
    );
  });

  it('ends the questions at EXIT, at an incomplete one, or at a section without a name', () => {
    const unit = { words: ['a', 'b', 'C'], vectors: Float32Array.of(1, 0, 0, 1, 1, 0), size: 2 };
    const counted = (text: string) => {
      const { sections, questions, seen } = accuracyOf(unit, text);
      return [sections.map(({ name, own }) => `${name} ${own.asked}`), questions, seen];
    };
    assert.deepEqual(counted(': s\na b c b'), [['s 1'], 1, 1]);
    assert.deepEqual(counted(': s\na b c b\nEXIT a b c b'), [['s 1'], 1, 1]);
    assert.deepEqual(counted(': s\na b c b\na b c'), [['s 1'], 1, 1]);
    assert.deepEqual(counted(': s\na b c x\n:'), [['s 0'], 1, 0]);
    assert.deepEqual(counted('a b c b\n'), [[], 1, 1]);
    assert.deepEqual(counted(''), [[], 0, 0]);
  });

  it('cuts long words and pairs of words as the C programs do', () => {
    const word = (length: number) => 'x'.repeat(length);
    const { words } = countWords(Buffer.from(`${word(98)} ${word(99)} ${word(97)}\n`), 1);
    assert.deepEqual(words, ['</s>', word(98), word(97)]);
    const joined = (first: number, second: number) => {
      let text = '';
      const pairs = `${word(first)} ${'y'.repeat(second)}\n`.repeat(9);
      joinPhrases(Buffer.from(pairs), { minimum: 1, threshold: 0 }, piece => {
        text += piece;
      });
      return text.split('\n')[0].trim();
    };
    assert.equal(joined(58, 3), `${word(58)}_yyy`);
    // A word of 59 bytes is read without the last one.
    assert.equal(joined(59, 3), `${word(58)}_yyy`);
  });

  it('draws each word from the cells that the original’s table has for it', () => {
    const { counts } = vocabulary;
    const { cells, words } = negativeCells(counts);
    const sum = counts.reduce((all, count) => all + count ** 0.75, 0);
    let share = 0;
    for (let word = 0; word + 1 < counts.length; word++) {
      share += counts[word] ** 0.75 / sum;
      // The original goes to the next word after the first cell whose number, as a share, is above that of all words so far.
      const last = cells[word + 1] - 1;
      assert.ok(last / 1e8 > share && (last === cells[word] || (last - 1) / 1e8 <= share), `${word}`);
    }
    assert.deepEqual([cells[0], cells[counts.length]], [0, 1e8]);
    assert.equal(words.length, Math.ceil(1e8 / 4096));
    for (const [i, word] of words.entries())
      assert.ok(cells[word] <= i * 4096 && i * 4096 < cells[word + 1], `${i}`);
  });
});
