import type { ExperimentFigures } from './experimentFigures';
import type { GradientReport } from './gradientReport';
import type { ComparedResult } from './kindsComparison';

/** What the lessons of the course measure. Each check reads one of these. */

/** An answer to the question of lesson 1, after the model has read the question. */
export interface RankedAnswer {
  readonly text: string;
  /** Surprisal of the answer in bits: -log2 P(answer | question). */
  readonly bits: number;
  /** Number of its characters that the model has never seen. They have no probability and are left out of `bits`. */
  readonly unknown: number;
  /** Number of times the answer occurs in the text on which the model was trained. */
  readonly occurrences: number;
}

export interface AnswerFigures {
  readonly answers: readonly RankedAnswer[];
}

/** N-grams of one length, learned from the first nine tenths of a text and tried on the rest. */
export interface OrderFigures {
  readonly order: number;
  /** Number of distinct n-grams of this length. */
  readonly ngrams: number;
  /** Perplexity on the rest if every count is raised by 0.1, and with Kneser-Ney smoothing. */
  readonly counted: number;
  readonly smoothed: number;
  /** Share of the n-grams of the rest that the first nine tenths do not contain, from 0 to 1. */
  readonly unseen: number;
}

export interface CountingFigures {
  /** Number of tokens of both parts. */
  readonly tokens: number;
  /** One for each order, starting with order 1. */
  readonly orders: readonly OrderFigures[];
}

/** What the context of a network contributes. The perplexities are those of the end of the text. */
export interface MemoryFigures {
  /** Number of completed updates, and of the updates that were planned. */
  readonly iteration: number;
  readonly planned: number;
  readonly withContext: number;
  readonly without: number;
}

/** Gradient checks of one network: as it is, and with a wrong sign on the way of the error back in time. */
export interface GradientFigures {
  readonly right: GradientReport;
  readonly wrong: GradientReport;
}

/** The gradient flow of a trained network. */
export interface CellFlow {
  readonly name: string;
  readonly iteration: number;
  readonly planned: number;
  /** Whether the training failed, for example because the loss exploded. */
  readonly hasFailed: boolean;
  /** Mean norm of the error that reaches k steps back, by k. Empty before the first measurement. */
  readonly flow: readonly number[];
}

export interface VanishingFigures {
  /** In the order of the lesson's options. */
  readonly cells: readonly CellFlow[];
}

/** A network mixed with a 5-gram. */
export interface MixedFigures {
  /** Share of the network in the mixture, from 0 to 1. */
  readonly share: number;
  readonly perplexity: number;
}

/** Perplexities of RNNLM's network and of a 5-gram of words on the last tenth of a text, alone and mixed. */
export interface RnnlmFigures {
  /** Number of tokens of the training part. */
  readonly tokens: number;
  /** Number of words in the vocabulary, and of their classes. */
  readonly words: number;
  readonly classes: number;
  /** Mean number of outputs that the network computes for a word. */
  readonly outputs: number;
  readonly ngram: number;
  readonly network: number;
  /** Perplexity of a network with direct connections. */
  readonly direct: number;
  /** The mixtures of the 5-gram with the network without and with direct connections. */
  readonly mixed: MixedFigures;
  readonly mixedDirect: MixedFigures;
}

/** An ensemble of networks that differ in their seeds, and kinds of models, on the last tenth of a text. */
export interface EnsembleFigures {
  /** Number of tokens of the training part. */
  readonly tokens: number;
  /** The perplexity of each network. */
  readonly members: readonly number[];
  /** The perplexity of the mean of their probabilities. */
  readonly ensemble: number;
  /** The kinds that could be compared. */
  readonly kinds: readonly ComparedResult[];
}

/** How two kinds of word vectors answer one kind of question. */
export interface AnsweredFigures {
  /** Number of questions in the file, and of those whose four words all have vectors. Only these are asked. */
  readonly questions: number;
  readonly asked: number;
  /** Number of right answers by the vectors of word2vec, and by those of a network. */
  readonly word2vec: number;
  readonly network: number;
}

/** A word with its nearest words by the vectors of word2vec, and by those of a network. */
export interface ComparedNeighbours {
  readonly word: string;
  readonly word2vec: readonly string[];
  readonly network: readonly string[];
}

/** Word vectors of word2vec beside those of RNNLM's network, which read the same words. */
export interface VectorsFigures {
  /** Number of words that both read, and of the words of the text. Fewer are read if the text is long. */
  readonly read: number;
  readonly tokens: number;
  /** Number of distinct words with a vector. */
  readonly words: number;
  readonly analogies: AnsweredFigures;
  readonly oddWords: AnsweredFigures;
  readonly neighbours: readonly ComparedNeighbours[];
}

/** The texts of the files of questions, by the language of the words. */
export type QuestionFiles = Readonly<Record<'en' | 'ja', string>>;

/** The figures of each lesson, by its id. */
export interface LessonFigures {
  readonly probability: AnswerFigures;
  readonly counting: CountingFigures;
  readonly memory: MemoryFigures;
  readonly gradients: GradientFigures;
  readonly vanishing: VanishingFigures;
  readonly pairs: ExperimentFigures;
  readonly rnnlm: RnnlmFigures;
  readonly vectors: VectorsFigures;
  readonly ensemble: EnsembleFigures;
}

export type LessonId = keyof LessonFigures;

/** The lessons whose figures a worker computes from the text alone. */
export type MeasuredLesson = 'counting' | 'rnnlm' | 'vectors' | 'ensemble';
