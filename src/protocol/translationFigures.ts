/** What the reader of a file of pairs leaves out, in numbers of pairs. */
export interface PairsLeftOut {
  emptyLines: number;
  emptySources: number;
  emptyTargets: number;
  /** Pairs whose source or target has more symbols than allowed. */
  tooLong: number;
}

/** What is left out of pairs that are encoded with given vocabularies. */
export interface MissingPairs {
  /** Number of symbols of sources that are not in the vocabulary. They are read as `<unk>`, or not at all. */
  unknownSymbols: number;
  /** Number of pairs without a known symbol in the source, or with an unknown symbol in the target. */
  unknownPairs: number;
  /** Number of pairs for validation that are also pairs to train on. */
  repeated: number;
}

/** The share of exact targets among the sources with `from` to `to` symbols. */
export interface LengthFigures {
  readonly from: number;
  readonly to: number;
  readonly pairs: number;
  readonly exact: number;
}

/** How well targets are written. */
export interface TranslationFigures {
  readonly pairs: number;
  /** Number of symbols of the targets, with their ends. */
  readonly symbols: number;
  /** Mean -ln P of a symbol of the correct targets, in nats, given the correct symbols before it. */
  readonly loss: number;
  /** Standard error of the loss, from the mean losses of the pairs. Missing for a single pair. */
  readonly lossError?: number;
  /** Share of the symbols of the targets, ends included, that are the most likely ones after the correct symbols before. */
  readonly accuracy: number;
  /** Share of the sources whose written target is correct in every symbol. */
  readonly exact: number;
  /** Edit distances between written and correct targets, divided by the number of symbols of the correct ones. */
  readonly errorRate: number;
  /** Shortest sources first. Without the lengths that do not occur. */
  readonly byLength: readonly LengthFigures[];
}

/** What a run trained on pairs of sources and targets, and how well its network writes the held-out targets. */
export interface TranslatorFigures {
  /** Number of updates of the weights that were evaluated. */
  readonly iteration: number;
  readonly hasAttention: boolean;
  /** Number of pairs for training and for validation. */
  readonly training: number;
  readonly validation: number;
  readonly leftOut: PairsLeftOut;
  /** Of the separate validation text, if there is one. */
  readonly validationLeftOut?: PairsLeftOut;
  readonly missing: MissingPairs;
  /** With greedy search. Missing if no pair is held out. */
  readonly network?: TranslationFigures;
}
