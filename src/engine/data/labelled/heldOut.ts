import { uniform } from '../../core/random';

/**
 * Chooses the examples for validation: the same share of each group, such as the texts with one label. Of every 1 /
 * `fraction` examples of a group, one is drawn. The first example of a group is never drawn, so that a label that
 * occurs once is trained.
 */
export class HeldOutExamples {
  private readonly groups = new Map<string, { readonly index: number; seen: number }>();

  constructor(
    private readonly fraction: number,
    private readonly seed: number,
  ) {}

  /** Returns whether the next example of a group is for validation. Must be called for all examples in order. */
  next(group: string): boolean {
    let found = this.groups.get(group);
    if (!found) {
      found = { index: this.groups.size, seen: 0 };
      this.groups.set(group, found);
    }
    const place = found.seen++ - 1;
    return (
      this.fraction > 0 && place >= 0 && place === this.drawn(found.index, Math.floor(place * this.fraction))
    );
  }

  /** Returns the place that is drawn from block number `block` of a group. */
  private drawn(group: number, block: number): number {
    const start = Math.ceil(block / this.fraction);
    const end = Math.ceil((block + 1) / this.fraction);
    return start + Math.floor((end - start) * uniform(this.seed, 'holdOut', group, block));
  }
}
