// `node dist/test/bench/word2vec.js MODE|PROGRAM TEXT CBOW PASSES`: a program for the bench (see lib/side.ts)
// that trains word vectors of size 100. It is our program (MODE is `exact`, or `fast` and a number of threads),
// or the original word2vec with one thread.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdList } from '../../src/engine/data/idList';
import { beginVectorTraining } from '../../src/engine/vectors/beginTraining';
import { encodeWords } from '../../src/engine/vectors/word2vec/encode';
import { countWords } from '../../src/engine/vectors/word2vec/vocabulary';
import { startVectorHelpers } from '../../src/workers/vectorThreads';
import { serveLaps } from './lib/laps';

const MINIMUM = 5;
const EXACT = 'exact';
const FAST = /^fast(\d+)$/;

async function ours(mode: string, file: string, cbow: boolean, passes: number): Promise<void> {
  const bytes = readFileSync(file);
  const vocabulary = countWords(bytes, MINIMUM);
  const list = new IdList(vocabulary.words.length);
  encodeWords(bytes, vocabulary, list);
  const ids = list.take();
  const options = {
    ...{ size: 100, window: 5, sample: 1e-3, negative: 5, hierarchical: false },
    ...{ cbow, alpha: cbow ? 0.05 : 0.025, iterations: passes },
  };
  const threads = Number(FAST.exec(mode)?.[1] ?? 1);
  const startThreads = threads > 1 ? startVectorHelpers('./dist/worker.js', threads) : undefined;
  const training = await beginVectorTraining({ vocabulary, options, exact: mode === EXACT, startThreads });
  for (const _ of training.run(ids));
  training.vectors();
  training.end();
}

function theirs(program: string, file: string, cbow: boolean, passes: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'word2vec-'));
  try {
    const files = ['-train', file, '-output', join(folder, 'vectors'), '-binary', '1'];
    const options = `-size 100 -threads 1 -cbow ${Number(cbow)} -iter ${passes}`.split(' ');
    execFileSync(program, [...files, ...options], { stdio: 'ignore' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [program, file, cbow, passes] = process.argv.slice(2);
void serveLaps(program, async () => {
  if (program === EXACT || FAST.test(program)) await ours(program, file, cbow === '1', Number(passes));
  else theirs(program, file, cbow === '1', Number(passes));
  return 0;
});
