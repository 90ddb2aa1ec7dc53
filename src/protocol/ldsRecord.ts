import type { EmChoice, EmFurtherParams, EmParams, EmRecord } from './emRecord';

/** A linear dynamical system. Its file `lds.safetensors` is stored next to the record. */
export interface LdsRecord extends EmRecord {
  readonly kind: 'lds';
  /** Number of completed passes of the readout through the text. */
  readonly passes: number;
  /** Number of passes that were asked for, if the training was stopped before them. */
  readonly requestedPasses?: number;
  /** Seed of the identification and of the order in which the readout reads the text. */
  readonly seed: number;
}

/** How a system is trained. `iterations` may be 0: the system is then only identified. */
export interface LdsChoice extends EmChoice {
  readonly passes: number;
}

export type LdsParams = EmParams & LdsChoice;

/** Continues EM, then trains a new readout. */
export type LdsFurtherParams = EmFurtherParams;

/** The state of a training: after the identification (iteration 0), an iteration of EM, or a part of the readout. */
export interface LdsReport {
  readonly stage: 'identification' | 'em' | 'readout';
  /** Number of iterations of EM. */
  readonly iteration: number;
  /** ln p per token before the iteration. Missing after the identification. */
  readonly logDensity?: number;
  /** The share of the training that is done, from 0 to 1. */
  readonly share: number;
}
