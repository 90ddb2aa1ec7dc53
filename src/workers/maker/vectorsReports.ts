import { FollowedWord } from '../../engine/vectors/followedWord';
import type { VectorTraining } from '../../engine/vectors/vectorTraining';
import type { VectorsProgress } from '../../protocol/vectorsRecord';

/**
 * PAUSE: minimum milliseconds between two reports. REST: minimum pause after a report, as a multiple of the
 * time that the report took. Finding the nearest words in a large vocabulary takes much longer than training
 * a slice.
 */
const [PAUSE, REST] = [250, 20];

/** Reports the progress of a training of word vectors: its loss, and the nearest words of a word. */
export class VectorsReports {
  private readonly followed: FollowedWord;
  private readonly losses: number[] = [];
  private due = 0;

  constructor(
    private readonly training: VectorTraining,
    words: readonly string[],
    private readonly send: (progress: VectorsProgress) => void,
  ) {
    this.followed = new FollowedWord(words);
  }

  /**
   * Chooses the word whose nearest words are reported, and sends a report. Returns false if the word has no
   * vector.
   */
  follow(word: string): boolean {
    const isKnown = this.followed.choose(word);
    if (isKnown) this.report();
    return isKnown;
  }

  /** Must be called after each slice of the training. Sends a report if one is due. */
  slice(): void {
    const { loss } = this.training.progress;
    if (loss !== undefined) this.losses.push(loss);
    if (performance.now() >= this.due) this.report();
  }

  report(): void {
    const began = performance.now();
    const { words, allWords } = this.training.progress;
    const { losses } = this;
    const loss = losses.reduce((sum, each) => sum + each, 0) / losses.length;
    this.send({
      share: Math.min(1, words / allWords),
      ...(losses.length > 0 && { loss }),
      followed: this.followed.in(this.training.vectors()),
    });
    losses.length = 0;
    const now = performance.now();
    this.due = now + Math.max(PAUSE, REST * (now - began));
  }
}
