// A WebAssembly module that computes and trains a network of the RNNLM toolkit with the order of operations of
// the C tool, so that the results have the same bits. Sums are never reordered: the elements of a vector
// belong to different outputs, hidden units or columns. `exports.ts` describes the functions.
import { logisticOf, softmaxOf } from './activation';
import {
  before,
  compressed,
  compressedSize,
  compression,
  hidden,
  hiddenSize,
  input,
  output,
  outputs,
  recurrent,
} from './options';
import { multiply } from './product';
import { addTo, REAL } from './vector';

export { learnBlock, learnStep } from './backThroughTime';
export { learnOutputs } from './errors';
export * from './options';
export { addStep, clearSteps, endSteps, fillStep, forgetSteps } from './steps';

export function readWord(word: i32): void {
  multiply(hidden, recurrent, before, hiddenSize, hiddenSize);
  if (word >= 0) addTo(hidden, input + REAL * hiddenSize * word, hiddenSize);
  logisticOf(hidden, hiddenSize);
  if (compressed == hidden) return;
  multiply(compressed, compression, hidden, compressedSize, hiddenSize);
  logisticOf(compressed, compressedSize);
}

export function multiplyOutputs(from: usize, to: usize): void {
  const rows = output + REAL * compressedSize * from;
  multiply(outputs + REAL * from, rows, compressed, to - from, compressedSize);
}

export function softmaxOutputs(from: usize, to: usize): void {
  softmaxOf(outputs + REAL * from, to - from);
}
