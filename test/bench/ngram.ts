// `node dist/test/bench/ngram.js program|query|lmplz TEXT [ASKED]`: a program for the bench (see lib/side.ts)
// that counts n-grams or looks them up.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { encodeText } from '../../src/engine/data/corpus';
import { words } from '../../src/engine/data/words';
import { learn } from '../../src/engine/families/ngram/learn';
import { modelOf } from '../../src/engine/families/ngram/levels';
import { NgramModel } from '../../src/engine/families/ngram/ngramModel';
import { serveLaps } from './lib/laps';

const ORDER = 5;

function learnFrom(file: string) {
  return learn(
    { name: file, bytes: readFileSync(file) },
    {
      tokenizer: words,
      minimumWordCount: 1,
      order: ORDER,
      byLength: () => ({ smoothing: 'kneserNey', interpolate: true, minimumCount: 1 }),
    },
  );
}

/**
 * Returns a function that looks up the probability of each word of another text after the four words before
 * it.
 */
function queries(file: string, asked: string): () => void {
  const model = new NgramModel(modelOf(learnFrom(file).ngrams));
  const text = { name: asked, bytes: readFileSync(asked) };
  const { ids: encoded } = encodeText(text, words, model.vocabulary);
  const ids = encoded.subarray(0, encoded.length);
  const found = { logProb: 0, length: 0, next: model.start() };
  return () => {
    for (const id of ids) model.look(found.next, id, found);
  };
}

/** Runs a program to its end. */
const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'ignore' });
const elman = [
  'dist/cli.mjs',
  'ngram',
  '-order',
  String(ORDER),
  '-kndiscount',
  '-interpolate',
  '-lm',
  '/dev/null',
];
const unpruned = ['-gt3min', '1', '-gt4min', '1', '-gt5min', '1'];

const works: Record<string, (file: string, asked: string) => () => unknown> = {
  program: file => () => run(process.execPath, ...elman, ...unpruned, '-text', file),
  query: queries,
  lmplz: file => () =>
    run('lmplz', '-o', String(ORDER), '-S', '1G', '--text', file, '--arpa', '/dev/null', '--skip_symbols'),
};

const [what, file, asked] = process.argv.slice(2);
const work = works[what](file, asked);
void serveLaps(what === 'lmplz' ? 'KenLM' : 'n-grams', () => {
  work();
  return 0;
});
