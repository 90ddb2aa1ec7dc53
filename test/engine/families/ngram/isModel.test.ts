import assert from 'node:assert/strict';
import type { BackoffModel } from '../../../../src/engine/families/ngram/backoffModel';
import { isModel } from '../../../../src/engine/families/ngram/binary/isModel';
import { train } from './support/train';

/** Returns a copy of a model, changed by `change`. */
function changed({ vocabulary, trie, logProbs, backOffs }: BackoffModel, change: (copy: Copy) => void) {
  const copy = {
    trie: {
      levels: [...trie.levels],
      words: trie.words.slice(),
      children: trie.children.slice(),
      suffixes: trie.suffixes.slice(),
    },
    logProbs: logProbs.slice(),
    backOffs: backOffs.slice(),
  };
  change(copy);
  return { vocabulary, ...copy };
}

type Copy = Omit<BackoffModel, 'vocabulary'> & { trie: { levels: number[] } };

describe('the arrays of a model of n-grams', () => {
  const { smoothed } = train('a b a c b a\nc a b\n', 3);
  const { levels, children } = smoothed.trie;
  const [W, N] = [levels[2] - 1, levels[levels.length - 1]];
  // A history of two words or more after it.
  const parent = Array.from({ length: W }, (_, i) => i + 1).find(h => children[h + 1] - children[h] > 1) ?? 0;
  const [first, second] = [children[parent], children[parent] + 1];

  it('are those of a model as it was trained, also with probabilities just above 1', () => {
    assert.ok(first > W && second < N);
    assert.equal(isModel(smoothed), true);
    assert.equal(
      isModel(
        changed(smoothed, ({ logProbs }) => {
          logProbs[N - 1] = 1e-4;
        }),
      ),
      true,
    );
  });

  const faults: Readonly<Record<string, (copy: Copy) => void>> = {
    'a word twice after a history': ({ trie: { words } }) => {
      words[second] = words[first];
    },
    'words that are not sorted': ({ trie: { words } }) => {
      [words[first], words[second]] = [words[second], words[first]];
    },
    'a word that does not exist': ({ trie: { words } }) => {
      words[children[parent + 1] - 1] = W;
    },
    'a negative word': ({ trie: { words } }) => {
      words[first] = -1;
    },
    'single words in another order': ({ trie: { words } }) => {
      [words[1], words[2]] = [words[2], words[1]];
    },
    'another last word': ({ trie: { words } }) => {
      words[W] = W;
    },
    'children before those of the history before': copy => {
      copy.trie.children[parent + 1] = copy.trie.children[parent] - 1;
    },
    'a first child that is not the first of the next level': copy => {
      copy.trie.children[1]++;
    },
    'a last child that is not the last': copy => {
      copy.trie.children[N]--;
    },
    'a suffix of a single word that is not the root': ({ trie: { suffixes } }) => {
      suffixes[1] = 1;
    },
    'a suffix of two words that is the root': ({ trie: { suffixes } }) => {
      suffixes[first] = 0;
    },
    'a suffix that is as long as its n-gram': ({ trie: { suffixes } }) => {
      suffixes[first] = levels[2];
    },
    'a probability above 1': ({ logProbs }) => {
      logProbs[N - 1] = 1.01e-4;
    },
    'a probability that is not a number': ({ logProbs }) => {
      logProbs[1] = Number.NaN;
    },
    'an infinite back-off weight': ({ backOffs }) => {
      backOffs[N - 1] = Number.POSITIVE_INFINITY;
    },
  };
  for (const [fault, change] of Object.entries(faults))
    it(`are refused: ${fault}`, () => assert.equal(isModel(changed(smoothed, change)), false));
});
