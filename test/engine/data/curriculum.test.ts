import assert from 'node:assert/strict';
import { Curriculum, updatesOf } from '../../../src/engine/data/curriculum';
import { StateResets } from '../../../src/engine/data/stateResets';
import { Vocabulary } from '../../../src/engine/data/vocabulary';

/** Windows of two targets in one stream. */
const SIZES = { B: 1, T: 2, before: 0 };
const vocabulary = new Vocabulary(['a'], false);
/** A text whose ids are their own indices. */
const textOf = (length: number) => ({ vocabulary, ids: Int32Array.from({ length }, (_, i) => i) });

/** Returns what the steps `from` to `to` - 1 read: the first input, `fresh` and `epoch`. */
function steps(curriculum: Curriculum, from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => {
    const inputs = new Int32Array(2);
    const { fresh, epoch } = curriculum.fill(from + i, { ...SIZES, inputs, targets: new Int32Array(2) });
    return [inputs[0], fresh, epoch];
  });
}

describe('the order in which a training reads its text', () => {
  it('is pass after pass without phases', () => {
    const curriculum = new Curriculum(textOf(8), SIZES, () => undefined);
    assert.equal(curriculum.windowsPerPass, 3);
    assert.deepEqual(steps(curriculum, 0, 7), [
      [0, true, 0],
      [2, false, 1 / 3],
      [4, false, 2 / 3],
      [0, true, 1],
      [2, false, 4 / 3],
      [4, false, 5 / 3],
      [0, true, 2],
    ]);
  });

  const phases = [
    { from: 0, to: 6, epochs: 2 },
    { from: 10, to: 14, epochs: 1 },
    { from: 20, to: 28, epochs: 1 },
  ];

  it('is phase after phase, and stays in the last one', () => {
    const curriculum = new Curriculum({ ...textOf(40), phases }, SIZES, () => undefined);
    assert.equal(curriculum.windowsPerPass, 2);
    const expected = [
      ...[
        [0, true, 0],
        [2, false, 0.5],
        [0, true, 1],
        [2, false, 1.5],
      ],
      ...[[10, true, 2]],
      ...[
        [20, true, 3],
        [22, false, 3 + 1 / 3],
        [24, false, 3 + 2 / 3],
        [20, true, 4],
      ],
    ];
    assert.deepEqual(steps(curriculum, 0, 9), expected);
    assert.deepEqual(steps(curriculum, 4, 6), expected.slice(4, 6), 'a step depends only on its number');
    assert.equal(updatesOf(textOf(40), phases, SIZES), 2 * 2 + 1 + 3);
    assert.equal(updatesOf(textOf(40), phases, { ...SIZES, before: 3 }), 2 * 1 + 1 + 1);
  });

  it('has random places within the phase, and counts the same epochs', () => {
    const random = () => new Curriculum({ ...textOf(40), phases }, SIZES, () => undefined, 1);
    const [found, epochs] = [
      steps(random(), 0, 50),
      steps(new Curriculum({ ...textOf(40), phases }, SIZES, () => undefined), 0, 50),
    ];
    for (const [step, [place, fresh, epoch]] of found.entries()) {
      const { from, to } = phases[step < 4 ? 0 : step < 5 ? 1 : 2];
      assert.ok(Number(place) >= from && Number(place) < to - 2, `step ${step} reads from ${place}`);
      assert.equal(fresh, true);
      assert.equal(epoch, epochs[step][2]);
    }
    assert.deepEqual(steps(random(), 7, 20), found.slice(7, 20), 'a step depends only on its number');
  });

  it('has resets of the state at a number of windows of its phase', () => {
    const seen: (number | undefined)[] = [];
    const curriculum = new Curriculum({ ...textOf(40), phases }, SIZES, phase => {
      seen.push(phase?.from);
      return phase?.from === 20 ? new StateResets(1, 2, 2) : undefined;
    });
    assert.deepEqual(seen, [0, 10, 20]);
    assert.deepEqual(
      steps(curriculum, 0, 11).map(([, fresh]) => fresh),
      [true, false, true, false, true, true, false, true, true, false, true],
    );
  });
});

describe('resets of the hidden state', () => {
  const dueIn = (resets: StateResets, pass: number, windows: number) =>
    Array.from({ length: windows }, (_, window) => window).filter(window => resets.isDue(pass, window));

  it('are due at a fixed distance, from the first window of each pass', () => {
    assert.deepEqual(dueIn(new StateResets(7, 3, 3), 0, 10), [0, 3, 6, 9]);
    assert.deepEqual(dueIn(new StateResets(7, 1, 1), 2, 4), [0, 1, 2, 3]);
  });

  it('are due at random distances in their range, all of which occur', () => {
    const due = dueIn(new StateResets(7, 3, 5), 0, 400);
    const distances = due.slice(1).map((window, i) => window - due[i]);
    assert.equal(due[0], 0);
    assert.deepEqual([...new Set(distances)].sort(), [3, 4, 5]);
    for (const distance of [3, 4, 5]) assert.ok(distances.filter(each => each === distance).length > 20);
  });

  it('depend on the seed and the pass, not on the windows that were asked before', () => {
    const resets = new StateResets(7, 2, 9);
    const [first, second] = [dueIn(resets, 0, 100), dueIn(resets, 1, 100)];
    assert.notDeepEqual(first, second);
    assert.notDeepEqual(dueIn(new StateResets(8, 2, 9), 0, 100), first);
    assert.deepEqual(dueIn(resets, 0, 100), first);
    const late = new StateResets(7, 2, 9);
    for (const window of [90, 91, 50, 99, 4, 4])
      assert.equal(late.isDue(1, window), second.includes(window), `window ${window}`);
  });
});
