import assert from 'node:assert/strict';
import { PartUpdates } from '../../webview/inspection/partUpdates';

/** Updates that the test ends, and the errors with which they ended. */
function updates() {
  const started: { readonly signal: AbortSignal; readonly end: () => void; readonly fail: () => void }[] = [];
  const ended: unknown[] = [];
  const part = new PartUpdates(
    signal =>
      new Promise((resolve, reject) =>
        started.push({ signal, end: resolve, fail: () => reject(new Error('failed')) }),
      ),
    error => ended.push(error),
  );
  /** Waits until the ends of updates were handled. */
  const handled = () => new Promise(done => setImmediate(done));
  return { part, started, ended, handled };
}

describe('updates of a part of the page', () => {
  it('end although changes follow each other faster, and then show the newest change', async () => {
    const { part, started, ended, handled } = updates();
    for (let change = 0; change < 5; change++) part.follow();
    assert.equal(started.length, 1);
    assert.equal(started[0].signal.aborted, false);
    started[0].end();
    await handled();
    assert.deepEqual([started.length, ended.length], [2, 1]);
    started[1].end();
    await handled();
    assert.deepEqual([started.length, ended.length], [2, 2], 'there was no further change');
  });

  it('are cancelled if the user chooses something else', async () => {
    const { part, started, ended, handled } = updates();
    part.follow();
    part.follow();
    part.restart();
    assert.deepEqual([started.length, started[0].signal.aborted], [2, true]);
    started[0].fail();
    await handled();
    assert.deepEqual(ended, [], 'the cancelled update shows no error');
    started[1].end();
    await handled();
    assert.deepEqual([started.length, ended], [2, [undefined]], 'the change is part of the new update');
  });

  it('continue after one that failed', async () => {
    const { part, started, ended, handled } = updates();
    part.follow();
    part.follow();
    started[0].fail();
    await handled();
    assert.match(String(ended[0]), /failed/);
    assert.equal(started.length, 2);
  });
});
