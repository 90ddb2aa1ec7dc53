import { DoubleWriter, IntegerWriter, type NewStorage } from '../../core/columns';
import { log10 } from '../../core/math';
import type { ModelLevel } from './levels';

/** Writes the n-grams of one length of the model. */
export class LevelWriter {
  private readonly words: IntegerWriter;
  private readonly ends: IntegerWriter;
  private readonly logProbs: DoubleWriter;
  private readonly backOffs: DoubleWriter;
  size = 0;

  constructor(newStorage: NewStorage | undefined) {
    this.words = new IntegerWriter(newStorage?.());
    this.ends = new IntegerWriter(newStorage?.());
    this.logProbs = new DoubleWriter(newStorage?.());
    this.backOffs = new DoubleWriter(newStorage?.());
  }

  /** Adds an n-gram hw with P(w|h). */
  add(word: number, P: number): void {
    this.words.push(word);
    this.logProbs.push(log10(P));
    this.size++;
  }

  /**
   * Completes the next n-gram: adds its back-off weight and the number of n-grams that continue it or an earlier
   * one.
   */
  close(weight: number, end: number): void {
    this.backOffs.push(weight === 1 ? 0 : log10(weight));
    this.ends.push(end);
  }

  finish(): ModelLevel {
    const { words, ends, logProbs, backOffs } = this;
    return {
      words: words.finish(),
      ends: ends.finish(),
      logProbs: logProbs.finish(),
      backOffs: backOffs.finish(),
    };
  }
}
