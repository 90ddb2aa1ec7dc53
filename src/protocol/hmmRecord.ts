import type { EmChoice, EmFurtherParams, EmParams, EmRecord } from './emRecord';

/** A hidden Markov model. Its file `hmm.safetensors` is stored next to the record. */
export interface HmmRecord extends EmRecord {
  readonly kind: 'hmm';
  /** Number of emissions that the last iteration raised to the lowest probability, 1e-12. */
  readonly raisedEmissions: number;
  /**
   * Whether the states know only letters: upper and lower case have the same probabilities, and so have all
   * other characters, in proportion to their frequencies.
   */
  readonly isOfLetters: boolean;
  /** Whether each line was a sequence of its own. Missing in records of older versions: the text was one sequence. */
  readonly byLine?: boolean;
}

/** How a model is trained. `iterations` is the number for each start. */
export interface HmmChoice extends EmChoice {
  /** Number of random starts. The model with the highest likelihood is kept. */
  readonly restarts: number;
  /** Makes each line a sequence of its own, which begins with the initial states. */
  readonly byLine: boolean;
  /** Trains the states on letters only, as `HmmRecord.isOfLetters` says. Needs the unit `character`. */
  readonly isOfLetters: boolean;
}

export type HmmParams = EmParams & HmmChoice;

export type HmmFurtherParams = EmFurtherParams;

/** The state of a training after an iteration of EM. */
export interface HmmReport {
  /** Number of the start, from 1. */
  readonly start: number;
  /** Number of iterations of this start. */
  readonly iteration: number;
  /** ln P(text) before the iteration. */
  readonly logLikelihood: number;
  /** The share of all iterations that have ended, from 0 to 1. */
  readonly share: number;
}
