import { lengthened, withCapacity } from '../growing';
import type { NgramRows } from './rows';

/** The numbers of a model's nodes, which are added one length of n-grams after another. */
export class NodeValues {
  logProbs: Float64Array; // [N], log10 P
  backOffs: Float64Array; // [N], log10 bow

  constructor(first: { readonly logProbs: Float64Array; readonly backOffs: Float64Array }) {
    this.logProbs = first.logProbs;
    this.backOffs = first.backOffs;
  }

  /** Reserves memory for `nodes` nodes, so that adding them copies nothing. */
  reserve(nodes: number): void {
    this.logProbs = withCapacity(this.logProbs, nodes);
    this.backOffs = withCapacity(this.backOffs, nodes);
  }

  /** Adds the numbers of the n-grams with these indices in the file, in this order. */
  add({ values }: NgramRows, order: Int32Array): void {
    const start = this.logProbs.length;
    this.logProbs = lengthened(this.logProbs, order.length);
    this.backOffs = lengthened(this.backOffs, order.length);
    const { logProbs, backOffs } = this;
    for (let i = 0; i < order.length; i++) {
      logProbs[start + i] = values[2 * order[i]];
      backOffs[start + i] = values[2 * order[i] + 1];
    }
  }
}
