import { errorOf, LIMIT, lossOf } from '../../wordVectors/assembly/logistic';
import { drawWord } from '../../wordVectors/assembly/negatives';
import { cbow, hierarchical, negative, paths, steps } from '../../wordVectors/assembly/options';
import { setRandom } from '../../wordVectors/assembly/random';
import { add, clear, divide } from '../../wordVectors/assembly/vector';
import { firstNode, firstOutput, positions, subwordRows, subwordStarts, text } from './options';
import { jobAt } from './plan';
import { addLoss, closeShard, copyOf, countPrediction, error, mean, openShard } from './shard';
import { dot, learnRow } from './vector';

/**
 * Trains on a shard of a round. The round has the planned positions from `from` on, up to `to`; each shard has the
 * next `positions` of them.
 */
export function trainShard(shard: u32, from: u32, to: u32): void {
  openShard(shard);
  const first = min(from + shard * positions, to);
  const end = min(first + positions, to);
  for (let i = first; i < end; i++) trainPosition(i);
  closeShard();
}

function trainPosition(index: u32): void {
  setRandom(jobAt(index).random);
  if (cbow) trainMean(index);
  else trainEach(index);
}

/** Trains CBOW: the mean of the context's vectors predicts the word. */
function trainMean(index: u32): void {
  const job = jobAt(index);
  clear(mean);
  clear(error);
  let count: u32 = 0;
  for (let i = job.first; i < job.end; i++) if (i != job.at) count += addInputs(wordAt(i));
  divide(mean, <f32>count);
  predict(wordAt(job.at), mean, job.rate);
  for (let i = job.first; i < job.end; i++) if (i != job.at) addError(wordAt(i));
}

/** Trains skip-gram: the vector of each word of the context predicts the word. */
function trainEach(index: u32): void {
  const job = jobAt(index);
  const word = wordAt(job.at);
  for (let i = job.first; i < job.end; i++) {
    if (i == job.at) continue;
    clear(error);
    predict(word, inputOf(wordAt(i)), job.rate);
    addError(wordAt(i));
  }
}

/** Returns the address of a word's input vector: its own row, or the mean of its row and those of its subwords. */
@inline
function inputOf(word: u32): usize {
  if (subwordStarts == 0) return copyOf(word);
  clear(mean);
  divide(mean, <f32>addInputs(word));
  return mean;
}

/** Adds the rows of a word and its subwords to `mean`. Returns their number. */
function addInputs(word: u32): u32 {
  if (subwordStarts == 0) {
    add(mean, copyOf(word));
    return 1;
  }
  const end = startOf(word + 1);
  for (let i = startOf(word); i < end; i++) add(mean, copyOf(rowAt(i)));
  return end - startOf(word);
}

/** Adds the error to the rows of a word and its subwords, undivided as in word2vec and fastText. */
function addError(word: u32): void {
  if (subwordStarts == 0) {
    add(copyOf(word), error);
    return;
  }
  const end = startOf(word + 1);
  for (let i = startOf(word); i < end; i++) add(copyOf(rowAt(i)), error);
}

function predict(word: u32, hidden: usize, rate: f32): void {
  countPrediction();
  if (hierarchical) predictPath(word, hidden, rate);
  if (negative > 0) predictAmong(word, hidden, rate);
}

function predictPath(word: u32, hidden: usize, rate: f32): void {
  const end = steps + 4 * <usize>load<u32>(paths + 4 * <usize>(word + 1));
  for (let at = steps + 4 * <usize>load<u32>(paths + 4 * <usize>word); at < end; at += 4) {
    const step = load<u32>(at);
    const output = copyOf(firstNode + (step >> 1));
    const sum = dot(hidden, output);
    const label: f32 = (step & 1) != 0 ? 0 : 1;
    addLoss(lossOf(sum, label));
    if (sum > -LIMIT && sum < LIMIT) learnRow(error, output, hidden, errorOf(sum, label) * rate);
  }
}

function predictAmong(word: u32, hidden: usize, rate: f32): void {
  learnWord(word, 1, hidden, rate);
  for (let i: u32 = 0; i < negative; i++) {
    const other = drawWord();
    if (other != word) learnWord(other, 0, hidden, rate);
  }
}

@inline
function learnWord(word: u32, label: f32, hidden: usize, rate: f32): void {
  const output = copyOf(firstOutput + word);
  const sum = dot(hidden, output);
  addLoss(lossOf(sum, label));
  learnRow(error, output, hidden, errorOf(sum, label) * rate);
}

@inline
function wordAt(i: u32): u32 {
  return load<u32>(text + 4 * <usize>i);
}

@inline
function startOf(word: u32): u32 {
  return load<u32>(subwordStarts + 4 * <usize>word);
}

@inline
function rowAt(i: u32): u32 {
  return load<u32>(subwordRows + 4 * <usize>i);
}
