import assert from 'node:assert/strict';
import { PLAY, type Repeat, StepPlayer } from '../../webview/inspection/stepPlayer';

/** A player of 4 steps, the numbers of steps that it has drawn, and a clock that the test moves. */
function player() {
  const drawn: number[] = [];
  let tick: (() => void) | undefined;
  const repeat: Repeat = (action, milliseconds) => {
    assert.equal(milliseconds, PLAY);
    assert.equal(tick, undefined, 'two timers run');
    tick = action;
    return () => {
      tick = undefined;
    };
  };
  const steps: StepPlayer = new StepPlayer(() => drawn.push(steps.at), repeat);
  steps.steps = 4;
  return { steps, drawn, tick: () => tick?.(), isPlaying: () => tick !== undefined };
}

describe('the player of an unrolled network', () => {
  it('plays from the first step to the last one, and ends there', () => {
    const { steps, drawn, tick, isPlaying } = player();
    assert.deepEqual([steps.at, steps.isAtEnd], [4, true]);
    steps.play();
    for (let ticks = 0; ticks < 5; ticks++) tick();
    assert.deepEqual(drawn, [1, 2, 3, 4]);
    assert.equal(isPlaying(), false);
  });

  it('continues from the shown step, and ends when the user steps or the number of steps changes', () => {
    const { steps, drawn, tick, isPlaying } = player();
    steps.move(-3);
    steps.play();
    tick();
    assert.deepEqual(drawn, [1, 2, 3]);
    steps.move(-1);
    assert.deepEqual([isPlaying(), steps.at], [false, 2]);
    steps.play();
    steps.play();
    steps.steps = 6;
    assert.deepEqual([isPlaying(), steps.at], [false, 6]);
    steps.move(Number.NEGATIVE_INFINITY);
    assert.equal(steps.at, 1);
    steps.move(Number.POSITIVE_INFINITY);
    assert.equal(steps.isAtEnd, true);
  });
});
