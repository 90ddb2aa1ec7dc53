import { throughLogistic } from './activation';
import { addClipped } from './errors';
import {
  before,
  blockBefore,
  blockChanges,
  changes,
  hidden,
  hiddenErrors,
  hiddenSize,
  input,
  recurrent,
  steps,
  sums,
  wordChanges,
  wordSteps,
} from './options';
import { learnRows, sumRows } from './rows';
import { clearErrors, errorsAt, hiddenAt, wordAt } from './steps';
import { addTo, copy, get, put, REAL, scale, splatAt, VECTOR } from './vector';

const WORD: usize = 4;

/** Learns the input weights of the last word (-1: unknown) and the recurrent weights, through one step. */
export function learnStep(word: i32, rate: f64, decay: real): void {
  throughLogistic(hiddenErrors, hidden, hiddenSize);
  scale(changes, hiddenErrors, rate, hiddenSize);
  if (word >= 0) learnInput(word, changes, decay);
  learnRows(recurrent, changes, before, hiddenSize, hiddenSize, decay);
}

/**
 * Learns input and recurrent weights through the steps of a block and the steps before it. The weights stay
 * fixed during the backward pass. The changes of all steps are summed in order of the steps, from the last
 * one back, and applied at the end.
 */
export function learnBlock(rate: f64, decay: real, cutoff: real): void {
  const row = REAL * hiddenSize;
  for (let step: usize = 0; step < steps; step++) {
    throughLogistic(hiddenErrors, step == 0 ? hidden : hiddenAt(step), hiddenSize);
    scale(blockChanges + row * step, hiddenErrors, rate, hiddenSize);
    copy(blockBefore + row * step, step == 0 ? before : hiddenAt(step + 1), hiddenSize);
    sumRows(sums, recurrent, hiddenErrors, hiddenSize, hiddenSize);
    memory.fill(hiddenErrors, 0, row);
    addClipped(hiddenErrors, sums, hiddenSize, cutoff);
    addTo(hiddenErrors, errorsAt(step + 1), hiddenSize);
  }
  clearErrors();
  learnRecurrent(decay);
  learnInputs(decay);
}

/** W[i, j] += Σ e[step, i] h'[step, j] - decay W[i, j] */
function learnRecurrent(decay: real): void {
  const row = REAL * hiddenSize;
  for (let i: usize = 0; i < row; i += REAL) {
    const W = recurrent + hiddenSize * i;
    const e = blockChanges + i;
    let j: usize = 0;
    for (; j + 4 * VECTOR <= row; j += 4 * VECTOR) learnFourVectors(W + j, e, blockBefore + j, row, decay);
    for (; j + VECTOR <= row; j += VECTOR) learnVector(W + j, e, blockBefore + j, row, decay, true);
    for (; j < row; j += REAL) learnVector(W + j, e, blockBefore + j, row, decay, false);
  }
}

@inline
function learnFourVectors(W: usize, e: usize, x: usize, row: usize, decay: real): void {
  let change0 = f64x2.splat(0);
  let change1 = f64x2.splat(0);
  let change2 = f64x2.splat(0);
  let change3 = f64x2.splat(0);
  for (const end = e + row * steps; e < end; e += row, x += row) {
    const factor = splatAt(e);
    change0 = v128.add<real>(change0, v128.mul<real>(factor, v128.load(x)));
    change1 = v128.add<real>(change1, v128.mul<real>(factor, v128.load(x, 16)));
    change2 = v128.add<real>(change2, v128.mul<real>(factor, v128.load(x, 32)));
    change3 = v128.add<real>(change3, v128.mul<real>(factor, v128.load(x, 48)));
  }
  changeVector(W, change0, decay, true);
  changeVector(W + VECTOR, change1, decay, true);
  changeVector(W + 2 * VECTOR, change2, decay, true);
  changeVector(W + 3 * VECTOR, change3, decay, true);
}

@inline
function learnVector(W: usize, e: usize, x: usize, row: usize, decay: real, isWhole: bool): void {
  let change = f64x2.splat(0);
  for (const end = e + row * steps; e < end; e += row, x += row) {
    change = v128.add<real>(change, v128.mul<real>(splatAt(e), get(x, isWhole)));
  }
  changeVector(W, change, decay, isWhole);
}

/**
 * Adds to the input weights of each word the sum of its changes in all steps. They decay once for each
 * occurrence of the word.
 */
function learnInputs(decay: real): void {
  const row = REAL * hiddenSize;
  for (let step: usize = 0; step < steps; step++) {
    const word = wordAt(step);
    if (word < 0) continue;
    const first = firstStepOf(word, step);
    const sum = wordChanges + row * first;
    if (first == step) memory.fill(sum, 0, row);
    addTo(sum, blockChanges + row * step, hiddenSize);
  }
  for (let step: usize = 0; step < steps; step++) {
    const word = wordAt(step);
    if (word < 0) continue;
    const sum = wordChanges + row * firstStepOf(word, step);
    learnInput(word, sum, decay);
    memory.fill(sum, 0, row);
  }
  for (let step: usize = 0; step < steps; step++) forgetStepOf(wordAt(step));
}

/** U[word] += changes - decay U[word] */
function learnInput(word: usize, changes: usize, decay: real): void {
  let W = input + REAL * hiddenSize * word;
  const end = W + REAL * hiddenSize;
  for (; W + VECTOR <= end; W += VECTOR, changes += VECTOR) changeVector(W, get(changes, true), decay, true);
  for (; W < end; W += REAL, changes += REAL) changeVector(W, get(changes, false), decay, false);
}

/** W += change - decay W */
@inline
function changeVector(W: usize, change: v128, decay: real, isWhole: bool): void {
  const weights = get(W, isWhole);
  const decayed = v128.sub<real>(change, v128.mul<real>(weights, v128.splat<real>(decay)));
  put(W, v128.add<real>(weights, decayed), isWhole);
}

/** Returns the first step of a word in this backward pass, which is `step` if it has none so far. */
function firstStepOf(word: usize, step: usize): usize {
  const at = wordSteps + WORD * word;
  if (load<u32>(at) == 0) store<u32>(at, <u32>step + 1);
  return load<u32>(at) - 1;
}

function forgetStepOf(word: i32): void {
  if (word >= 0) store<u32>(wordSteps + WORD * word, 0);
}
