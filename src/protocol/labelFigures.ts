import type { LabelTask } from './run';

/** The predicted labels whose probabilities are in one interval. */
export interface CalibrationBin {
  /** Ends of the interval. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of the predicted labels. NaN for an empty bin. */
  readonly confidence: number;
  /** Share of correct predictions. NaN for an empty bin. */
  readonly accuracy: number;
}

/** The figures of one label. */
export interface LabelScore {
  /** Number of examples that have this label. `predicted`: number of examples for which it was predicted. */
  readonly count: number;
  readonly predicted: number;
  /** Share of the predictions of this label that are correct; 0 without predictions. */
  readonly precision: number;
  /** Share of the examples with this label for which it was predicted; 0 without examples. */
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
}

/** How well labels are predicted. */
export interface PredictionFigures {
  /** Number of predicted labels. */
  readonly predictions: number;
  /** Mean -ln P of the correct labels, in nats. */
  readonly loss: number;
  /** Standard error of the loss, from the mean losses of the examples. Missing for a single example. */
  readonly lossError?: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly calibrationError: number;
  readonly calibration: readonly CalibrationBin[];
  readonly byLabel: readonly LabelScore[];
  /** One row per correct label, with the count of each predicted label. */
  readonly confusion: readonly (readonly number[])[];
}

/** Figures with the English name of what predicted the labels. */
export interface NamedFigures {
  readonly name: string;
  readonly figures: PredictionFigures;
}

/** What the reader of a labelled file leaves out. */
export interface LeftOutCounts {
  /** Number of empty lines between labelled texts. */
  readonly emptyLines: number;
  /** Number of texts without a token. */
  readonly emptyTexts: number;
  /** Number of texts or sentences of which only the beginning is used. `tokens`: how many of their tokens are left out. */
  readonly shortened: number;
  readonly tokens: number;
}

/** The data of a run that trains a classifier or a tagger, and how well its network predicts the labels of held-out examples. */
export interface LabellingFigures {
  readonly task: LabelTask;
  /** Number of updates of the weights that were evaluated. */
  readonly iteration: number;
  readonly labels: readonly string[];
  /** Number of training examples with each label; for a tagger, of tokens with each tag. */
  readonly trained: readonly number[];
  /** Number of examples for training and for validation. */
  readonly training: number;
  readonly validation: number;
  /** The labels that only one training example has. */
  readonly rareLabels: readonly string[];
  readonly leftOut: LeftOutCounts;
  /** Of the separate validation text, if there is one. */
  readonly validationLeftOut?: LeftOutCounts;
  /** Number of validation examples with an unknown label or without a known token, and of unknown tokens in the others. */
  readonly unknownExamples: number;
  readonly unknownTokens: number;
  /** Missing if no example is held out. */
  readonly network?: PredictionFigures;
  readonly baselines: readonly NamedFigures[];
}

/** A held-out example with a certain label for which a certain label was predicted. */
export interface FoundExample {
  /** Number of the line in the text, from 1, and the line. */
  readonly line: number;
  readonly text: string;
  /** Probability of the predicted label. */
  readonly probability: number;
}

/** The examples of a cell of the confusion table. */
export interface FoundExamples {
  /** The text that the lines belong to. */
  readonly source: { readonly name: string; readonly uri: string };
  readonly examples: readonly FoundExample[];
  /** Number of examples, of which the first are listed. */
  readonly count: number;
}

/** A label with its probability. */
export interface LabelGuess {
  readonly label: string;
  readonly probability: number;
}

/** The prediction of a classifier for a text. */
export interface TextLabels {
  readonly task: 'classify';
  /** All labels, the most likely one first. Empty if the model knows no token of the text. */
  readonly guesses: readonly LabelGuess[];
}

/** A token of a text with its tag. Offsets are UTF-16 units. */
export interface TaggedToken extends LabelGuess {
  readonly start: number;
  readonly end: number;
}

/** The prediction of a tagger for a text. */
export interface TokenLabels {
  readonly task: 'tag';
  readonly tokens: readonly TaggedToken[];
}

/** The labels of a text, and what the model could not read of it. */
export type LabelReadingResult = (TextLabels | TokenLabels) & {
  /** Number of tokens outside the vocabulary, and of tokens beyond the maximum length. */
  readonly unknown: number;
  readonly cut: number;
};
