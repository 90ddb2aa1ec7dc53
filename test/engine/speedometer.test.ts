import assert from 'node:assert/strict';
import { Speedometer } from '../../src/engine/train/speedometer';

describe('the speed of a training', () => {
  it('is that of the first update, then an average that moves a quarter of the way to the current speed every 250 ms', () => {
    const speed = new Speedometer();
    assert.equal(speed.tokensPerSecond, 0);
    speed.add(100, 50);
    assert.equal(speed.tokensPerSecond, 2000);
    speed.add(100, 249);
    assert.equal(speed.tokensPerSecond, 2000);
    speed.add(900, 1);
    assert.equal(speed.tokensPerSecond, 0.75 * 2000 + 0.25 * 4000);
    speed.add(0, 250);
    assert.equal(speed.tokensPerSecond, 0.75 * 2500);
  });

  it('is an average also below one token per second', () => {
    const speed = new Speedometer();
    speed.add(1, 2000);
    speed.add(1, 1000);
    assert.equal(speed.tokensPerSecond, 0.75 * 0.5 + 0.25);
  });

  it('counts the time of all updates, and of earlier sessions', () => {
    const speed = new Speedometer(1000);
    speed.add(1, 5);
    speed.add(1, 6);
    assert.equal(speed.elapsed, 1011);
    assert.equal(new Speedometer().elapsed, 0);
  });

  it('is 0 while no time has passed', () => {
    const speed = new Speedometer();
    speed.add(100, 0);
    assert.equal(speed.tokensPerSecond, 0);
    speed.add(100, 10);
    assert.equal(speed.tokensPerSecond, 10_000);
  });
});
