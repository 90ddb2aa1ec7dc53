import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readRnnlm } from '../../../../src/engine/families/rnnlm/format/read';
import { writeRnnlm } from '../../../../src/engine/families/rnnlm/format/write';
import { generateWords } from '../../../../src/engine/families/rnnlm/generate';
import { GlibcRandom } from '../../../../src/engine/families/rnnlm/net/glibcRandom';
import type { RnnlmStructure } from '../../../../src/engine/families/rnnlm/rnnlmModel';
import { perplexityFromLog10, testText } from '../../../../src/engine/families/rnnlm/test';
import { countWords, encodeWords } from '../../../../src/engine/families/rnnlm/text/vocabulary';
import { RATES, single, type Trained, trained } from './support/fixtures';

const SENTENCES = [
  'the cat sees the dog',
  'the dog sees the cat',
  'a cat chases a mouse',
  'a dog chases the cat',
  'the mouse sees a cat',
  'the dog sleeps',
  'a cat sleeps',
  'the mouse sleeps',
];
const SMALL = Buffer.from(SENTENCES.map(sentence => `${sentence}\n`).join(''));
const LARGER = readFileSync('test/fixtures/text/words-300-lines.txt');

/** The output of the C tool compiled for double precision. It prints six decimals per number. */
interface Golden {
  readonly text: Buffer;
  readonly structure: Partial<RnnlmStructure>;
  readonly options?: { readonly [name: string]: number };
  readonly epochs: number;
  /** Perplexity of the validation text after each epoch. The validation text is also the training text. */
  readonly perplexities: string;
  /** log10 probability of the same text under the saved model. */
  readonly logProb: string;
  readonly perplexity: string;
  readonly dynamic: string;
  readonly words?: string;
}

const small = (structure: Partial<RnnlmStructure>, figures: string[]): Golden => ({
  text: SMALL,
  structure,
  epochs: 5,
  perplexities: figures[0],
  logProb: figures[1],
  perplexity: figures[2],
  dynamic: figures[3],
});

const GOLDEN: readonly Golden[] = [
  {
    ...small({}, ['8.264125 8.156007 8.111044 8.081267', '-38.118338', '8.083128', '8.525216']),
    words: 'cat chases the </s> sleeps cat </s> the a dog chases </s>',
  },
  small({ bptt: 4, bpttBlock: 1 }, [
    '8.263990 8.155600 8.110325 8.080357',
    '-38.116251',
    '8.082204',
    '8.524306',
  ]),
  small({ bptt: 4, bpttBlock: 4 }, [
    '8.263985 8.158263 8.115841 8.087225',
    '-38.130879',
    '8.088688',
    '8.535552',
  ]),
  small({ classes: 1, direct: 1_000_000 }, [
    '6.483500 5.309474 4.564051 4.049153 3.675601',
    '-23.677826',
    '3.662332',
    '3.936521',
  ]),
  small({ compression: 3 }, ['8.342100 8.217320 8.188507 8.175431', '-38.325485', '8.175448', '8.529307']),
  small({ independent: true }, ['8.260973 8.155141 8.113505 8.083200', '-38.116837', '8.082463', '8.549540']),
  small({ oldClasses: true }, ['8.208531 8.155542 8.127221 8.105925', '-38.170730', '8.106379', '8.556698']),
  {
    text: LARGER,
    structure: { hidden: 7, classes: 9, direct: 1_000_000, directOrder: 4, bptt: 4, bpttBlock: 5 },
    epochs: 3,
    perplexities: '50.646938 33.831665 24.153897',
    logProb: '-4056.839263',
    perplexity: '24.137881',
    dynamic: '23.044806',
    words: "that they do </s> aside . citizens would which he's what <unk> to me of",
  },
  {
    text: LARGER,
    structure: { hidden: 7, classes: 9, compression: 5, independent: true, bptt: 3, bpttBlock: 6 },
    options: { seed: 7 },
    epochs: 3,
    perplexities: '84.795964 82.710719 81.385378',
    logProb: '-5605.602620',
    perplexity: '81.389180',
    dynamic: '80.653705',
  },
  {
    text: LARGER,
    structure: { hidden: 7, classes: 9, compression: 6, direct: 1_000_000, directOrder: 20 },
    options: { cutoff: single(0.05), decay: single(0.01) },
    epochs: 3,
    perplexities: '7.240221 2.487650 1.633915',
    logProb: '-610.440293',
    perplexity: '1.614572',
    dynamic: '1.508129',
  },
  {
    text: LARGER,
    structure: { hidden: 6, classes: 400 },
    options: { rate: single(0.3), minImprovement: single(1.2) },
    epochs: 3,
    perplexities: '79.444194 69.020588 61.277354',
    logProb: '-5243.691448',
    perplexity: '61.265488',
    dynamic: '60.001745',
    words: 'in shall from , and might is , </s> and , , they good </s>',
  },
];

const printed = (value: number) => value.toFixed(6);

describe('rnnlm -train', () => {
  it("has glibc's random generator", () => {
    const random = new GlibcRandom(1);
    assert.deepEqual(
      [random.next(), random.next(), random.next(), random.next()],
      [1804289383, 846930886, 1681692777, 1714636915],
    );
  });

  it('sorts words and assigns classes as the C tool does', () => {
    assert.deepEqual(countWords(Buffer.from('x y z z\n')).words, ['</s>', 'z', 'y', 'x']);
    const { vocabulary } = trained(SMALL, SMALL, {}, 0).model;
    const listed = vocabulary.words.map(
      (word, id) => `${word} ${vocabulary.counts[id]}/${vocabulary.classOf[id]}`,
    );
    assert.equal(
      listed.join(' '),
      '</s> 8/0 the 8/0 cat 6/0 a 5/1 dog 4/1 sees 3/1 mouse 3/2 sleeps 3/2 chases 2/2',
    );
  });

  it('ignores what the C tool ignores', () => {
    const long = 'w'.repeat(120);
    const { words, total, losses } = countWords(Buffer.from(`a ${long}\r\n\nb`));
    assert.deepEqual([words, total], [['</s>', 'a', long.slice(0, 99)], 4]);
    assert.deepEqual(losses, { cutWords: 1, lastWord: 'b' });
  });

  for (const golden of GOLDEN) {
    it(`${JSON.stringify(golden.structure)} gives the same digits as the C tool`, () => {
      const { text, structure, options, epochs } = golden;
      const { model, validation } = trained(text, text, structure, epochs, options);
      assert.equal(validation.map(({ bits }) => printed(2 ** bits)).join(' '), golden.perplexities);
      const saved = writeRnnlm(model);
      const ids = encodeWords(text, model.vocabulary.words);
      const test = testText(readRnnlm(saved), ids, { lambda: 1 });
      assert.equal(printed(test.logProb), golden.logProb);
      assert.equal(printed(perplexityFromLog10(test.logProb, test.words)), golden.perplexity);
      const dynamic = testText(readRnnlm(saved), ids, { lambda: 1, dynamic: RATES });
      assert.equal(printed(perplexityFromLog10(dynamic.logProb, dynamic.words)), golden.dynamic);
      if (golden.words === undefined) return;
      const drawn = [...generateWords(readRnnlm(saved), golden.words.split(' ').length, 1)];
      assert.equal(drawn.map(id => model.vocabulary.words[id]).join(' '), golden.words);
    });
  }

  it('halves the rate and restores weights', () => {
    const { validation, model } = trained(SMALL, SMALL, {}, 9);
    const rate = single(0.1);
    assert.deepEqual(
      validation.map(each => each.rate),
      [rate, rate, rate, rate / 2],
    );
    // The C tool also saves a number that is one less than the number of epochs.
    assert.equal(model.progress.epochs, 3);
  });

  it('ends with the hidden units of the best epoch if the last one was worse', () => {
    const validationText = Buffer.from('mouse the a dog\ncat a the sees\n');
    const whole = trained(SMALL.subarray(0, 84), validationText, {}, 9);
    const [last, before] = whole.validation.toReversed();
    assert.ok(last.bits > before.bits);
    const best = trained(SMALL.subarray(0, 84), validationText, {}, whole.validation.length - 1);
    assert.deepEqual(whole.model.hidden, best.model.hidden);
  });

  it('trains as the C tool does on a text of 163,245 words', () => {
    const log = readFileSync('test/fixtures/rnnlm/srn.train.log', 'latin1');
    const [, trainBits, validBits] = /TRAIN entropy: ([\d.]+).*VALID entropy: ([\d.]+)/.exec(log) ?? [];
    const result: Trained = trained(
      readFileSync('test/fixtures/text/words.train.txt'),
      readFileSync('test/fixtures/text/words.valid.txt'),
      { hidden: 16, classes: 20 },
      1,
    );
    assert.ok(Math.abs(result.training[0] - Number(trainBits)) < 1e-3);
    assert.ok(Math.abs(result.validation[0].bits - Number(validBits)) < 1e-3);
    assert.equal(result.model.vocabulary.words.length, 1091);
  });
});
