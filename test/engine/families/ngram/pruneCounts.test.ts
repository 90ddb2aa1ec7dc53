import assert from 'node:assert/strict';
import type { LengthOptions } from '../../../../src/engine/families/ngram/estimateOptions';
import { listing } from './support/listing';
import { textFile, train } from './support/train';

const KNESER_NEY = { smoothing: 'kneserNey', interpolate: true, minimumCount: 1 } as const;
/**
 * Returns options that prune as KenLM's --prune does. There is one threshold per length, and the last one
 * also applies to all greater lengths.
 */
const pruning =
  (...thresholds: number[]) =>
  (length: number): LengthOptions => ({
    ...KNESER_NEY,
    prunedUpTo: thresholds[Math.min(length, thresholds.length) - 1],
  });

const text = textFile('words-300-lines.txt').toString();

/** Counts each n-gram in the text. `<s>` is put before every sentence. */
function occurrences(order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n').slice(0, -1)) {
    const words = ['<s>', ...(line.match(/\S+/g) ?? []), '</s>'];
    for (let i = 0; i < words.length; i++) {
      for (let n = 1; n <= order && i + n <= words.length; n++) {
        const ngram = words.slice(i, i + n).join(' ');
        counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
      }
    }
  }
  return counts;
}

describe('pruning by counts, as KenLM does it', () => {
  const whole = train(text, 3, { byLength: pruning(0) });
  const counts = occurrences(3);
  const lengthOf = (ngram: string) => ngram.split(' ').length;

  it('removes n-grams by their occurrences in the text, even if the smoothing uses continuation counts', () => {
    for (const thresholds of [
      [0, 0, 1],
      [0, 1],
      [0, 1, 3],
      [0, 2, 2],
    ]) {
      const { smoothed } = train(text, 3, { byLength: pruning(...thresholds) });
      const limit = (ngram: string) => thresholds[Math.min(lengthOf(ngram), thresholds.length) - 1];
      const stay = [...listing(whole.smoothed).keys()].filter(
        ngram => lengthOf(ngram) === 1 || (counts.get(ngram) ?? 0) > limit(ngram),
      );
      assert.deepEqual([...listing(smoothed).keys()].sort(), stay.sort(), thresholds.join(' '));
      assert.ok(stay.length < listing(whole.smoothed).size);
    }
  });

  it('estimates discounts from all n-grams, and gives the probability of removed ones to shorter histories', () => {
    const pruned = train(text, 3, { byLength: pruning(0, 0, 1) });
    assert.deepEqual(
      pruned.fits.map(({ parameters }) => parameters),
      whole.fits.map(({ parameters }) => parameters),
    );
    const all = listing(pruned.smoothed);
    const D = ['D1', 'D2', 'D3+'].map(name => pruned.fits[2].parameters[name]);
    const histories = [...counts.keys()].filter(ngram => lengthOf(ngram) === 2 && !ngram.endsWith('</s>'));
    let checked = 0;
    for (const history of histories) {
      const after = [...counts].filter(([ngram]) => lengthOf(ngram) === 3 && ngram.startsWith(`${history} `));
      const total = after.reduce((sum, [, count]) => sum + count, 0);
      const kept = after.filter(([, count]) => count > 1);
      if (kept.length === 0) continue;
      // Computes the back-off weight as Heafield et al. (2013), with the counts of pruned n-grams in the
      // numerator.
      const left = after.reduce((sum, [, count]) => sum + (count > 1 ? D[Math.min(count, 3) - 1] : count), 0);
      const gamma = left / total;
      assert.ok(Math.abs(10 ** (all.get(history)?.[1] ?? 0) - gamma) < 1e-9, history);
      for (const [ngram, count] of kept) {
        const lower = all.get(ngram.slice(ngram.indexOf(' ') + 1))?.[0] ?? Number.NaN;
        const P = (count - D[Math.min(count, 3) - 1]) / total + gamma * 10 ** lower;
        assert.ok(Math.abs(10 ** (all.get(ngram)?.[0] ?? 0) - P) < 1e-9, ngram);
        checked++;
      }
      if (checked > 200) return;
    }
    assert.ok(checked > 20, `${checked} n-grams`);
  });
});
