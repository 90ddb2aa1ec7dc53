import { cells, hierarchical, logistic, negative, nodes, outputs, paths, steps, stride, vocabulary, words } from './options';
import { draw } from './random';
import { rate } from './rate';
import { addScaled, dot } from './vector';

/** Number of cells in word2vec's table of words, from which negative samples are drawn. */
const CELLS: u64 = 100_000_000;
/** Limit of the table of the logistic function. For arguments beyond ±6, the function counts as 0 or 1. */
const LIMIT: f32 = 6;
/**
 * Entries of the table of logistic values per unit of the argument: 1000 / 6 / 2 = 83, because word2vec
 * divides integers.
 */
const PER_UNIT: f32 = 83;

/**
 * Changes the output vectors so that `hidden` predicts `word` better, and adds the gradient for `hidden` to
 * `error`. Uses the word's path in the tree first (hierarchical softmax), then random words (negative
 * sampling).
 */
export function predict(word: u32, hidden: usize, error: usize): void {
  if (hierarchical) predictPath(word, hidden, error);
  if (negative > 0) predictAmong(word, hidden, error);
}

function predictPath(word: u32, hidden: usize, error: usize): void {
  const end = steps + 4 * <usize>load<u32>(paths + 4 * <usize>(word + 1));
  for (let at = steps + 4 * <usize>load<u32>(paths + 4 * <usize>word); at < end; at += 4) {
    const step = load<u32>(at);
    const output = nodes + stride * <usize>(step >> 1);
    const sum = dot(hidden, output);
    if (sum <= -LIMIT || sum >= LIMIT) continue;
    learn(hidden, error, output, (1 - <f32>(step & 1) - logisticOf(sum)) * rate);
  }
}

function predictAmong(word: u32, hidden: usize, error: usize): void {
  learnWord(word, 1, hidden, error);
  for (let i: u32 = 0; i < negative; i++) {
    const number = draw();
    let other = wordAt(<u32>((number >> 16) % CELLS));
    if (other == 0) other = <u32>(number % (vocabulary - 1)) + 1;
    if (other != word) learnWord(other, 0, hidden, error);
  }
}

@inline
function learnWord(word: u32, label: f32, hidden: usize, error: usize): void {
  const output = outputs + stride * <usize>word;
  const sum = dot(hidden, output);
  if (sum > LIMIT) learn(hidden, error, output, (label - 1) * rate);
  else if (sum < -LIMIT) learn(hidden, error, output, label * rate);
  else learn(hidden, error, output, (label - logisticOf(sum)) * rate);
}

@inline
function learn(hidden: usize, error: usize, output: usize, gradient: f32): void {
  addScaled(error, gradient, output);
  addScaled(output, gradient, hidden);
}

@inline
function logisticOf(sum: f32): f32 {
  return load<f32>(logistic + 4 * <usize>(<u32>((sum + LIMIT) * PER_UNIT)));
}

/** Returns the word to which a cell of word2vec's table belongs. */
@inline
function wordAt(cell: u32): u32 {
  let word = load<u32>(words + 4 * <usize>(cell >> 12));
  while (load<u32>(cells + 4 * <usize>(word + 1)) <= cell) word++;
  return word;
}
