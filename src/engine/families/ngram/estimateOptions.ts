import type { NewStorage } from '../../core/columns';
import type { SmoothingName } from './smoothing';
import type { FitOptions } from './smoothing/smoothing';

/** Smoothing options for n-grams of one length. */
export interface LengthOptions extends Partial<Omit<FitOptions, 'V'>> {
  readonly smoothing: SmoothingName;
  /** Whether to interpolate with shorter histories. Ignored if the smoothing method cannot do this. */
  readonly interpolate: boolean;
  /**
   * Minimum count of the n-grams to keep. The probability mass of the removed n-grams is used for backing
   * off.
   */
  readonly minimumCount: number;
  /**
   * N-grams with at most this number of occurrences are removed as well, as with KenLM's --prune. Occurrences
   * count here, even if the smoothing uses continuation counts. 0 removes none.
   */
  readonly prunedUpTo?: number;
}

export interface EstimateOptions {
  /** Returns the options for n-grams of the given length, which is at least 1. */
  readonly byLength: (length: number) => LengthOptions;
  /** Storage outside memory for the resulting n-grams. Default: they stay in memory. */
  readonly newStorage?: NewStorage;
}
