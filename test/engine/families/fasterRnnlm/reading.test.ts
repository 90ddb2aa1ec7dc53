import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { FasterRnnlmLanguageModel } from '../../../../src/engine/families/fasterRnnlm/fasterRnnlmLanguageModel';
import { readHeader } from '../../../../src/engine/families/fasterRnnlm/header';
import { readFasterRnnlm } from '../../../../src/engine/families/fasterRnnlm/read';
import { openModel } from '../../../../src/engine/families/kinds';
import type { OpenModel } from '../../../../src/engine/model/openModel';
import { scoreText } from '../../../../src/engine/scoring/score';
import { UserError } from '../../../../src/protocol/userError';
import { dice } from '../../storage/support/mutate';
import { KINDS, type Pair, PLAIN, writePair } from './support/pairs';

const FOLDER = 'test/fixtures/fasterRnnlm';
const text = readFileSync(`${FOLDER}/text.txt`, 'utf8');
/**
 * log10 P of each sentence, by the name of the model. They were printed by faster-rnnlm with `-test text.txt
 * -nce-accurate-test 1`.
 */
const scores: Record<string, number[]> = JSON.parse(readFileSync(`${FOLDER}/scores.json`, 'utf8'));
const ports = { kernels: () => Promise.reject(new Error('none are needed')) };

function pairOf(name: string): Pair {
  const roll = dice(1);
  return writePair({ ...PLAIN, ...KINDS[name] }, () => roll(1e6) / 1e6);
}

/** Opens a model by one of its two files. The other file is in the same folder. */
function open({ vocabulary, weights }: Pair, name = 'model'): Promise<OpenModel> {
  const files: Record<string, Buffer> = { model: vocabulary, 'model.nnet': weights };
  return openModel({ name, bytes: files[name], beside: async other => files[other] }, ports);
}

/** Returns log10 P of each line. Each line is predicted after the previous line. */
function sentenceScores(model: OpenModel): number[] {
  const lines = text.split(/(?<=\n)/);
  return lines.map((line, i) => scoreText(model, lines[i - 1] ?? '\n', line, true).logProb / Math.LN10);
}

function assertScores(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  for (const [i, score] of found.entries()) {
    assert.ok(Math.abs(score - expected[i]) < 2e-5, `sentence ${i}: ${score} for ${expected[i]}`);
  }
}

describe('a model of faster-rnnlm', () => {
  for (const name of ['sigmoid', 'gru']) {
    it(`trained by faster-rnnlm gives the probabilities of faster-rnnlm: ${name}`, async () => {
      const [vocabulary, weights] = [name, `${name}.nnet`].map(file => readFileSync(`${FOLDER}/${file}`));
      assertScores(sentenceScores(await open({ vocabulary, weights })), scores[`${name}.nnet`]);
    });
  }

  for (const name of Object.keys(KINDS)) {
    it(`gives the probabilities of faster-rnnlm for the same files: ${name}`, async () => {
      assertScores(sentenceScores(await open(pairOf(name), 'model.nnet')), scores[name]);
    });

    it(`has probabilities that sum to 1 and agree with the scores of single words: ${name}`, () => {
      const { vocabulary, weights } = pairOf(name);
      const reader = new FasterRnnlmLanguageModel(readFasterRnnlm(vocabulary, weights));
      const ids = Int32Array.of(0, 3, 1, -1, 2, 8, 0, 0, 5);
      reader.read(reader.start(), ids, (i, logProbs) => {
        let sum = 0;
        for (const logProb of logProbs) sum += Math.exp(logProb);
        assert.ok(Math.abs(sum - 1) < 1e-9, `after ${i} tokens: ${sum}`);
      });
      const known = ids.filter(id => id >= 0);
      const { logProbs } = reader.score(reader.start(), known);
      reader.read(reader.start(), known, (i, all) =>
        assert.ok(Math.abs(all[known[i]] - logProbs[i]) < 1e-12),
      );
    });
  }

  it('has a description and a unit', async () => {
    const { description, tokenizer } = await open(pairOf('gru-insyn, a tree of fives, direct'));
    assert.equal(description, 'faster-rnnlm · gru-insyn · 4 · hierarchical · direct 2');
    assert.equal(tokenizer.id, 'rnnlm words');
  });
});

describe('invalid faster-rnnlm files', () => {
  const whole = pairOf('relu, nce, direct');
  /** Returns the two files of the model, with changed weights. */
  const changed = (change: (weights: Buffer) => unknown): Pair => {
    const weights = Buffer.from(whole.weights);
    const result = change(weights);
    return { ...whole, weights: Buffer.isBuffer(result) ? result : weights };
  };
  const size = whole.weights.length - 98; // bytes of all weights, which follow a header of 98 bytes
  const missing = new RegExp(`need ${size} bytes of weights, but ${size - 4} follow byte 98`);
  const words = (vocabulary: string): Pair => ({ ...whole, vocabulary: Buffer.from(vocabulary) });
  const cases: readonly (readonly [string, Pair, RegExp])[] = [
    ['a header that is cut', changed(weights => weights.subarray(0, 30)), /beyond byte 30/],
    ['a future version', changed(weights => weights.writeBigUInt64LE(70_004n)), /byte 0, .* 70004/],
    ['2^63 direct weights', changed(weights => weights.writeBigUInt64LE(2n ** 63n, 8)), /byte 8, /],
    ['order 1,000,000', changed(weights => weights.writeInt32LE(1e6, 16)), /byte 16, .* 1000000/],
    ['an invalid flag', changed(weights => weights.writeUInt8(7, 20)), /byte 20, .* 7/],
    ['reversed sentences', changed(weights => weights.writeUInt8(1, 25)), /backwards/],
    ['an unknown layer type', changed(weights => weights.write('scrx', 26)), /byte 26, .*"scrx"/],
    ['no layers', changed(weights => weights.writeInt32LE(0, 90)), /byte 90, .* 0/],
    ['2^31 - 1 layers', changed(weights => weights.writeInt32LE(2 ** 31 - 1, 90)), /byte 90, /],
    ['an invalid arity', changed(weights => weights.writeInt32LE(1, 94)), /byte 94, .* 1/],
    ['missing weights', changed(weights => weights.subarray(0, -4)), missing],
    [
      'a weight that is not a number',
      changed(weights => weights.writeFloatLE(Number.NaN, 98)),
      /byte 98 .*NaN/,
    ],
    ['a word twice', words(`${whole.vocabulary}`.replace(/\n(\w+) (\d+)\n\w+ /, '\n$1 $2\n$1 ')), /are both/],
    ['one word too many', words(`${whole.vocabulary}wolf 1\n`), /10 words and .* bytes/],
    ['an invalid line', words('</s> 8\nthe\n'), /line 2 is "the", but "word 12"/],
    ['no end of sentence', words('the 8\n</s> 8\n'), /line 1 is "the 8", but "<\/s> 12"/],
    ['no words', words(''), /empty/],
  ];
  for (const [name, { vocabulary, weights }, message] of cases) {
    it(`are refused with the position: ${name}`, () => {
      assert.throws(
        () => readFasterRnnlm(vocabulary, weights),
        (error: unknown) => error instanceof UserError && message.test(error.message),
      );
    });
  }

  const ranges: readonly (readonly [what: string, at: number, bytes: 4 | 8, least: number, most: number])[] =
    [
      ['size of the hidden layer', 0, 8, 0, 69_999],
      ['size of the direct connections', 8, 8, 0, 2 ** 40],
      ['order of the direct connections', 16, 4, 0, 10],
      ['number of hidden layers', 90, 4, 1, 1000],
      ['arity of the tree', 94, 4, 2, 2 ** 31 - 1],
    ];
  for (const [what, at, bytes, least, most] of ranges) {
    it(`may have from ${least} to ${most} as ${what}`, () => {
      const error = (value: number) => {
        const { vocabulary, weights } = changed(file =>
          bytes === 8 ? file.writeBigUInt64LE(BigInt(value), at) : file.writeInt32LE(value, at),
        );
        try {
          readFasterRnnlm(vocabulary, weights);
          return '';
        } catch (error) {
          return String(error);
        }
      };
      const range = `must be one of ${least} ... ${most}.`;
      for (const value of [least, most]) assert.ok(!error(value).includes(range), error(value));
      const outside = [least - 1, most + 1].filter(value => value >= 0 && (bytes === 8 || value < 2 ** 31));
      for (const value of outside) assert.ok(error(value).includes(range), error(value));
    });
  }

  it('are refused if words and tree do not fit', () => {
    const { vocabulary, weights } = pairOf('two layers of tanh, a tree of threes');
    weights.writeInt32LE(4, 94);
    assert.throws(() => readFasterRnnlm(vocabulary, weights), /4 children cannot have 9 words/);
  });

  it('are refused if there are no more direct connections than words, if these have an order', () => {
    // The vocabulary has 9 words.
    const pair = pairOf('sigmoid');
    pair.weights.writeBigUInt64LE(9n, 8);
    readFasterRnnlm(pair.vocabulary, Buffer.concat([pair.weights, Buffer.alloc(4 * 9)]));
    pair.weights.writeInt32LE(1, 16);
    assert.throws(() => readFasterRnnlm(pair.vocabulary, pair.weights), /9 direct connections, .* 9 words/);
  });

  it('of the first version have noise-contrastive estimation and none of the later fields', () => {
    const { vocabulary, weights } = pairOf('sigmoid');
    weights.writeBigUInt64LE(weights.readBigUInt64LE() + 10_000n);
    const { structure } = readFasterRnnlm(vocabulary, weights);
    assert.equal(structure.isNoiseContrastive, true);
    assert.deepEqual([structure.layerType, structure.layerCount, structure.arity], ['sigmoid', 1, 2]);
  });

  it('have more fields in the header with each version', () => {
    const head = Buffer.alloc(98);
    head.writeBigUInt64LE(103n, 8);
    head.writeInt32LE(4, 16);
    head.writeUInt8(1, 20);
    head.writeFloatLE(9, 21);
    head.write('gru', 26, 'latin1');
    head.writeInt32LE(2, 90);
    head.writeInt32LE(3, 94);
    const oldest = { hidden: 7, layerType: 'sigmoid', layerCount: 1, direct: 103, directOrder: 4, arity: 2 };
    const contrastive = { ...oldest, isNoiseContrastive: true };
    const expected = [
      [20, { ...oldest, isNoiseContrastive: false }],
      [20, contrastive],
      [25, contrastive],
      [26, contrastive],
      [90, { ...contrastive, layerType: 'gru' }],
      [94, { ...contrastive, layerType: 'gru', layerCount: 2 }],
      [98, { ...contrastive, layerType: 'gru', layerCount: 2, arity: 3 }],
    ] as const;
    for (const [version, [weightsAt, structure]] of expected.entries()) {
      head.writeBigUInt64LE(BigInt(10_000 * version + 7), 0);
      assert.deepEqual(
        readHeader(head.subarray(0, weightsAt)),
        { structure, weightsAt },
        `version ${version}`,
      );
      assert.throws(() => readHeader(head.subarray(0, weightsAt - 1)), /header continues beyond/);
    }
    head.writeUInt8(1, 25);
    assert.throws(() => readHeader(head), /reads sentences backwards/);
    // A version without this field has other bytes there.
    head.writeBigUInt64LE(20_007n, 0);
    assert.equal(readHeader(head).weightsAt, 25);
  });

  it('are refused if counts make the tree too deep', () => {
    const counts = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [i > 0 ? `w${i}` : '</s>', 0]));
    const { vocabulary, weights } = writePair({ ...PLAIN, hidden: 0 }, () => 0.5, counts);
    assert.throws(() => new FasterRnnlmLanguageModel(readFasterRnnlm(vocabulary, weights)), /deeper than 40/);
  });

  it('are refused with the name of a missing file', async () => {
    await assert.rejects(
      openModel({ name: 'm.nnet', bytes: whole.weights, beside: async () => undefined }, ports),
      /"m\.nnet" was found, but "m" was not/,
    );
    await assert.rejects(
      openModel({ name: 'm', bytes: whole.vocabulary }, ports),
      /"m" was found, but "m\.nnet" was not/,
    );
  });
});
