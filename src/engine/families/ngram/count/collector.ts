import { columnOf, DoubleWriter, IntegerWriter, type NewStorage } from '../../../core/columns';
import { type CountedLevel, type Counts, emptyNgram } from './counts';
import type { NgramConsumer } from './sequences';
import { suffixesOf } from './suffixes';

/**
 * Collects sorted n-grams with their counts. Adds the count of each n-gram to all its prefixes as well.
 */
export class Collector implements NgramConsumer {
  private readonly levels: readonly Level[]; // one for each length from 1 on
  /** The words of the n-gram that was added last, and the counts so far of its prefixes. */
  private readonly words: Int32Array; // [order], as ids
  private readonly counts: Float64Array; // [order]
  private length = 0;

  constructor(
    /** Number of words, W. Their ids are 0 to W - 1. */
    private readonly W: number,
    private readonly order: number,
    private readonly newStorage?: NewStorage,
  ) {
    this.levels = Array.from({ length: order }, () => new Level(newStorage));
    this.words = new Int32Array(order);
    this.counts = new Float64Array(order);
  }

  add(ids: Int32Array, at: number, length: number, count: number): void {
    const { words, counts } = this;
    let shared = 0;
    while (shared < length && shared < this.length && words[shared] === ids[at + shared]) shared++;
    this.close(shared);
    if (shared === 0) this.addAbsent(ids[at]);
    for (let k = shared; k < length; k++) {
      words[k] = ids[at + k];
      counts[k] = 0;
    }
    for (let k = 0; k < length; k++) counts[k] += count;
    this.length = length;
  }

  finish(): Counts {
    this.close(0);
    this.addAbsent(this.W);
    const { order, newStorage } = this;
    const levels: CountedLevel[] = [emptyNgram(this.W)];
    const starts = [0, 1];
    for (const [k, level] of this.levels.entries()) {
      const found = level.finish(k + 1 < order);
      levels.push({ ...found, suffixes: suffixesOf(found.words, levels, starts, newStorage) });
      starts.push(starts[k + 1] + found.words.length);
    }
    return { starts, levels };
  }

  /** Completes the prefixes of the last n-gram that have more than `length` words. */
  private close(length: number): void {
    const { levels, words, counts } = this;
    for (let k = this.length - 1; k >= length; k--) {
      levels[k].push(words[k], counts[k], k + 1 < this.order ? levels[k + 1].size : 0);
    }
  }

  /** Adds the words with ids below `end` that do not occur, with count 0. */
  private addAbsent(end: number): void {
    const [first] = this.levels;
    const size = this.order > 1 ? this.levels[1].size : 0;
    while (first.size < end) first.push(first.size, 0, size);
  }
}

/** The n-grams of one length that were collected so far. */
class Level {
  private readonly words: IntegerWriter;
  private readonly counts: DoubleWriter;
  private readonly ends: IntegerWriter;
  size = 0;

  constructor(newStorage: NewStorage | undefined) {
    this.words = new IntegerWriter(newStorage?.());
    this.counts = new DoubleWriter(newStorage?.());
    this.ends = new IntegerWriter(newStorage?.());
  }

  push(word: number, count: number, end: number): void {
    this.words.push(word);
    this.counts.push(count);
    this.ends.push(end);
    this.size++;
  }

  finish(hasLonger: boolean): Omit<CountedLevel, 'suffixes'> {
    const ends = hasLonger ? this.ends.finish() : columnOf(new Int32Array());
    return { words: this.words.finish(), counts: this.counts.finish(), ends };
  }
}
