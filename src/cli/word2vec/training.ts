import { dirname } from 'node:path';
import { IN_MEMORY } from '../../common/inMemory';
import { formatFixed } from '../../engine/core/formatFixed';
import { IdList } from '../../engine/data/idList';
import { type IdSource, StoredList } from '../../engine/data/storedIds';
import type { VectorTraining } from '../../engine/vectors/vectorTraining';
import { encodeWords } from '../../engine/vectors/word2vec/encode';
import type { WordCounts } from '../../engine/vectors/word2vec/vocabulary';
import { yieldToMessages } from '../../workers/ports';
import { temporaryFileNear } from '../../workers/temporaryFile';
import type { openSource } from '../files';
import { whenOutputIsLost } from '../output';
import { endSignals } from '../signals';

/** Milliseconds between two reports of progress. */
const INTERVAL = 100;

/** Returns the numbers of a text's words. Stores them in a temporary file if the text is large. */
export function encoded(
  { bytes, size }: Awaited<ReturnType<typeof openSource>>,
  vocabulary: WordCounts,
  output: string,
): IdSource {
  const isLarge = size !== undefined && size > IN_MEMORY;
  const list = isLarge
    ? new StoredList(temporaryFileNear(dirname(output)))
    : new IdList(vocabulary.words.length);
  encodeWords(bytes, vocabulary, list);
  return list.take();
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
  let code: number | undefined;
  const stop = (exitCode: number) => {
    code ??= exitCode;
  };
  const stopBy = (_: NodeJS.Signals, signal: number) => stop(128 + signal);
  const signals = isStorable ? endSignals : [];
  for (const signal of signals) process.on(signal, stopBy);
  if (isStorable) whenOutputIsLost(stop);
  try {
    const reporter = new Reporter(training);
    for (const _ of training.run(ids)) {
      report(reporter.line());
      await yieldToMessages();
      if (code !== undefined) return code;
    }
    return undefined;
  } finally {
    for (const signal of signals) process.off(signal, stopBy);
  }
}

/** Formats the progress of a training as word2vec does. */
class Reporter {
  private readonly begun = performance.now();
  private readonly before: number;
  private next = 0; // when the next line is due

  constructor(private readonly training: VectorTraining) {
    this.before = training.progress.words;
  }

  /** Returns a line. It is empty if the last one was returned a moment ago. */
  line(): string {
    const now = performance.now();
    if (now < this.next) return '';
    this.next = now + INTERVAL;
    const { rate, words, allWords } = this.training.progress;
    const speed = (words - this.before) / (now - this.begun); // thousands per second
    const share = (100 * words) / (allWords + 1);
    return `\rAlpha: ${formatFixed(rate, 6)}  Progress: ${formatFixed(share, 2)}%  Words/thread/sec: ${formatFixed(speed, 2)}k  `;
  }
}
