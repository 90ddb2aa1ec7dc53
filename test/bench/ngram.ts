// `node dist/test/bench/ngram.js WORK TEXT [ASKED]`: a program for the bench (see lib/side.ts) that counts
// n-grams, reads models or looks n-grams up. `works` lists the works.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const learning = ['dist/cli.mjs', 'ngram', '-order', String(ORDER), '-kndiscount', '-interpolate'];
const unpruned = ['-gt3min', '1', '-gt4min', '1', '-gt5min', '1'];

/**
 * Writes a 5-gram of a text as an ARPA file, and as a binary file of Elman Lab or of KenLM. Returns their paths.
 * The files are removed when this program ends.
 */
function models(file: string, isPeer: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'elman-ngrams-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit());
  const [arpa, binary] = [join(folder, 'model.arpa'), join(folder, 'model.binary')];
  run(process.execPath, ...learning, ...unpruned, '-text', file, '-lm', arpa);
  if (isPeer) run('build_binary', 'probing', arpa, binary);
  else run(process.execPath, 'dist/cli.mjs', 'ngram', '-lm', arpa, '-write-bin-lm', binary);
  return { arpa, binary };
}

const ask = (model: string, file: string) =>
  run(process.execPath, 'dist/cli.mjs', 'ngram', '-lm', model, '-ppl', file, '-unk');

/** Runs KenLM's `query`, which reads the text from the standard input. */
const query = (model: string, file: string) =>
  execFileSync('query', ['-v', 'summary', model], {
    input: readFileSync(file),
    stdio: ['pipe', 'ignore', 'ignore'],
  });

const works: Record<string, (file: string, asked: string) => () => unknown> = {
  program: file => () => run(process.execPath, ...learning, ...unpruned, '-lm', '/dev/null', '-text', file),
  query: queries,
  readARPA(file) {
    const { arpa } = models(file, false);
    return () => ask(arpa, file);
  },
  readbinary(file) {
    const { binary } = models(file, false);
    return () => ask(binary, file);
  },
  queryARPA(file) {
    const { arpa } = models(file, true);
    return () => query(arpa, file);
  },
  querybinary(file) {
    const { binary } = models(file, true);
    return () => query(binary, file);
  },
  lmplz: file => () =>
    run('lmplz', '-o', String(ORDER), '-S', '1G', '--text', file, '--arpa', '/dev/null', '--skip_symbols'),
};

const [what, file, asked] = process.argv.slice(2);
const work = works[what](file, asked);
void serveLaps(['lmplz', 'queryARPA', 'querybinary'].includes(what) ? 'KenLM' : 'n-grams', () => {
  work();
  return 0;
});
