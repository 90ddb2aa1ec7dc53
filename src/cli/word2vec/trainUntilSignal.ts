import { join } from 'node:path';
import { formatFixed } from '../../engine/core/formatFixed';
import type { IdSource } from '../../engine/data/storedIds';
import { MOST_THREADS } from '../../engine/vectors/fast/divideMemory';
import type { StartVectorThreads } from '../../engine/vectors/fast/shardRounds';
import type { VectorTraining } from '../../engine/vectors/vectorTraining';
import { physicalCores } from '../../workers/threadCount';
import { startVectorHelpers } from '../../workers/vectorThreads';
import { type Call, numberFlag } from '../command/command';
import { programFolder } from '../train/ports';
import { untilSignal } from '../untilSignal';

/** Minimum milliseconds between two lines of progress. */
const INTERVAL = 100;

/** Returns a function that starts the other threads of a training. Undefined if one thread trains. */
export function threadsOf(call: Call): StartVectorThreads | undefined {
  const threads = Math.min(numberFlag(call, 'threads') ?? 1, physicalCores(), MOST_THREADS);
  return threads > 1 ? startVectorHelpers(join(programFolder(), 'worker.js'), threads) : undefined;
}

export interface TrainingReports {
  /** Prints a line of progress, which may be empty. */
  report(line: string): void;
  /** Whether the training can be stored. If it cannot, a signal ends the program at once. */
  readonly isStorable: boolean;
}

/**
 * Trains to the end, or until a signal arrives or the output is lost. Returns undefined at the end, and an
 * exit code if a signal or a lost output ended the training.
 */
export async function trainUntilSignal(
  training: VectorTraining,
  ids: IdSource,
  { report, isStorable }: TrainingReports,
): Promise<number | undefined> {
  const reporter = new Reporter(training);
  return untilSignal(training.run(ids), () => report(reporter.line()), isStorable);
}

/** Formats the progress of a training as the original word2vec does. */
class Reporter {
  private readonly begun = performance.now();
  private readonly before: number;
  // The time at which the next line is due, in milliseconds as `performance.now()` returns it.
  private next = 0;

  constructor(private readonly training: VectorTraining) {
    this.before = training.progress.words;
  }

  /**
   * Returns a line of progress. The line is empty if the last line was returned less than INTERVAL
   * milliseconds ago.
   */
  line(): string {
    const now = performance.now();
    if (now < this.next) return '';
    this.next = now + INTERVAL;
    const { rate, words, allWords } = this.training.progress;
    // In thousands of words per second, because the time is in milliseconds.
    const speed = (words - this.before) / (now - this.begun);
    const share = (100 * words) / (allWords + 1);
    return `\rAlpha: ${formatFixed(rate, 6)}  Progress: ${formatFixed(share, 2)}%  Words/thread/sec: ${formatFixed(speed, 2)}k  `;
  }
}
