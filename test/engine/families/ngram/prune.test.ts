import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { words } from '../../../../src/engine/data/words';
import { interpolate } from '../../../../src/engine/families/mixture/interpolate';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import type { BackoffModel } from '../../../../src/engine/families/ngram/backoffModel';
import { evaluate } from '../../../../src/engine/families/ngram/evaluate';
import { NgramModel } from '../../../../src/engine/families/ngram/ngramModel';
import { pruneByEntropy } from '../../../../src/engine/families/ngram/prune';
import { renormalise } from '../../../../src/engine/families/ngram/renormalise';
import { restrict } from '../../../../src/engine/families/ngram/restrict';
import { ppl } from '../../../../src/engine/scoring/srilm';
import { listing } from './support/listing';
import { textFile, train } from './support/train';

const size = ({ trie }: BackoffModel) => trie.words.length;
const perplexity = (smoothed: BackoffModel) =>
  ppl(
    evaluate(
      { model: new NgramModel(smoothed), tokenizer: words },
      textFile('raw.test.txt').toString(),
      false,
    ),
  );

describe('pruning by entropy', () => {
  const whole = train(textFile('raw.small.txt'), 3, { smoothing: 'wittenBell' }).smoothed;

  it('keeps every n-gram if no change is allowed', () => {
    assert.equal(size(pruneByEntropy(whole, 0)), size(whole));
  });

  it('makes models smaller and smaller while perplexity grows slowly', () => {
    const pruned = [1e-6, 1e-5, 1e-4].map(threshold => pruneByEntropy(whole, threshold));
    for (const [i, smaller] of pruned.entries()) assert.ok(size(smaller) < size(pruned[i - 1] ?? whole));
    assert.ok(size(pruned[1]) < 0.9 * size(whole), `${size(pruned[1])} of ${size(whole)}`);
    assert.ok(perplexity(pruned[1]) < 1.05 * perplexity(whole), `${perplexity(pruned[1])}`);
  });

  it('removes what changes the predictions least: the divergence is counted over the whole vocabulary', () => {
    const text = 'a b\na b\na b d\na c\na d\nd c\nc b\nd d a\nb b a\n'.repeat(3);
    const { smoothed } = train(text, 2, { smoothing: 'wittenBell' });
    const changes = divergences(smoothed);
    for (const threshold of [1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1]) {
      const stay = [...changes].filter(([, D]) => Math.exp(D) - 1 >= threshold).map(([words]) => words);
      const left = [...listing(pruneByEntropy(smoothed, threshold)).keys()].filter(words =>
        words.includes(' '),
      );
      assert.deepEqual(left.sort(), stay.sort(), `${threshold}`);
    }
  });
});

describe('renormalising', () => {
  const open = (name: string) =>
    readArpa({ name, bytes: readFileSync(`test/fixtures/cases/${name}`) }).smoothed;

  it('leaves a seven-digit model unchanged if back-off has no probability left either', () => {
    for (const name of ['a56-opengrm.arpa', 'kenlm.arpa']) {
      const smoothed = open(name);
      const { children } = smoothed.trie;
      const kept = renormalise(smoothed).backOffs;
      for (let h = 1; h < kept.length; h++)
        if (children[h] < children[h + 1]) assert.equal(kept[h], smoothed.backOffs[h], `${name} ${h}`);
    }
    const { backOffs } = renormalise(open('a56-opengrm.arpa'));
    assert.equal([...backOffs].filter(weight => weight === Number.NEGATIVE_INFINITY).length, 2);
  });

  it('makes sums 1 where they are not, even after pruning or mixing', () => {
    const smoothed = open('kenlm.arpa');
    const wrong = { ...smoothed, backOffs: smoothed.backOffs.map(weight => weight && weight - 0.001) };
    const corrected = renormalise(wrong).backOffs;
    for (const [h, weight] of smoothed.backOffs.entries())
      if (weight !== 0 && smoothed.trie.children[h] < smoothed.trie.children[h + 1])
        assert.ok(Math.abs(corrected[h] - weight) < 1e-4, `${h}: ${corrected[h]}, ${weight}`);
  });

  it('gives rounding errors to no history when models are mixed or pruned', () => {
    const model = new NgramModel(open('a56-opengrm.arpa'));
    const impossible = ({ backOffs }: BackoffModel) =>
      [...backOffs].filter(weight => weight === Number.NEGATIVE_INFINITY).length;
    assert.equal(impossible(interpolate([model, model], [0.5, 0.5])), 2);
    assert.equal(impossible(pruneByEntropy(model.smoothed, 1e-12)), 2);
  });
});

describe('pruning at its limits', () => {
  /**
   * A model in which backing off gives exactly the probabilities of "a b" and "b a". "b a" must be kept
   * nevertheless: "b a b" begins with it, and backing off does not give the probability of "b a b".
   */
  const text = `\\data\\
ngram 1=4
ngram 2=2
ngram 3=1

\\1-grams:
-0.7\t</s>
-1\t<unk>
-0.5\ta\t0
-0.4\tb\t0

\\2-grams:
-0.4\ta b
-0.5\tb a\t-0.3

\\3-grams:
-0.01\tb a b

\\end\\
`;
  const { smoothed } = readArpa({ name: 'model.arpa', bytes: Buffer.from(text) });
  const left = (threshold: number) => [...listing(pruneByEntropy(smoothed, threshold)).keys()];

  it('removes what changes nothing only if the threshold is above 0', () => {
    const longer = (threshold: number) =>
      left(threshold)
        .filter(words => words.includes(' '))
        .sort();
    assert.deepEqual(longer(0), ['a b', 'b a', 'b a b']);
    assert.deepEqual(longer(1e-12), ['b a', 'b a b']);
  });

  it('backs off to a shorter history if the suffix of an n-gram was removed', () => {
    const { trie } = pruneByEntropy(smoothed, 1e-12);
    const [b, bab] = [4, trie.words.length - 1];
    assert.deepEqual([trie.words[b], trie.suffixes[bab]], [trie.words[bab], b]);
  });

  it('adds nothing for words after a history that has no mass left', () => {
    // After "a", every word has its own probability, the same as without "a".
    const complete = `\\data\\
ngram 1=4
ngram 2=3

\\1-grams:
-0.30103\t</s>
-99\t<unk>
-0.60206\ta\t-99
-0.60206\tb

\\2-grams:
-0.30103\ta </s>
-0.60206\ta a
-0.60206\ta b

\\end\\
`;
    const { smoothed } = readArpa({ name: 'model.arpa', bytes: Buffer.from(complete) });
    assert.equal(pruneByEntropy(smoothed, 1e-3).trie.words.length, 5);
    assert.equal(pruneByEntropy(smoothed, 0).trie.words.length, 8);
  });

  it('keeps every n-gram with which a longer one begins', () => {
    const { trie } = pruneByEntropy(smoothed, 1e-3);
    assert.deepEqual(trie.levels, [0, 1, 5, 6, 7]);
    assert.equal(pruneByEntropy(smoothed, 10).trie.words.length, 5);
  });
});

/**
 * Returns P(h) sum_v P(v|h) ln (P(v|h) / P'(v|h)) for every 2-gram with the history h. P' is the model
 * without this 2-gram.
 */
function divergences(smoothed: BackoffModel): Map<string, number> {
  const { trie, vocabulary } = smoothed;
  const found = new Map<string, number>();
  const end = vocabulary.id('</s>');
  for (let node = trie.levels[2]; node < trie.words.length; node++) {
    const kept = new Uint8Array(trie.words.length).fill(1);
    kept[node] = 0;
    const { trie: without, before } = restrict(trie, kept);
    const logProbs = Float64Array.from(before, each => smoothed.logProbs[each]);
    const h = trie.children.findLastIndex(child => child <= node);
    const [P, Q] = [smoothed, renormalise({ ...smoothed, trie: without, logProbs })].map(after(h));
    const isBegin = h - 1 === vocabulary.size;
    let D = 0;
    for (const [v, p] of P.entries()) D += p * Math.log(p / Q[v]);
    const words = `${isBegin ? '<s>' : vocabulary.symbols[h - 1]} ${vocabulary.symbols[trie.words[node]]}`;
    found.set(words, D * 10 ** smoothed.logProbs[isBegin ? end + 1 : h]);
  }
  return found;
}

/** Returns a function that returns the probabilities of a model after the history of node h. */
const after = (h: number) => (smoothed: BackoffModel) => {
  const model = new NgramModel(smoothed);
  const found = { logProb: 0, length: 0, next: 0 };
  return smoothed.vocabulary.symbols.map((_, word) => {
    model.look(h, word, found);
    return 10 ** found.logProb;
  });
};

describe('recomputed back-off weights', () => {
  it('equal those of the estimate', () => {
    for (const smoothing of ['kneserNey', 'goodTuring'] as const) {
      const { smoothed } = train(textFile('raw.small.txt'), 3, { smoothing });
      const again = listing(renormalise(smoothed));
      for (const [words, [, backOff]] of listing(smoothed)) {
        const [, weight = 9] = again.get(words) ?? [];
        assert.ok(Math.abs(weight - backOff) < 1e-8, `${words}: ${weight}, not ${backOff}`);
      }
    }
  });
});
