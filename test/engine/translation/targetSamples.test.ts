import assert from 'node:assert/strict';
import type { TargetHypothesis } from '../../../src/engine/model/beamSearch';
import { TargetSamples } from '../../../src/engine/sampling/targetSamples';

/** The id of the end. The other symbols are 0 and 1. */
const END = 2;

/** P of 0, 1 and the end after some symbols. */
const next: Readonly<Record<string, readonly number[]>> = {
  '': [0.55, 0.45, 0],
  '0': [0.5, 0.3, 0.2],
  '1': [0.05, 0.05, 0.9],
};

function drawn(options: { samples: number; source?: number; temperature?: number }, limit = 3) {
  const sampling = { seed: 1, source: 0, temperature: 1, topK: 0, topP: 1, ...options };
  const search = new TargetSamples(END, limit, sampling);
  let texts = Array.from({ length: options.samples }, () => '');
  while (!search.isDone) {
    const moves = search.advance(
      place => (next[texts[place]] ?? [0.1, 0.2, 0.7]).map(Math.log),
      place => Float64Array.of(texts[place].length),
    );
    texts = moves.map(({ from, symbol }) => texts[from] + symbol);
  }
  return search.found;
}

const textsOf = (found: readonly TargetHypothesis[]) => found.map(({ symbols }) => symbols.join(''));

describe('sampled targets', () => {
  it('occur as often as the network says', () => {
    const found = drawn({ samples: 4000 });
    const ones = found.filter(({ symbols, isComplete }) => isComplete && symbols.join('') === '1');
    assert.ok(Math.abs(ones.length / found.length - 0.45 * 0.9) < 0.03, String(ones.length));
    for (const { logProb } of ones) assert.ok(Math.abs(logProb - Math.log(0.45 * 0.9)) < 1e-12);
    for (const { symbols, isComplete, alignment } of found) {
      assert.equal(isComplete || symbols.length === 3, true);
      assert.equal(alignment.length, symbols.length + (isComplete ? 1 : 0));
    }
  });

  it('are the most likely symbols at temperature 0', () => {
    assert.deepEqual(textsOf(drawn({ samples: 2, temperature: 0 })), ['00', '00']);
  });

  it('do not depend on their number, but on the source', () => {
    const many = textsOf(drawn({ samples: 50 }));
    assert.deepEqual(textsOf(drawn({ samples: 3 })), many.slice(0, 3));
    assert.notDeepEqual(textsOf(drawn({ samples: 50, source: 1 })), many);
  });
});
