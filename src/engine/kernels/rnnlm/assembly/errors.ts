import {
  changes,
  classes,
  compressed,
  compressedErrors,
  compressedSize,
  compression,
  hidden,
  hiddenErrors,
  hiddenSize,
  output,
  outputChanges,
  outputErrors,
  outputs,
  sums,
  words,
} from './options';
import { throughLogistic } from './activation';
import { sumAndLearnRows } from './rows';
import { get, put, REAL, scale, VECTOR } from './vector';

/**
 * Learns the output weights of the classes and of the words from `from` to `to` - 1, those of the class
 * `classIndex` of the word `target`, and the compression weights. Computes the errors of the hidden units.
 * `decay`: what the weights lose, times the learning rate. Compression weights do not decay.
 */
export function learnOutputs(
  target: usize,
  from: usize,
  to: usize,
  classIndex: usize,
  rate: f64,
  decay: real,
  cutoff: real,
): void {
  memory.fill(compressedErrors, 0, REAL * compressedSize);
  learnRange(from, to, target, rate, decay, cutoff);
  learnRange(words, words + classes, words + classIndex, rate, decay, cutoff);
  if (compressedErrors == hiddenErrors) return;
  throughLogistic(compressedErrors, compressed, compressedSize);
  scale(changes, compressedErrors, rate, compressedSize);
  sumAndLearnRows(sums, compression, compressedErrors, changes, hidden, compressedSize, hiddenSize, 0);
  memory.fill(hiddenErrors, 0, REAL * hiddenSize);
  addClipped(hiddenErrors, sums, hiddenSize, cutoff);
}

/** Learns the weights of a range of outputs, and adds their errors to those of the compressed units. */
function learnRange(from: usize, to: usize, target: usize, rate: f64, decay: real, cutoff: real): void {
  for (let i = from; i < to; i++) {
    const correct: real = i == target ? 1 : 0;
    store<real>(outputErrors + REAL * i, correct - load<real>(outputs + REAL * i));
  }
  const dy = outputErrors + REAL * from;
  const e = outputChanges + REAL * from;
  scale(e, dy, rate, to - from);
  const rows = output + REAL * compressedSize * from;
  sumAndLearnRows(sums, rows, dy, e, compressed, to - from, compressedSize, decay);
  addClipped(compressedErrors, sums, compressedSize, cutoff);
}

/** dx += sums [n], clipped to ±`cutoff`; a cutoff of 0 means no clipping. */
export function addClipped(dx: usize, sums: usize, n: usize, cutoff: real): void {
  const end = dx + REAL * n;
  for (; dx + VECTOR <= end; dx += VECTOR, sums += VECTOR) addClippedVector(dx, sums, cutoff, true);
  for (; dx < end; dx += REAL, sums += REAL) addClippedVector(dx, sums, cutoff, false);
}

@inline
function addClippedVector(dx: usize, sums: usize, cutoff: real, isWhole: bool): void {
  const sum = v128.add<real>(get(dx, isWhole), get(sums, isWhole));
  put(dx, cutoff > 0 ? clipped(sum, cutoff) : sum, isWhole);
}

@inline
function clipped(x: v128, cutoff: real): v128 {
  return v128.max<real>(v128.splat<real>(-cutoff), v128.min<real>(v128.splat<real>(cutoff), x));
}
