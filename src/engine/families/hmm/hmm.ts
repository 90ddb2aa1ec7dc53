import { uniform } from '../../core/random';

/**
 * The parameters of a hidden Markov model with N states and V symbols (Rabiner 1989, "A tutorial on hidden
 * Markov models"). The state at step t depends only on the state before, and the symbol only on the state.
 */
export interface Hmm {
  /** N, the number of states. */
  readonly states: number;
  /** V, the number of symbols. */
  readonly symbols: number;
  /** pi [N], the probability of each state at the first step. */
  readonly initial: Float64Array;
  /** A [N, N], `transitions[i * N + j]` = P(state j | state i at the step before). */
  readonly transitions: Float64Array;
  /** B [V, N], `emissions[o * N + j]` = P(symbol o | state j). */
  readonly emissions: Float64Array;
}

/**
 * The largest relative deviation of the starting values from equal probabilities. Smaller deviations leave EM
 * on a plateau for many iterations, because the states hardly differ.
 */
const DEVIATION = 0.5;

/** Returns parameters with all probabilities 0. */
export function emptyHmm(states: number, symbols: number): Hmm {
  return {
    states,
    symbols,
    initial: new Float64Array(states),
    transitions: new Float64Array(states * states),
    emissions: new Float64Array(symbols * states),
  };
}

/**
 * Returns random parameters from which EM can start: rows 1 + 0.5 u, normalised, where u is uniform in
 * [-1, 1). Each `restart` has its own draws.
 */
export function startingHmm(size: { states: number; symbols: number }, seed: number, restart: number): Hmm {
  const hmm = emptyHmm(size.states, size.symbols);
  let index = 0;
  for (const values of [hmm.initial, hmm.transitions, hmm.emissions]) {
    for (let i = 0; i < values.length; i++)
      values[i] = 1 + DEVIATION * (2 * uniform(seed, 'hmm', restart, index++) - 1);
  }
  normaliseRows(hmm.initial, 1, hmm.states);
  normaliseRows(hmm.transitions, hmm.states, hmm.states);
  normaliseColumns(hmm.emissions, hmm.states);
  return hmm;
}

/** Divides each row of a matrix [rows, columns] by its sum. Rows with the sum 0 stay as they are. */
export function normaliseRows(matrix: Float64Array, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    const row = matrix.subarray(r * columns, (r + 1) * columns);
    const sum = row.reduce((total, value) => total + value, 0);
    if (sum > 0) for (let c = 0; c < columns; c++) row[c] /= sum;
  }
}

/** Divides each column of a matrix [rows, columns] by its sum. Columns with the sum 0 stay as they are. */
export function normaliseColumns(matrix: Float64Array, columns: number): void {
  const sums = new Float64Array(columns);
  for (let i = 0; i < matrix.length; i++) sums[i % columns] += matrix[i];
  for (let i = 0; i < matrix.length; i++) if (sums[i % columns] > 0) matrix[i] /= sums[i % columns];
}
