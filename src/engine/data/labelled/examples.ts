import { IdList, type TokenIds } from '../idList';

/** The number of a label per text or per token, and the token ids of the text. */
export interface Example {
  readonly tokens: TokenIds;
  readonly targets: TokenIds;
}

/** Texts with one label each, or sentences with one tag per token, in memory: one number per token and per label. */
export class Examples {
  private constructor(
    private readonly tokens: TokenIds,
    private readonly targets: TokenIds,
    private readonly starts: TokenIds,
    private readonly lines: TokenIds,
    private readonly isTagged: boolean,
  ) {}

  /** Returns a list to which examples can be added. `symbols` and `labels`: the numbers of symbols and labels. */
  static collect(symbols: number, labels: number, isTagged: boolean) {
    const [tokens, targets] = [new IdList(symbols), new IdList(labels)];
    const [starts, lines] = [new IdList(2 ** 31), new IdList(2 ** 31)];
    let length = 0;
    starts.push(0);
    return {
      add(ids: readonly number[], numbers: readonly number[], line = 0) {
        for (const id of ids) tokens.push(id);
        for (const number of numbers) targets.push(number);
        length += ids.length;
        starts.push(length);
        lines.push(line);
      },
      take: () => new Examples(tokens.take(), targets.take(), starts.take(), lines.take(), isTagged),
    };
  }

  /** Number of examples. */
  get count(): number {
    return this.starts.length - 1;
  }

  /** Number of tokens of all examples. */
  get tokenCount(): number {
    return this.tokens.length;
  }

  /** Number of tokens of an example. */
  length(index: number): number {
    return this.starts[index + 1] - this.starts[index];
  }

  at(index: number): Example {
    const [start, end] = [this.starts[index], this.starts[index + 1]];
    const [from, to] = this.isTagged ? [start, end] : [index, index + 1];
    return { tokens: this.tokens.subarray(start, end), targets: this.targets.subarray(from, to) };
  }

  /** Number of the line of an example, or of its first line, from 1. 0 if it comes from no file. */
  line(index: number): number {
    return this.lines[index];
  }

  /** Returns the number of occurrences of each of K labels. */
  countsOf(K: number): number[] {
    const counts = new Array<number>(K).fill(0);
    for (const target of this.targets) counts[target]++;
    return counts;
  }
}
