import assert from 'node:assert/strict';
import { LazyAction } from '../../src/extension/lazyAction';

/** Returns a lazy action, and functions that end its attempts in the order in which they began. */
function controlled() {
  const attempts: { readonly succeed: () => void; readonly fail: () => void }[] = [];
  /** Whether the action was done when it said that it has ended, for each time. */
  const ends: boolean[] = [];
  const action: LazyAction = new LazyAction(
    () =>
      new Promise((resolve, reject) => {
        attempts.push({ succeed: resolve, fail: () => reject(new Error('no')) });
      }),
    () => ends.push(action.isDone),
  );
  return { action, attempts, ends };
}

describe('a lazy action', () => {
  it('runs once, when it is needed first, and is done when it calls its listener', async () => {
    const { action, attempts, ends } = controlled();
    assert.deepEqual([action.hasBegun, action.isDone, attempts.length], [false, false, 0]);
    const both = [action.done(), action.done()];
    assert.deepEqual([action.hasBegun, action.isDone, attempts.length], [true, false, 1]);
    attempts[0].succeed();
    await Promise.all(both);
    await action.done();
    assert.deepEqual([action.isDone, attempts.length, ends], [true, 1, [true]]);
  });

  it('runs again after a failure', async () => {
    const { action, attempts } = controlled();
    const failing = action.done();
    attempts[0].fail();
    await assert.rejects(failing, /no/);
    assert.equal(action.hasBegun, false);
    const second = action.done();
    attempts[1].succeed();
    await second;
    assert.ok(action.isDone);
  });

  for (const end of ['succeed', 'fail'] as const)
    it(`that was forgotten while it ran does not count if it ends later: ${end}`, async () => {
      const { action, attempts, ends } = controlled();
      const first = action.done().catch(() => undefined);
      action.forget();
      const second = action.done();
      attempts[0][end]();
      await first;
      assert.deepEqual([action.hasBegun, action.isDone, attempts.length], [true, false, 2]);
      assert.deepEqual(ends, []);
      attempts[1].succeed();
      await second;
      assert.ok(action.isDone);
    });
});
