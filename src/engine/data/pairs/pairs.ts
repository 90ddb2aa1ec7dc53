import { IdList, type TokenIds } from '../idList';

/** The ids of a source's symbols, and those of its target without the end. */
export interface IdPair {
  readonly source: TokenIds;
  readonly target: TokenIds;
}

/** Sources and targets in memory: one number per symbol. */
export class Pairs {
  private constructor(
    private readonly sources: TokenIds,
    private readonly targets: TokenIds,
    private readonly starts: { readonly source: TokenIds; readonly target: TokenIds },
  ) {}

  /** Returns a list to which pairs can be added. `V`, `K`: the numbers of symbols of sources and targets. */
  static collect(V: number, K: number) {
    const [sources, targets] = [new IdList(V), new IdList(K)];
    const starts = { source: new IdList(2 ** 31), target: new IdList(2 ** 31) };
    const lengths = { source: 0, target: 0 };
    starts.source.push(0);
    starts.target.push(0);
    return {
      add(source: readonly number[], target: readonly number[]) {
        for (const id of source) sources.push(id);
        for (const id of target) targets.push(id);
        lengths.source += source.length;
        lengths.target += target.length;
        starts.source.push(lengths.source);
        starts.target.push(lengths.target);
      },
      take: () =>
        new Pairs(sources.take(), targets.take(), {
          source: starts.source.take(),
          target: starts.target.take(),
        }),
    };
  }

  /** Number of pairs. */
  get count(): number {
    return this.starts.source.length - 1;
  }

  /** Number of symbols of all sources and targets, without the ends of the targets. */
  get tokenCount(): number {
    return this.sources.length + this.targets.length;
  }

  /** Returns the number of steps that a pair needs: the length of its source, or of its target with the end if longer. */
  length(index: number): number {
    const { source, target } = this.at(index);
    return Math.max(source.length, target.length + 1);
  }

  at(index: number): IdPair {
    const { source, target } = this.starts;
    return {
      source: this.sources.subarray(source[index], source[index + 1]),
      target: this.targets.subarray(target[index], target[index + 1]),
    };
  }

  /** Returns the lengths of the longest source and of the longest target. */
  longest(): { readonly source: number; readonly target: number } {
    let longest = { source: 0, target: 0 };
    for (let i = 0; i < this.count; i++) {
      const { source, target } = this.at(i);
      longest = {
        source: Math.max(longest.source, source.length),
        target: Math.max(longest.target, target.length),
      };
    }
    return longest;
  }
}
