import fc from 'fast-check';
import type { FakeRunManager } from './fakeRunManager';
import type { Window } from './window';

/** An event that can happen to a window, its runs or its page. */
export type Step = (window: Window) => void | Promise<void>;

const id = fc.constantFrom('a', 'b', 'c');
const ofRun = (act: (runManager: FakeRunManager, id: string) => void): fc.Arbitrary<Step> =>
  id.map(of => (window: Window) => act(window.runManager, of));
const always = (step: Step): fc.Arbitrary<Step> => fc.constant(step);
const times = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

export const step: fc.Arbitrary<Step> = fc.oneof(
  times(
    3,
    ofRun((runManager, of) => runManager.start(of)),
  ),
  times(
    8,
    fc.tuple(id, fc.integer({ min: 1, max: 3 })).map(
      ([of, updates]): Step =>
        window =>
          window.runManager.train(of, updates),
    ),
  ),
  times(
    3,
    ofRun((runManager, of) => runManager.sample(of)),
  ),
  times(
    2,
    ofRun((runManager, of) => runManager.changeSetting(of)),
  ),
  times(
    3,
    ofRun((runManager, of) => runManager.checkpoint(of)),
  ),
  times(
    2,
    ofRun((runManager, of) => runManager.announce(of)),
  ),
  times(
    1,
    ofRun((runManager, of) => runManager.end(of, 'paused')),
  ),
  times(
    1,
    ofRun((runManager, of) => runManager.end(of, 'stopped')),
  ),
  times(
    2,
    ofRun((runManager, of) => runManager.end(of, 'interrupted')),
  ),
  times(
    1,
    ofRun((runManager, of) => runManager.fail(of)),
  ),
  times(
    4,
    ofRun((runManager, of) => runManager.resume(of)),
  ),
  times(
    1,
    ofRun((runManager, of) => runManager.remove(of)),
  ),
  times(
    2,
    fc.shuffledSubarray(['a', 'b', 'c']).map(
      (ids): Step =>
        window =>
          window.runManager.choose(ids),
    ),
  ),
  times(
    2,
    always(window => window.show()),
  ),
  times(
    1,
    always(window => window.hide()),
  ),
  times(
    4,
    always(window => window.deliver()),
  ),
  times(
    4,
    always(() => new Promise(setImmediate)),
  ),
);
