import type { Interval95 } from './experimentFigures';

/**
 * What the runs of an experiment have learned, if the experiment repeats a classic one. Texts are in English; pages
 * translate them.
 */
export interface ClassicFigures {
  /** Author and year of the paper. */
  readonly source: string;
  /** What the paper reports. */
  readonly reported: string;
  /** What was measured with this program before, and what did not replicate. */
  readonly found: string;
  /** Empty if the paper's result has no thresholds. */
  readonly thresholds: readonly ThresholdFacts[];
  /** The tokens of the text whose errors are in `places`, in the order of the text. */
  readonly tokens: readonly string[];
  /** Number of runs that were measured. */
  readonly runs: number;
  /** Number of finished runs. Larger than `runs` if the experiment has many. */
  readonly finished: number;
  /** The conditions with a finished run, in the order of the results. */
  readonly conditions: readonly ClassicCondition[];
  /**
   * A drawing of the clusters of words, by the mean hidden states of the first run. It consists of characters of equal
   * width. Missing if the experiment is not about classes of words.
   */
  readonly clusters?: string;
}

export interface ThresholdFacts {
  readonly description: string;
  readonly bound: 'atMost' | 'atLeast';
  readonly limit: number;
  /** What Elman reported. */
  readonly elman: string;
}

/** The figures of a condition. Each is a mean over the condition's measured runs, except those in `runs`. */
export interface ClassicCondition {
  readonly name: string;
  /** One entry per measured run. */
  readonly runs: readonly {
    readonly seed: number;
    /** The figures of the run, in the order of the thresholds. */
    readonly figures: readonly ThresholdFigure[];
  }[];
  /** 1 - P(token) at each place of the text, from 1. Places without a probability are left out. */
  readonly places: readonly {
    readonly place: number;
    readonly mean: number;
    /** The 95 % confidence interval of the mean. Missing for fewer than two runs. */
    readonly interval?: Interval95;
  }[];
  readonly labels: readonly LabelFigures[];
  /** Empty if the experiment is not about agreement. */
  readonly agreement: readonly AgreementFigures[];
}

export interface ThresholdFigure {
  /** Missing if it could not be measured: the network does not know the text. */
  readonly figure?: number;
  readonly isMet: boolean;
}

/** How well tokens with the same label are predicted, such as all bits at the third position. */
export interface LabelFigures {
  readonly label: string;
  /** Root mean square of 1 - P(token). */
  readonly rms: number;
  /** Mean surprisal in nats per token. */
  readonly surprisal: number;
  /** Root mean square error of each bit. Missing if the tokens are not vectors of bits. */
  readonly bits?: readonly number[];
}

/** Share of the verbs whose right number is more likely than the wrong one. */
export interface AgreementFigures {
  /** The property by which verbs are grouped, such as the distance; `all` for all verbs. */
  readonly group: string;
  readonly value: string;
  readonly right: number;
}
