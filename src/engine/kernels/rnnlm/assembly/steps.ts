import { hidden, hiddenErrors, hiddenSize, keptSteps, stepErrors, stepHidden, stepWords } from './options';
import { copy, REAL } from './vector';

// The last words, hidden layers and errors, most recent first. Backpropagation through time uses them. The
// most recent step is at `newest`, the one before it directly after it. There is memory for twice the number
// of steps, so that they seldom have to be moved.

let newest: usize = 0;

const UNKNOWN: i32 = -1;
const END: i32 = 0;
const WORD: usize = 4;

@inline
export function wordAt(step: usize): i32 {
  return load<i32>(stepWords + WORD * (newest + step));
}

/** Returns the address of the hidden layer of a step. */
@inline
export function hiddenAt(step: usize): usize {
  return stepHidden + REAL * hiddenSize * (newest + step);
}

/** Returns the address of the errors of a step. */
@inline
export function errorsAt(step: usize): usize {
  return stepErrors + REAL * hiddenSize * (newest + step);
}

/** Makes all steps unknown words with hidden layers and errors of 0. */
export function clearSteps(): void {
  newest = keptSteps;
  for (let i: usize = 0; i < keptSteps; i++) store<i32>(stepWords + WORD * (newest + i), UNKNOWN);
  memory.fill(hiddenAt(0), 0, REAL * hiddenSize * keptSteps);
  clearErrors();
}

export function clearErrors(): void {
  memory.fill(errorsAt(0), 0, REAL * hiddenSize * keptSteps);
}

/** Sets the words of all steps to the end of a sentence. Their hidden layers and errors stay. */
export function endSteps(): void {
  for (let i: usize = 0; i < keptSteps; i++) store<i32>(stepWords + WORD * (newest + i), END);
}

/** Clears everything except the most recent word and the two most recent hidden layers and errors. */
export function forgetSteps(): void {
  for (let i: usize = 1; i < keptSteps; i++) store<i32>(stepWords + WORD * (newest + i), END);
  const length = REAL * hiddenSize * (keptSteps - 2);
  memory.fill(hiddenAt(2), 0, length);
  memory.fill(errorsAt(2), 0, length);
}

/** Adds a step with a word. Its hidden layer and errors are those of the step before until `fillStep`. */
export function addStep(word: i32): void {
  if (newest == 0) moveSteps();
  newest--;
  store<i32>(stepWords + WORD * newest, word);
  copy(hiddenAt(0), hiddenAt(1), hiddenSize);
  copy(errorsAt(0), errorsAt(1), hiddenSize);
}

function moveSteps(): void {
  newest = keptSteps;
  memory.copy(stepWords + WORD * newest, stepWords, WORD * keptSteps);
  memory.copy(hiddenAt(0), stepHidden, REAL * hiddenSize * keptSteps);
  memory.copy(errorsAt(0), stepErrors, REAL * hiddenSize * keptSteps);
}

/** Sets the hidden layer and the errors of the most recent step. */
export function fillStep(): void {
  copy(hiddenAt(0), hidden, hiddenSize);
  copy(errorsAt(0), hiddenErrors, hiddenSize);
}
