import assert from 'node:assert/strict';
import { words } from '../../../../src/engine/data/words';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import { evaluate } from '../../../../src/engine/families/ngram/evaluate';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import type { Tally } from '../../../../src/engine/families/ngram/tally';
import { ppl } from '../../../../src/engine/scoring/srilm';
import { listing } from './support/listing';
import { ngramFile, textFile, train } from './support/train';

const CORPUS = 'the cat sat\nthe cat sat on the mat\nthe dog sat\na cat ran\na dog ran on the mat\n';

const printed = (value: number, digits: number) => Number(value.toPrecision(digits));

/**
 * Asserts that a number agrees with the digits that KenLM prints. The last digit may differ by one, because
 * KenLM computes in single precision.
 */
function near(ours: number, theirs: number): void {
  const digits = String(theirs).split('.')[1].length;
  assert.ok(Math.abs(ours - theirs) < 1.5 * 10 ** -digits, `${ours}, not ${theirs}`);
}

/** Returns the perplexity as KenLM defines it, including words outside the vocabulary. */
const pplWithUnknown = ({ sentences, words, logProb, oovLogProb }: Tally) =>
  10 ** (-(logProb + oovLogProb) / (words + sentences));

/**
 * The expected values are the output of KenLM's `lmplz -o 3 --discount_fallback` and `query` for five
 * sentences.
 */
describe('a model of five sentences has the digits that KenLM prints', () => {
  const { smoothed, fits } = train(CORPUS, 3);
  const model = new NgramModel(smoothed);
  const query = (text: string) => {
    const tally = evaluate({ model, tokenizer: words }, text, false);
    return { tally, total: tally.logProb + tally.oovLogProb };
  };

  it('for its discounts, where order 3 uses the fallback', () => {
    const D = fits.map(({ parameters }) => Object.values(parameters).map(value => printed(value, 6)));
    assert.deepEqual(D, [
      [0.142857, 1.92857, 3],
      [0.684211, 1.31579, 3],
      [0.5, 1, 1.5],
    ]);
    assert.deepEqual(
      fits.map(({ isFallback }) => isFallback),
      [false, false, true],
    );
  });

  it('for its probabilities', () => {
    const list = listing(smoothed);
    const golden = {
      the: -1.0381205,
      '<unk>': -1.0585136,
      '<s> the': -1.1020303,
      '<s> the cat': -0.379551,
      'a cat ran': -0.21446869,
    };
    for (const [ngram, logProb] of Object.entries(golden)) {
      const [ours = 0] = list.get(ngram) ?? [];
      near(ours, logProb);
    }
  });

  it('for the back-off weight of a history', () => {
    const [, bow = 0] = listing(smoothed).get('the') ?? [];
    near(bow, -0.16481024);
  });

  it('for queries', () => {
    const known = query('the cat ran\n');
    assert.deepEqual(model.lengthReader()(['the', 'cat', 'ran', '</s>']), [2, 3, 2, 3]);
    near(known.total, -2.6545653);
    const strange = query('the zebra sat\n');
    near(strange.total, -4.2076325);
    assert.equal(strange.tally.oovs, 1);
    const both = query('the cat ran\nthe zebra sat\n').tally;
    assert.equal(both.words + both.sentences, 8);
    near(pplWithUnknown(both), 7.20734);
    near(ppl(both), 5.78827);
  });
});

describe('the perplexity of a text equals that of KenLM and SRILM', () => {
  const golden = [
    { order: 2, including: 254.97256539317442, excluding: 145.50126411385568 },
    { order: 3, including: 255.86053463846338, excluding: 146.42180981409476 },
  ];
  for (const { order, including, excluding } of golden) {
    const name = `kenlm-small-${order}.arpa`;
    for (const [source, open] of [
      ['read from its file', () => readArpa({ name, bytes: ngramFile(name) }).smoothed],
      ['estimated by us', () => train(textFile('raw.small.txt'), order).smoothed],
    ] as const) {
      it(`for order ${order}, ${source}`, () => {
        const tally = evaluate(
          { model: new NgramModel(open()), tokenizer: words },
          textFile('raw.test.txt').toString(),
          false,
        );
        assert.equal(tally.oovs, 1036);
        assert.equal(tally.words + tally.sentences, 9733);
        assert.ok(Math.abs(pplWithUnknown(tally) / including - 1) < 1e-5, `${pplWithUnknown(tally)}`);
        assert.ok(Math.abs(ppl(tally) / excluding - 1) < 1e-5, `${ppl(tally)}`);
      });
    }
  }
});
