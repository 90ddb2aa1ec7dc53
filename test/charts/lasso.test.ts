import assert from 'node:assert/strict';
import { frameOf, pointsInside } from '../../src/charts/vectors/lasso';

const size = { width: 100, height: 100 };
/** A view in which a unit is a pixel and the origin is at the centre. */
const view = { x: 0, y: 0, scale: 1 };

describe('an outline on a map', () => {
  const points = Float32Array.from([0, 0, 30, 0, 0, 30, -45, -45, 200, 0]);
  const inside = (outline: number[]) => pointsInside(points, outline, { view, size });

  it('contains the points that it surrounds, also if it is not convex', () => {
    assert.deepEqual(inside([40, 40, 60, 40, 60, 60, 40, 60]), [0]);
    // An L: the upper left corner, from the point above to the point at the right; y grows downwards.
    assert.deepEqual(inside([45, 10, 55, 10, 55, 45, 90, 45, 90, 55, 45, 55]), [0, 1, 2]);
    assert.deepEqual(inside([45, 10, 55, 10, 55, 30, 45, 30]), [2]);
    assert.deepEqual(inside([10, 10]), []);
  });

  it('of the frame contains what is visible', () => {
    assert.deepEqual(inside(frameOf(size)), [0, 1, 2, 3]);
  });
});
