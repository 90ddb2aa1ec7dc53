import { Matrix } from 'ml-matrix';

/** A change below this, relative to the largest element, may be due to rounding. */
const SMALL = 1e-9;
/** A change below this certainly is. */
const ROUNDING = 1e-15;

/** Finds out when a sequence of matrices no longer changes, except for rounding errors. */
export class Settling {
  private before = Number.POSITIVE_INFINITY;

  /** Must be called with each pair of matrices that follow each other. Returns whether the sequence has settled. */
  isSettled(former: Matrix, latter: Matrix): boolean {
    const change = Matrix.sub(latter, former).abs().max() / latter.clone().abs().max();
    const isSettled = change < ROUNDING || (change < SMALL && change >= this.before);
    this.before = change;
    return isSettled;
  }
}
