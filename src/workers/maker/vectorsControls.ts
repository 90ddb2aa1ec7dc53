import type { VectorTraining } from '../../engine/vectors/vectorTraining';
import type { VectorsProgress } from '../../protocol/vectorsRecord';
import { yieldToMessages } from '../ports';
import { VectorsReports } from './vectorsReports';

/** Runs a training of word vectors, which the user can follow, pause and stop. */
export class VectorsControls {
  private reports: VectorsReports | undefined;
  private isStopped = false;
  private resume: (() => void) | undefined;
  private paused: Promise<void> | undefined;

  constructor(private readonly send: (progress: VectorsProgress) => void) {}

  /** Chooses the word whose nearest words are reported. Returns false if it has no vector. */
  follow(word: string): boolean {
    return this.reports?.follow(word) ?? false;
  }

  /** Pauses or resumes the training. */
  pause(isPaused: boolean): void {
    this.resume?.();
    this.resume = undefined;
    this.paused = isPaused
      ? new Promise(resolve => {
          this.resume = resolve;
        })
      : undefined;
  }

  /** Ends the training early, also while it is paused. */
  stop(): void {
    this.isStopped = true;
    this.pause(false);
  }

  /** Trains to the end, or until the user stops it. Returns whether the training has reached its end. */
  async run(training: VectorTraining, words: readonly string[], slices: Iterable<void>): Promise<boolean> {
    const reports = new VectorsReports(training, words, this.send);
    this.reports = reports;
    for (const _ of slices) {
      reports.slice();
      await yieldToMessages();
      await this.paused;
      if (this.isStopped) return false;
    }
    reports.report();
    return true;
  }
}
