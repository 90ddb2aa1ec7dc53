// `node dist/test/bench/word2vec.js MODE|PROGRAM TEXT CBOW PASSES`: a program for the bench (see lib/side.ts)
// that trains word vectors of size 100. It is our program (MODE is `exact`, or `fast` and a number of threads),
// or the original word2vec with one thread. All make one pass over the text, repeated PASSES times: with one
// thread, the newest version of the original ends after its first pass, whatever its option `-iter`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdList } from '../../src/engine/data/idList';
import { beginVectorTraining } from '../../src/engine/vectors/beginTraining';
import { encodeWords } from '../../src/engine/vectors/word2vec/encode';
import { countWords } from '../../src/engine/vectors/word2vec/vocabulary';
import { startVectorHelpers } from '../../src/workers/vectorThreads';
import { serveLaps } from './lib/laps';

/** What to train on, and how. */
interface Task {
  readonly text: Uint8Array;
  /** How often a word must occur in the text. */
  readonly minimum: number;
  readonly cbow: boolean;
}

const EXACT = 'exact';
const FAST = /^fast(\d+)$/;

async function ours(mode: string, { text, minimum, cbow }: Task): Promise<void> {
  const vocabulary = countWords(text, minimum);
  const list = new IdList(vocabulary.words.length);
  encodeWords(text, vocabulary, list);
  const ids = list.take();
  const options = {
    ...{ size: 100, window: 5, sample: 1e-3, negative: 5, hierarchical: false },
    ...{ cbow, alpha: cbow ? 0.05 : 0.025, iterations: 1 },
  };
  const threads = Number(FAST.exec(mode)?.[1] ?? 1);
  const startThreads = threads > 1 ? startVectorHelpers('./dist/worker.js', threads) : undefined;
  const training = await beginVectorTraining({ vocabulary, options, exact: mode === EXACT, startThreads });
  for (const _ of training.run(ids));
  training.vectors();
  training.end();
}

function theirs(program: string, { text, minimum, cbow }: Task): void {
  const folder = mkdtempSync(join(tmpdir(), 'word2vec-'));
  try {
    const file = join(folder, 'text');
    writeFileSync(file, text);
    const files = ['-train', file, '-output', join(folder, 'vectors'), '-binary', '1'];
    const options = `-size 100 -threads 1 -cbow ${Number(cbow)} -iter 1 -min-count ${minimum}`.split(' ');
    execFileSync(program, [...files, ...options], { stdio: 'ignore' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [program, file, cbow, passes] = process.argv.slice(2);
const once = readFileSync(file);
const task: Task = {
  text: Buffer.concat(Array.from({ length: Number(passes) }, () => once)),
  // The same words as in one copy of the text with the original's default of 5.
  minimum: 5 * Number(passes),
  cbow: cbow === '1',
};
void serveLaps(program, async () => {
  if (program === EXACT || FAST.test(program)) await ours(program, task);
  else theirs(program, task);
  return 0;
});
