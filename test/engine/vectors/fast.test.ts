import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { IdList } from '../../../src/engine/data/idList';
import { beginVectorTraining } from '../../../src/engine/vectors/beginTraining';
import { ShardRounds, type StartVectorThreads } from '../../../src/engine/vectors/fast/shardRounds';
import { neighboursOf } from '../../../src/engine/vectors/neighbours';
import { decodeTraining, digestOf, encodeTraining } from '../../../src/engine/vectors/trainingFile';
import type { VectorTraining } from '../../../src/engine/vectors/vectorTraining';
import { encodeWords } from '../../../src/engine/vectors/word2vec/encode';
import type { Word2vecOptions } from '../../../src/engine/vectors/word2vec/options';
import { countWords } from '../../../src/engine/vectors/word2vec/vocabulary';
import {
  innerProduct,
  unitVectors,
  vectorOf,
  type WordVectors,
} from '../../../src/engine/vectors/wordVectors';
import { UserError } from '../../../src/protocol/userError';
import { startVectorHelpers } from '../../../src/workers/vectorThreads';

const text = readFileSync('test/fixtures/text/words.train.txt');
const vocabulary = countWords(text, 5);
const ids = (() => {
  const list = new IdList(vocabulary.words.length);
  encodeWords(text, vocabulary, list);
  return list.take();
})();

const optionsWith = (options: Partial<Word2vecOptions>): Word2vecOptions => ({
  ...{ size: 50, window: 5, sample: 1e-3, negative: 5, hierarchical: false, cbow: false, iterations: 2 },
  alpha: options.cbow ? 0.05 : 0.025,
  ...options,
});

const begin = (options: Word2vecOptions, exact: boolean, startThreads?: StartVectorThreads) =>
  beginVectorTraining({ vocabulary, options, exact, startThreads });

function finish(training: VectorTraining, words = ids): WordVectors {
  for (const _ of training.run(words));
  training.end();
  return training.vectors();
}

const methods: [string, Partial<Word2vecOptions>][] = [
  ['skip-gram', {}],
  ['CBOW', { cbow: true }],
  ['CBOW with a tree', { cbow: true, hierarchical: true, negative: 0 }],
  ['skip-gram with both', { hierarchical: true, negative: 2 }],
];

describe('fast training of word vectors', () => {
  for (const [name, changes] of methods)
    it(`has the neighbours of exact mode: ${name}`, async () => {
      const options = optionsWith({ ...changes, iterations: 5 });
      const exact = finish(await begin(options, true));
      const fast = finish(await begin(options, false));
      const { overlap, difference } = compared(exact, fast);
      assert.ok(overlap >= 9, `${overlap} of 10 neighbours are the same`);
      assert.ok(difference <= 0.02, `a cosine differs by ${difference}`);
    });

  it('has the same result with any number of threads', async () => {
    const cases = [
      { changes: {}, digest: '92b76bcb4b3a0d7c' },
      { changes: { cbow: true, hierarchical: true, window: 2 }, digest: '2ec5ee15f30c1486' },
    ];
    for (const { changes, digest } of cases) {
      const options = optionsWith({ ...changes, iterations: 1 });
      const words = ids.subarray(0, 20_000);
      const one = finish(await begin(options, false), words);
      // The digest is the same on every machine.
      assert.equal(createHash('sha256').update(one.vectors).digest('hex').slice(0, 16), digest);
      for (const threads of [2, 3]) {
        const helpers = startVectorHelpers('./dist/worker.js', threads);
        let ended = 0;
        const training = await begin(options, false, async (...shared) => {
          const { pool, end } = await helpers(...shared);
          assert.equal(pool.size, threads);
          return { pool, end: () => void [ended++, end()] };
        });
        assert.deepEqual(finish(training, words), one, `${threads} threads`);
        assert.equal(ended, 1);
      }
    }
  });

  it('resumes where it was stopped, bit for bit', async () => {
    const options = optionsWith({ hierarchical: true });
    const undisturbed = finish(await begin(options, false));
    for (const stop of [1, 11]) {
      const training = await begin(options, false);
      const slices = training.run(ids);
      for (let slice = 0; slice < stop; slice++) slices.next();
      const stopped = {
        exact: false,
        options,
        vocabulary,
        state: training.state(),
        text: digestOf(ids),
        notes: {},
      };
      const read = decodeTraining(encodeTraining(stopped), 'v.resume');
      const resumed = await beginVectorTraining(read);
      assert.equal(resumed.progress.words, training.progress.words);
      assert.deepEqual(finish(resumed), undisturbed, `after ${stop} slices`);
    }
  });

  it('reads the words and rates of exact mode, and reports its loss', async () => {
    const seen = await Promise.all(
      [true, false].map(async exact => {
        const training = await begin(optionsWith({ cbow: true }), exact);
        let [sum, slices] = [0, 0];
        for (const _ of training.run(ids)) {
          sum += training.progress.loss ?? Number.NaN;
          slices++;
        }
        const { words, rate } = training.progress;
        return { words, rate, position: training.state().position.random, loss: sum / slices };
      }),
    );
    const [exact, fast] = seen;
    assert.deepEqual({ ...fast, loss: 0 }, { ...exact, loss: 0 });
    assert.ok(Math.abs(fast.loss - exact.loss) < 0.02, `${fast.loss}, ${exact.loss}`);
  });

  it('has a state with only the matrices that it trains', async () => {
    const few = countWords(Buffer.from('a b c\n'.repeat(9)), 1);
    for (const exact of [true, false])
      for (const [negative, hierarchical] of [
        [2, false],
        [0, true],
        [2, true],
      ] as const) {
        const options = optionsWith({ negative, hierarchical, size: 6 });
        const training = await beginVectorTraining({ vocabulary: few, options, exact });
        const { inputs, outputs, nodes } = training.state();
        assert.equal(inputs.length, 4 * 6);
        assert.deepEqual(outputs, negative > 0 ? new Float32Array(4 * 6) : undefined);
        assert.deepEqual(nodes, hierarchical ? new Float32Array(4 * 6) : undefined);
      }
  });

  it('sums the losses of all shards once', () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const rounds = new ShardRounds(memory, { headers: 64, shards: 2 } as never, []);
    const view = new DataView(memory.buffer, 64);
    const put = (shard: number, loss: number, predictions: number) => {
      view.setFloat64(64 * shard + 8, loss, true);
      view.setFloat64(64 * shard + 16, predictions, true);
    };
    assert.equal(rounds.takeLoss(), undefined);
    put(0, 3, 2);
    put(1, 7, 3);
    put(2, 1000, 1); // belongs to something else
    assert.equal(rounds.takeLoss(), 2);
    put(1, 5, 1);
    assert.equal(rounds.takeLoss(), 5);
    assert.equal(rounds.takeLoss(), undefined);
    put(0, Number.NaN, 1);
    assert.throws(() => rounds.takeLoss(), matching(/diverged/));
  });

  it('needs two words', async () => {
    for (const exact of [true, false]) {
      const begun = (words: string[]) => {
        const few = { words, counts: new Float64Array(words.length).fill(9), total: 9 * words.length };
        return beginVectorTraining({ vocabulary: few, options: optionsWith({}), exact });
      };
      await assert.rejects(begun(['</s>']), matching(/No word is frequent enough/));
      assert.equal((await begun(['</s>', 'a'])).progress.words, 0);
    }
  });

  it('says that it has diverged, and that the memory is too small', async () => {
    const diverging = await begin(optionsWith({ alpha: 1e30 }), false);
    assert.throws(() => finish(diverging), matching(/diverged/));
    const words = Array.from({ length: 200_000 }, (_, i) => `w${i}`);
    const large = { words, counts: new Float64Array(words.length).fill(5), total: 1e6 };
    const options = optionsWith({ size: 10_000 });
    await assert.rejects(
      beginVectorTraining({ vocabulary: large, options, exact: false }),
      matching(/need more memory than there is/),
    );
  });
});

const matching = (message: RegExp) => (error: unknown) =>
  error instanceof UserError && message.test(error.message);

/**
 * Returns how many of a word's ten nearest neighbours are the same, on average over the 300 most frequent
 * words, and how much their cosines differ.
 */
function compared(exact: WordVectors, fast: WordVectors) {
  const [a, b] = [unitVectors(exact), unitVectors(fast)];
  let [same, difference, pairs] = [0, 0, 0];
  for (let word = 1; word <= 300; word++) {
    const near = [a, b].map(unit =>
      neighboursOf(unit, vectorOf(unit, word), { count: 10, except: [word], above: -1 }).map(({ id }) => id),
    );
    same += near[0].filter(id => near[1].includes(id)).length;
    for (const id of near[0]) {
      const [x, y] = [a, b].map(unit => innerProduct(vectorOf(unit, word), vectorOf(unit, id)));
      difference = Math.max(difference, Math.abs(x - y));
      pairs++;
    }
  }
  return { overlap: (10 * same) / pairs, difference };
}
