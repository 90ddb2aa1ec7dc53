// `npm run fuzz -- --crashes [SEED]` ends trainings of the command line at random moments, by kills, closed
// terminals and pipes, signals, and full disks. It compares the results with those of trainings that were not
// interrupted, and takes about five minutes.
// `npm run fuzz -- --experiments [SEED]` does the same to experiments: it kills the processes that train them,
// and takes about three minutes.
// `npm run fuzz [-- COUNT [SEED]]` reads mutated safetensors and checkpoint files, very large ones, and
// mutated files of ARPA and binary n-grams, mixtures, rnnlm, faster-rnnlm, hidden Markov models, linear dynamical
// systems and word vectors.
// It fails if anything other than a UserError is thrown, or if reading takes more memory than the file's size
// justifies. Then kills the processes that train experiments, as with --experiments.
import { readFasterRnnlmMutants, wholePairs } from '../engine/families/fasterRnnlm/support/mutants';
import { readHmmMutants, wholeHmmFiles } from '../engine/families/hmm/support/mutants';
import { readLdsMutants, wholeLdsFiles } from '../engine/families/lds/support/mutants';
import { readMixtureMutants, wholeMixtures } from '../engine/families/mixture/support/recordMutants';
import { readArpaMutants, wholeArpaFiles } from '../engine/families/ngram/support/arpaMutants';
import { readBinaryMutants, wholeBinaryFiles } from '../engine/families/ngram/support/binaryMutants';
import { readRnnlmMutants, wholeRnnlmFiles } from '../engine/families/rnnlm/support/mutants';
import { readMutants, wholeFiles } from '../engine/storage/support/mutants';
import type { Counts } from '../engine/support/mutants';
import { readVectorMutants, wholeVectorFiles } from '../engine/vectors/support/mutants';
import { crashes, experimentCrashes } from './crashes/crashes';
import { peaks } from './memory';

/** Number of mutants per round, after which a line of progress is printed. */
const ROUND = 20_000;
/** The campaigns by their flags. */
const campaigns = new Map([
  ['--crashes', crashes],
  ['--experiments', experimentCrashes],
]);

async function main(count: number, seed: number): Promise<void> {
  for (const { file, size, extra, limit } of peaks()) {
    console.log(`${file}: ${size.toFixed(0)} MiB, read with ${extra.toFixed(0)} MiB more`);
    if (extra > limit) throw new Error(`at most ${limit.toFixed(0)} MiB were allowed`);
  }
  const files = await wholeFiles();
  const models = wholeArpaFiles();
  const rnnlmFiles = wholeRnnlmFiles();
  fuzz('each read as safetensors and as a checkpoint', count, seed, (seed, size) =>
    readMutants(files, seed, size),
  );
  fuzz('read as ARPA files', count, seed, (seed, size) => readArpaMutants(models, seed, size));
  const binaries = wholeBinaryFiles();
  fuzz('read as binary n-grams', count, seed, (seed, size) => readBinaryMutants(binaries, seed, size));
  const mixtures = wholeMixtures();
  fuzz('read as mixtures', count, seed, (seed, size) => readMixtureMutants(mixtures, seed, size));
  fuzz('read as rnnlm models', count, seed, (seed, size) => readRnnlmMutants(rnnlmFiles, seed, size));
  const pairs = wholePairs();
  fuzz('read as models of faster-rnnlm', count, seed, (seed, size) =>
    readFasterRnnlmMutants(pairs, seed, size),
  );
  const hmms = wholeHmmFiles();
  fuzz('read as hidden Markov models', count, seed, (seed, size) => readHmmMutants(hmms, seed, size));
  const systems = wholeLdsFiles();
  fuzz('read as linear dynamical systems', count, seed, (seed, size) => readLdsMutants(systems, seed, size));
  const vectors = wholeVectorFiles();
  fuzz('read as word vectors', count, seed, (seed, size) => readVectorMutants(vectors, seed, size));
  await experimentCrashes(seed);
}

/** Reads `count` mutants in rounds, and prints the result of each round. */
function fuzz(what: string, count: number, seed: number, read: (seed: number, size: number) => Counts): void {
  const start = performance.now();
  const rss = process.memoryUsage.rss();
  const total = { mutants: 0, loaded: 0, refused: 0 };
  for (let round = 0; total.mutants < count; round++) {
    const size = Math.min(ROUND, count - total.mutants);
    const { loaded, refused } = read(seed + round, size);
    total.mutants += size;
    total.loaded += loaded;
    total.refused += refused;
    console.error(`${total.mutants} mutants`);
  }
  const seconds = (performance.now() - start) / 1000;
  const grown = Math.max(process.memoryUsage.rss() - rss, 0) / 2 ** 20;
  console.log(
    `${total.mutants} mutants, ${what}: ${total.loaded} loaded, ${total.refused} refused, 0 other errors`,
  );
  console.log(
    `${seconds.toFixed(1)} s, ${grown.toFixed(0)} MiB more resident at the end, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`,
  );
}

const words = process.argv.slice(2);
const campaign = campaigns.get(words.find(word => campaigns.has(word)) ?? '');
const [first, second] = words.filter(word => !campaigns.has(word)).map(Number);
const seed = (campaign ? first : second) ?? Date.now() % 1e6;
console.log(`seed ${seed}`);
(campaign ? campaign(seed) : main(first ?? 200_000, seed)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
