import assert from 'node:assert/strict';
import { figuresOf } from '../../src/charts/runs/lossEstimate';
import { Progress } from '../../src/cli/experiment/progress';
import { ProgressLine } from '../../src/cli/train/progress';
import { secondsLeft, timeLeft } from '../../src/common/runFigures';
import { secondsUntilEnd, timeText } from '../../src/common/timeLeft';
import type { PlannedRun } from '../../src/engine/experiments/plannedRuns';
import {
  progressOf,
  secondsLeft as secondsLeftOfAll,
} from '../../src/extension/experiments/experimentProgress';
import { record } from '../webview/preview/run';

const settings = { 'training.sequenceLength': 25, 'training.batch': 2, 'training.maxIterations': 1000 };
const run = record({
  id: 'a',
  settings,
  iteration: 400,
  tokensPerSecond: 1000,
  elapsed: 3000,
  smoothLoss: 50,
});

/** A terminal that keeps what is written to it. */
function terminal() {
  const screen = { isTTY: true, columns: 400, text: '', write: (text: string) => (screen.text += text) };
  return screen;
}

/** Returns the time left in the last status line that a terminal shows. Undefined if there is none. */
const shownIn = ({ text }: { readonly text: string }) => /([\d:]+) left$/.exec(text)?.[1];

describe('the time left', () => {
  it('of a run on texts of different lengths is estimated by its mean update', () => {
    const labelling = { task: 'classify', count: 2 } as const;
    assert.equal(secondsLeft({ ...run, labelling }), (600 * 3) / 400);
  });

  it('is estimated by the speed so far, and not in the first three seconds', () => {
    assert.equal(secondsUntilEnd({ done: 1, left: 3, elapsed: 3000 }), 9);
    assert.equal(secondsUntilEnd({ done: 1, left: 3, elapsed: 2999 }), undefined);
    assert.equal(secondsUntilEnd({ done: 0, left: 3, elapsed: 9000 }), undefined);
    assert.equal(secondsUntilEnd({ done: 3, left: 0, elapsed: 3000 }), 0);
  });

  it('is written as a clock, rounded up', () => {
    assert.deepEqual(
      [0, 0.2, 59.9, 60, 3599.1].map(seconds => timeText(seconds)),
      ['0:00', '0:01', '1:00', '1:00', '1:00:00'],
    );
  });

  for (const [elapsed, expected] of [
    [2999, undefined],
    [3000, '0:30'], // 600 updates of 50 tokens
  ] as const)
    it(`of a run is the same on the page and in the terminal after ${elapsed} ms: ${expected}`, () => {
      const now = { ...run, elapsed };
      const screen = terminal();
      new ProgressLine(screen).record(now);
      assert.equal(timeLeft(now), expected);
      assert.equal(figuresOf(now).timeLeft, expected);
      assert.equal(shownIn(screen), expected);
      assert.equal(secondsLeft(now), expected && 30);
    });

  for (const [elapsed, expected] of [
    [2999, undefined],
    [3000, '0:21'], // half of one run of four in three seconds
  ] as const)
    it(`of an experiment is the same in the editor and in the terminal after ${elapsed} ms: ${expected}`, () => {
      const ids = ['a', 'b', 'c', 'd'];
      const progress = (iteration: number) =>
        progressOf(
          { runs: ids.map(id => ({ id, text: 't', settings })), share: 1 },
          id => (id === 'a' && iteration > 0 ? { ...run, iteration } : undefined),
          0,
        );
      const seconds = secondsLeftOfAll(progress(0), progress(500), elapsed);
      assert.equal(seconds === undefined ? undefined : timeText(seconds), expected);

      let time = 0;
      const screen = terminal();
      const shown = new Progress(screen, ids.length, 0, () => time);
      const planned = { index: 0 } as PlannedRun;
      shown.begin(planned, 1000);
      time = elapsed;
      shown.report(planned, JSON.stringify({ type: 'metrics', iteration: 500 }));
      assert.equal(shownIn(screen), expected);
    });
});
