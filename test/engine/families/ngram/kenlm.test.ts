import assert from 'node:assert/strict';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { listing } from './support/listing';
import { ngramFile, textFile, train } from './support/train';

const DISCOUNTS = [
  [[0.670029, 1.07396, 1.38685]],
  [
    [0.667244, 1.12841, 1.41649],
    [0.81096, 1.1948, 1.27356],
  ],
  [
    [0.667244, 1.12841, 1.41649],
    [0.814725, 1.22416, 1.43998],
    [0.919038, 1.25797, 1.74558],
  ],
];

const kenlm = (order: number) => {
  const name = `kenlm-small-${order}.arpa`;
  return readArpa({ name, bytes: ngramFile(name) }).smoothed;
};

describe("modified Kneser-Ney equals KenLM's", () => {
  for (const [i, discounts] of DISCOUNTS.entries()) {
    const order = i + 1;
    it(`for order ${order}: n-grams, probabilities, back-off weights and discounts`, () => {
      const { smoothed, fits } = train(textFile('raw.small.txt'), order);
      const ours = listing(smoothed);
      const theirs = listing(kenlm(order));
      assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
      for (const [words, [logProb, backOff]] of theirs) {
        const [p, b] = ours.get(words) ?? [];
        if (words !== '<s>') assert.ok(Math.abs((p ?? 9) - logProb) < 1e-6, `${words}: ${p}, not ${logProb}`);
        assert.ok(Math.abs((b ?? 9) - backOff) < 1e-6, `bow of ${words}: ${b}, not ${backOff}`);
      }
      for (const [k, { parameters }] of fits.entries()) {
        for (const [d, value] of Object.values(parameters).entries()) {
          assert.equal(Number(value.toPrecision(6)), discounts[k][d]);
        }
      }
    });
  }
});

/** Reads KenLM's output, which consists of `word=id length log10P`, separated by tabs. */
function queries(): { word: string; length: number; logProb: number }[] {
  const fields = ngramFile('kenlm-small-3.query.txt').toString().trim().split('\t');
  return fields.map(field => {
    const [word, length, logProb] = field.split(' ');
    return { word: word.slice(0, word.lastIndexOf('=')), length: Number(length), logProb: Number(logProb) };
  });
}

describe("a query equals KenLM's", () => {
  const model = new NgramModel(kenlm(3));

  it('for every word, in the length of the n-gram and in its probability', () => {
    const found = { logProb: 0, length: 0, next: model.start() };
    const answers = queries();
    for (const { word, length, logProb } of answers) {
      model.look(found.next, model.vocabulary.id(word), found);
      assert.equal(found.length, length, word);
      assert.ok(Math.abs(found.logProb - logProb) < 1e-5, `${word}: ${found.logProb}, not ${logProb}`);
    }
    assert.equal(answers.length, 9733);
  });
});
