import assert from 'node:assert/strict';
import { readArpa } from '../../../src/engine/ngram/arpa/read';
import { arpaText } from './support/arpaText';

/**
 * "a" begins a longer n-gram and has the weight 0; "b" begins none, but has a weight; "a b" has neither. Both weights
 * are needed: readers take an n-gram without one for no history.
 */
const MODEL = `\\data\\
ngram 1=4
ngram 2=1

\\1-grams:
-0.7\t</s>
-0.3\t<unk>
-0.5\ta\t0
-0.6\tb\t-0.2

\\2-grams:
-0.1\ta b

\\end\\
`;

describe('writing an ARPA file', () => {
  it('gives a back-off weight to what begins a longer n-gram or has one, and to nothing else', () => {
    const { smoothed } = readArpa({ name: 'model.arpa', bytes: Buffer.from(MODEL) });
    assert.equal(arpaText(smoothed), MODEL);
  });
});
