import assert from 'node:assert/strict';
import { words } from '../../../../src/engine/data/words';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import { evaluate } from '../../../../src/engine/families/ngram/evaluate';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';

/** Unigrams: a 0.5, b 0.3, </s> 0.2. Any other word has the probability 0. */
const ARPA = `\\data\\
ngram 1=4

\\1-grams:
-99 <s> 0
-0.30103 a 0
-0.5228787 b 0
-0.69897 </s>

\\end\\
`;

describe('the ranks of words', () => {
  it('are those in the whole distribution, also after a word that the model does not know', () => {
    const file = { name: 'm.arpa', bytes: new TextEncoder().encode(ARPA) };
    const open = { model: new NgramModel(readArpa(file).smoothed), tokenizer: words };
    const found: (readonly [string, number | undefined])[] = [];
    const sums: number[] = [];
    evaluate(
      open,
      'b c a\n',
      false,
      ({ words }) => {
        for (const { word, place } of words) {
          found.push([word, place?.rank]);
          if (place) sums.push(place.sum);
        }
      },
      true,
    );
    assert.deepEqual(found, [
      ['b', 2],
      ['c', 4],
      ['a', 1],
      ['</s>', 3],
    ]);
    for (const sum of sums) assert.ok(Math.abs(sum - 1) < 1e-6, `the sum is ${sum}`);
  });
});
