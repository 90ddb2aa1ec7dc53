import type { Progress, Structure } from '../model';
import { fixed } from './fixed';

/** Everything in a model file's head, besides the vocabulary. */
export interface Header {
  readonly structure: Structure;
  readonly progress: Progress;
  /** V */
  readonly words: number;
}

/** What a line holds: a text, a number with six decimals, or a whole number of a range. */
export type Value = 'text' | 'decimal' | { readonly least: number; readonly most: number };

const whole = (least: number, most: number): Value => ({ least, most });
const LARGE = 2 ** 31 - 1;
const VERSION = 10;
/** As MAX_NGRAM_ORDER in the original. */
export const MAX_DIRECT_ORDER = 20;
/** Steps that nobody asks for: memory is needed for each. */
const MAX_STEPS = 10_000;

/** The lines in their order; a label of '' is a blank line. */
export const LINES: readonly (readonly [label: string, value: Value])[] = [
  ['version', whole(VERSION, VERSION)],
  ['file format', whole(0, 1)],
  ['', 'text'],
  ['training data file', 'text'],
  ['validation data file', 'text'],
  ['', 'text'],
  ['last probability of validation data', 'decimal'],
  ['number of finished iterations', whole(0, LARGE)],
  ['current position in training data', whole(0, LARGE)],
  ['current probability of training data', 'decimal'],
  ['save after processing # words', whole(0, LARGE)],
  ['# of training words', whole(0, LARGE)],
  ['input layer size', whole(1, LARGE)],
  ['hidden layer size', whole(1, LARGE)],
  ['compression layer size', whole(0, LARGE)],
  ['output layer size', whole(1, LARGE)],
  ['direct connections', whole(0, 2 ** 40)],
  ['direct order', whole(0, MAX_DIRECT_ORDER)],
  ['bptt', whole(0, MAX_STEPS)],
  ['bptt block', whole(1, MAX_STEPS)],
  ['vocabulary size', whole(1, LARGE)],
  ['class size', whole(1, LARGE)],
  ['old classes', whole(0, 1)],
  ['independent sentences mode', whole(0, 1)],
  ['starting learning rate', 'decimal'],
  ['current learning rate', 'decimal'],
  ['learning rate decrease', whole(0, 1)],
  ['', 'text'],
  ['', 'text'],
];

/** The values of `LINES`, without the blank ones. */
function valuesOf({ structure, progress, words: V }: Header): (string | number)[] {
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

/** The header from the values of its lines, by their labels. */
export function headerOf(values: ReadonlyMap<string, string>): Header {
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

export function headerText(header: Header): string {
  const values = valuesOf(header)[Symbol.iterator]();
  const lines = LINES.map(([label, kind]) => {
    if (label === '') return '';
    const value = values.next().value ?? '';
    return `${label}: ${kind === 'decimal' ? fixed(Number(value), 6) : value}`;
  });
  return `${lines.join('\n')}\n`;
}
