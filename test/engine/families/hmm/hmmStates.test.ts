import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allParts } from '../../../../src/engine/core/pauses';
import { startingHmm } from '../../../../src/engine/families/hmm/hmm';
import { hmmStates } from '../../../../src/engine/families/hmm/hmmStates';
import { letterClasses, withSymbolsOf } from '../../../../src/engine/families/hmm/letterClasses';
import { distance } from '../../support/fixture';
import { pathOf } from './support/pathOf';

/** Returns P(ids and path) for one path of states. */
function jointOf(hmm: ReturnType<typeof startingHmm>, ids: Int32Array, path: readonly number[]): number {
  const { states: N } = hmm;
  return path.reduce((p, state, t) => {
    const into = t === 0 ? hmm.initial[state] : hmm.transitions[path[t - 1] * N + state];
    return p * into * hmm.emissions[ids[t] * N + state];
  }, 1);
}

/** Returns all paths of states of a length. */
const pathsOf = (states: number, length: number): number[][] =>
  length === 0
    ? [[]]
    : pathsOf(states, length - 1).flatMap(path => Array.from({ length: states }, (_, j) => [...path, j]));

describe('the states of a hidden Markov model', () => {
  it('have the probabilities that an enumeration of all paths gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.nat(1000),
        fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }),
        (states, seed, draws) => {
          const hmm = startingHmm({ states, symbols: 3 }, seed, 0);
          const ids = Int32Array.from(draws);
          const path = allParts(hmmStates(hmm).path(ids));
          assert.deepEqual(path, pathOf(hmm, ids));
          const all = pathsOf(states, ids.length).map(each => ({ each, p: jointOf(hmm, ids, each) }));
          const total = all.reduce((sum, { p }) => sum + p, 0);
          const expected = Array.from(path, (state, t) =>
            all.reduce((sum, { each, p }) => (each[t] === state ? sum + p / total : sum), 0),
          );
          assert.ok(distance(allParts(hmmStates(hmm).probabilities(ids, path)), expected) < 1e-12);
        },
      ),
    );
  });

  it('begin a new sequence after the end of a line', () => {
    const hmm = startingHmm({ states: 3, symbols: 4 }, 5, 0);
    const [first, second] = [Int32Array.of(0, 1, 2, 3), Int32Array.of(2, 0, 1)];
    const states = hmmStates(hmm, 3);
    const both = Int32Array.of(...first, ...second);
    const expected = [...pathOf(hmm, first), ...pathOf(hmm, second)];
    assert.deepEqual([...allParts(states.path(both))], expected);
    const path = Int32Array.from(expected);
    const alone = allParts(hmmStates(hmm).probabilities(second, path.subarray(4)));
    assert.deepEqual(allParts(states.probabilities(both, path)).subarray(4), alone);
  });

  it('are certain of nothing after a symbol without probability', () => {
    const hmm = startingHmm({ states: 2, symbols: 2 }, 1, 0);
    hmm.emissions.fill(0, 2);
    const ids = Int32Array.of(0, 1, 0);
    const states = hmmStates(hmm);
    const probabilities = allParts(states.probabilities(ids, allParts(states.path(ids))));
    assert.ok(
      probabilities.every(p => p > 0 && p <= 1),
      String(probabilities),
    );
  });
});

describe('classes of letters', () => {
  it('join upper and lower case, and all other characters', () => {
    const { count, of } = letterClasses(['a', 'A', 'É', 'é', '.', '7', '\n', 'ß', 'か']);
    assert.equal(count, 5);
    assert.deepEqual([...of], [0, 0, 1, 1, 2, 2, 2, 3, 4]);
  });

  it('divide the probability of a class among its symbols by their frequencies', () => {
    const classes = letterClasses(['a', 'A', '.']);
    const hmm = startingHmm({ states: 2, symbols: 2 }, 3, 0);
    const found = withSymbolsOf(hmm, classes, Int32Array.of(0, 0, 0, 1, 2));
    for (const j of [0, 1]) {
      const expected = [0.75 * hmm.emissions[j], 0.25 * hmm.emissions[j], hmm.emissions[2 + j]];
      assert.ok(
        distance(
          expected,
          [0, 1, 2].map(o => found.emissions[2 * o + j]),
        ) < 1e-15,
      );
    }
  });
});
