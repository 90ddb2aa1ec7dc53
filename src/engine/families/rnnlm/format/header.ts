import { formatFixed } from '../../../core/formatFixed';
import type { RnnlmProgress, RnnlmStructure } from '../rnnlmModel';

/**
 * The header of a model file, without the vocabulary. Contains the architecture and the training progress.
 */
export interface RnnlmHeader {
  readonly structure: RnnlmStructure;
  readonly progress: RnnlmProgress;
  /** Number of words in the vocabulary, V. */
  readonly words: number;
}

/**
 * The type of the value in a header line: a text, a number with six decimals, or an integer from `least` to
 * `most`.
 */
export type Value = 'text' | 'decimal' | { readonly least: number; readonly most: number };

const integer = (least: number, most: number): Value => ({ least, most });
const LARGE = 2 ** 31 - 1;
const VERSION = 10;
/** The highest order of direct connections that the C tool supports (its constant MAX_NGRAM_ORDER). */
export const MAX_DIRECT_ORDER = 20;
/** Maximum number of steps to backpropagate. A larger number means a damaged file. Each step needs memory. */
const MAX_STEPS = 10_000;

/**
 * The lines of a header in order, each with a label and the type of its value. A blank line has an empty
 * label.
 */
export const LINES: readonly (readonly [label: string, value: Value])[] = [
  ['version', integer(VERSION, VERSION)],
  ['file format', integer(0, 1)],
  ['', 'text'],
  ['training data file', 'text'],
  ['validation data file', 'text'],
  ['', 'text'],
  ['last probability of validation data', 'decimal'],
  ['number of finished iterations', integer(0, LARGE)],
  ['current position in training data', integer(0, LARGE)],
  ['current probability of training data', 'decimal'],
  ['save after processing # words', integer(0, LARGE)],
  ['# of training words', integer(0, LARGE)],
  ['input layer size', integer(1, LARGE)],
  ['hidden layer size', integer(1, LARGE)],
  ['compression layer size', integer(0, LARGE)],
  ['output layer size', integer(1, LARGE)],
  ['direct connections', integer(0, 2 ** 40)],
  ['direct order', integer(0, MAX_DIRECT_ORDER)],
  ['bptt', integer(0, MAX_STEPS)],
  ['bptt block', integer(1, MAX_STEPS)],
  ['vocabulary size', integer(1, LARGE)],
  ['class size', integer(1, LARGE)],
  ['old classes', integer(0, 1)],
  ['independent sentences mode', integer(0, 1)],
  ['starting learning rate', 'decimal'],
  ['current learning rate', 'decimal'],
  ['learning rate decrease', integer(0, 1)],
  ['', 'text'],
  ['', 'text'],
];

/** Returns the values of a header for `LINES`, in order and without values for the blank lines. */
function valuesOf({ structure, progress, words: V }: RnnlmHeader): (string | number)[] {
  return [
    VERSION,
    Number(structure.binary),
    progress.trainFile,
    progress.validFile,
    progress.validLogProb,
    progress.epochs,
    progress.position,
    progress.trainLogProb,
    progress.saveEvery,
    progress.trainWords,
    V + structure.hidden,
    structure.hidden,
    structure.compression,
    V + structure.classes,
    structure.direct,
    structure.directOrder,
    structure.bptt,
    structure.bpttBlock,
    V,
    structure.classes,
    Number(structure.oldClasses),
    Number(structure.independent),
    progress.startingRate,
    progress.rate,
    Number(progress.halving),
  ];
}

/** Creates a header from the values in a file, which are given by the labels of their lines. */
export function headerOf(values: ReadonlyMap<string, string>): RnnlmHeader {
  const text = (label: string) => values.get(label) ?? '';
  const number = (label: string) => Number(text(label));
  return {
    words: number('vocabulary size'),
    structure: {
      binary: number('file format') === 1,
      hidden: number('hidden layer size'),
      compression: number('compression layer size'),
      classes: number('class size'),
      oldClasses: number('old classes') === 1,
      direct: number('direct connections'),
      directOrder: number('direct order'),
      bptt: number('bptt'),
      bpttBlock: number('bptt block'),
      independent: number('independent sentences mode') === 1,
    },
    progress: {
      trainFile: text('training data file'),
      validFile: text('validation data file'),
      validLogProb: number('last probability of validation data'),
      epochs: number('number of finished iterations'),
      position: number('current position in training data'),
      trainLogProb: number('current probability of training data'),
      saveEvery: number('save after processing # words'),
      trainWords: number('# of training words'),
      startingRate: number('starting learning rate'),
      rate: number('current learning rate'),
      halving: number('learning rate decrease') === 1,
    },
  };
}

/** Returns a header as text in the format of the C tool. */
export function headerText(header: RnnlmHeader): string {
  const values = valuesOf(header)[Symbol.iterator]();
  const lines = LINES.map(([label, kind]) => {
    if (label === '') return '';
    const value = values.next().value ?? '';
    return `${label}: ${kind === 'decimal' ? formatFixed(Number(value), 6) : value}`;
  });
  return `${lines.join('\n')}\n`;
}
