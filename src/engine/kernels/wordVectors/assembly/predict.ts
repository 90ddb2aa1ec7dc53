import { errorOf, LIMIT, lossOf } from './logistic';
import { addLoss, countPrediction } from './loss';
import { drawWord } from './negatives';
import { hierarchical, negative, nodes, outputs, paths, steps, stride } from './options';
import { rate } from './rate';
import { addScaled, dot } from './vector';

/**
 * Changes the output vectors so that `hidden` predicts `word` better, and adds the gradient for `hidden` to
 * `error`. Uses the word's path in the tree first (hierarchical softmax), then random words (negative
 * sampling).
 */
export function predict(word: u32, hidden: usize, error: usize): void {
  countPrediction();
  if (hierarchical) predictPath(word, hidden, error);
  if (negative > 0) predictAmong(word, hidden, error);
}

function predictPath(word: u32, hidden: usize, error: usize): void {
  const end = steps + 4 * <usize>load<u32>(paths + 4 * <usize>(word + 1));
  for (let at = steps + 4 * <usize>load<u32>(paths + 4 * <usize>word); at < end; at += 4) {
    const step = load<u32>(at);
    const output = nodes + stride * <usize>(step >> 1);
    const sum = dot(hidden, output);
    const label: f32 = (step & 1) != 0 ? 0 : 1;
    addLoss(lossOf(sum, label));
    if (sum > -LIMIT && sum < LIMIT) learn(hidden, error, output, errorOf(sum, label) * rate);
  }
}

function predictAmong(word: u32, hidden: usize, error: usize): void {
  learnWord(word, 1, hidden, error);
  for (let i: u32 = 0; i < negative; i++) {
    const other = drawWord();
    if (other != word) learnWord(other, 0, hidden, error);
  }
}

@inline
function learnWord(word: u32, label: f32, hidden: usize, error: usize): void {
  const output = outputs + stride * <usize>word;
  const sum = dot(hidden, output);
  addLoss(lossOf(sum, label));
  learn(hidden, error, output, errorOf(sum, label) * rate);
}

@inline
function learn(hidden: usize, error: usize, output: usize, gradient: f32): void {
  addScaled(error, gradient, output);
  addScaled(output, gradient, hidden);
}
