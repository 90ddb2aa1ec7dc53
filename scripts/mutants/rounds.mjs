// Divides the tests that reach a mutant into rounds, the quickest tests first. A round is one process. Most
// mutants are noticed in the first round, within a second.

/**
 * A test that reaches a mutant, in the bundle `path`. `milliseconds`: how long the test takes. `loading`: how
 * long its file takes without its tests: to be loaded, and for hooks. `isNear`: whether the test calls a
 * function of the mutant's file. Code that runs when a file is loaded is reached by every test that imports
 * the file, but most of them do not use it.
 * @typedef {{ path: string, title: string, milliseconds: number, loading: number, isNear: boolean }} Reaching
 */
/**
 * The titles of tests to run, by path of their bundle.
 * @typedef {Map<string, Set<string>>} Round
 */

/** Maximum milliseconds of the tests in the first round. Each further round takes `LONGER` times as long. */
const FIRST = 1000;
const LONGER = 4;

/**
 * Returns rounds of tests that together take at most `most` milliseconds. The quickest test is always
 * included, even if it takes longer.
 * @type {(tests: readonly Reaching[], most: number) => Round[]}
 */
export function roundsOf(tests, most) {
  const durationOf = ({ milliseconds, loading }) => milliseconds + loading;
  /** @type {Round[]} */
  const rounds = [new Map()];
  let [limit, spent, total] = [FIRST, 0, 0];
  const sorted = [...tests].sort(
    (a, b) => Number(b.isNear) - Number(a.isNear) || durationOf(a) - durationOf(b),
  );
  for (const test of sorted) {
    const cost = test.milliseconds + (rounds.at(-1)?.has(test.path) ? 0 : test.loading);
    if (total > 0 && total + cost > most) continue;
    if (spent > 0 && spent + cost > limit) {
      rounds.push(new Map());
      limit *= LONGER;
      spent = 0;
    }
    const round = rounds[rounds.length - 1];
    round.set(test.path, (round.get(test.path) ?? new Set()).add(test.title));
    spent += cost;
    total += cost;
  }
  return rounds.filter(round => round.size > 0);
}
