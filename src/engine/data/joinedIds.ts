import type { TokenIds } from './idList';
import { type IdSource, partOf } from './storedIds';

/** The token ids of two parts of a text as one sequence. The ids are not copied. */
export class JoinedIds {
  readonly length: number;

  constructor(
    private readonly first: IdSource,
    private readonly second: IdSource,
  ) {
    this.length = first.length + second.length;
  }

  /** Reads the ids with the indices `from` to `to` - 1. */
  subarray(from: number, to: number): TokenIds {
    const { first, second } = this;
    const [start, end] = [Math.min(from, this.length), Math.min(to, this.length)];
    if (end <= first.length) return first.subarray(start, end);
    if (start >= first.length) return second.subarray(start - first.length, end - first.length);
    const ids = new Int32Array(end - start);
    ids.set(first.subarray(start, first.length));
    ids.set(second.subarray(0, end - first.length), first.length - start);
    return ids;
  }

  /** Returns the ids with the indices `from` to `to` - 1 as a separate source, without reading them. */
  part(from: number, to: number): JoinedIds {
    const { first, second } = this;
    const cut = first.length;
    return new JoinedIds(
      partOf(first, Math.min(from, cut), Math.min(to, cut)),
      partOf(second, Math.max(0, from - cut), Math.max(0, to - cut)),
    );
  }
}
