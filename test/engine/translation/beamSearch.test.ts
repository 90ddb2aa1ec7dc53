import assert from 'node:assert/strict';
import { BeamSearch, scoreOf, type TargetHypothesis } from '../../../src/engine/model/beamSearch';

/** The id of the end. The other symbols are 0 and 1. */
const END = 2;

/** P of 0, 1 and the end after some symbols. Greedy search begins with 0, but the most likely target is "1". */
const next: Readonly<Record<string, readonly number[]>> = {
  '': [0.55, 0.45, 0],
  '0': [0.4, 0.4, 0.2],
  '1': [0.05, 0.05, 0.9],
};

function search(width: number, limit = 3): readonly TargetHypothesis[] {
  const beam = new BeamSearch(width, END, limit);
  let texts = [''];
  while (!beam.isDone) {
    const moves = beam.advance(
      place => (next[texts[place]] ?? [0.1, 0.2, 0.7]).map(Math.log),
      place => Float64Array.of(texts[place].length),
    );
    texts = moves.map(({ from, symbol }) => texts[from] + symbol);
  }
  return beam.found;
}

describe('beam search', () => {
  it('with one place takes the most likely symbol at every step', () => {
    const [best, ...others] = search(1);
    assert.deepEqual(best.symbols, [0, 0]);
    assert.equal(best.isComplete, true);
    assert.ok(Math.abs(best.logProb - Math.log(0.55 * 0.4 * 0.7)) < 1e-12);
    assert.equal(others.length, 0);
  });

  it('with more places finds a target that begins with a less likely symbol', () => {
    const found = search(2);
    assert.deepEqual(found[0].symbols, [1]);
    assert.ok(Math.abs(scoreOf(found[0]) - Math.log(0.45 * 0.9) / 2) < 1e-12);
    assert.equal(found.length, 2);
    assert.ok(scoreOf(found[0]) > scoreOf(found[1]));
  });

  it('keeps the weights of attention of each step, that of the end included', () => {
    assert.deepEqual(search(2)[0].alignment, [Float64Array.of(0), Float64Array.of(1)]);
  });

  it('ends at the maximum length, with an incomplete target if there is no other', () => {
    const [best] = search(1, 1);
    assert.deepEqual(best.symbols, [0]);
    assert.equal(best.isComplete, false);
    assert.equal(scoreOf(best), Math.log(0.55));
  });

  it('finds the most likely target if the beam is as wide as there are targets', () => {
    const best = search(50, 3).reduce((all, each) => (each.logProb > all.logProb ? each : all));
    assert.deepEqual(best.symbols, [1]);
  });
});
