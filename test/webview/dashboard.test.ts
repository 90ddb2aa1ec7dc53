import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Step, step } from './support/steps';
import { Window } from './support/window';

describe('a dashboard page and its host', () => {
  it('show a run from its start after it was resumed and stopped while its history was read', async () => {
    const window = new Window();
    const acts: Step[] = [
      ({ runManager }) => runManager.start('a'),
      ({ runManager }) => runManager.train('a', 1),
      ({ runManager }) => runManager.end('a', 'stopped'),
      it => it.show(),
      // The run is resumed from its checkpoint, so the page must drop the last row.
      ({ runManager }) => runManager.resume('a'),
      ({ runManager }) => runManager.end('a', 'stopped'),
    ];
    for (const act of acts) await act(window);
    await window.check();
  });

  it('show the runs that were chosen while the page waited for its snapshot', async () => {
    const window = new Window();
    window.runManager.start('a');
    window.runManager.end('a', 'paused');
    window.show();
    // The page chooses the new run at once, so its history could arrive before the snapshot.
    window.runManager.start('b');
    await window.check();
  });

  it('exchange a long history in pieces, which together are complete', async () => {
    const window = new Window();
    window.runManager.start('a');
    window.runManager.train('a', 50_000);
    window.show();
    await window.answered();
    const pieces = window.sent.filter(name => name === 'metrics').length;
    assert.ok(pieces >= 3, `${pieces} pieces`);
    // The new row must arrive after the pieces of the history.
    window.runManager.train('a', 1);
    await window.check();
  });

  it('never show a wrong state, for any events in any order', async () => {
    const steps = fc.array(step, { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async all => {
        const window = new Window();
        window.show();
        for (const act of all) await act(window);
        await window.check();
      }),
      { numRuns: 3_000 },
    );
  });
});
