import { GlibcRandom } from './net/glibcRandom';
import { initialise } from './net/initialise';
import { emptyNetwork, type Precision, type RnnlmModel, type RnnlmStructure } from './rnnlmModel';
import { assignClasses, firstsOf } from './text/classes';
import type { CountedWords } from './text/vocabulary';

/**
 * The initial log10 probability of the validation text, as in the C tool. It is lower than any real one, so
 * the first validation counts as an improvement.
 */
const WORST = -100_000_000;

/** Creates a network with the same initial weights as the C tool. */
export function createRnnlm(
  structure: RnnlmStructure,
  { words, counts, total }: Omit<CountedWords, 'losses'>,
  start: {
    readonly precision: Precision;
    readonly seed: number;
    readonly rate: number;
    readonly saveEvery: number;
  },
  files: { readonly trainFile: string; readonly validFile: string },
): RnnlmModel {
  const classOf = assignClasses(counts, structure.classes, structure.oldClasses);
  const model: RnnlmModel = {
    ...emptyNetwork(structure, words.length, start.precision),
    progress: {
      ...files,
      validLogProb: WORST,
      epochs: 0,
      position: 0,
      trainLogProb: 0,
      saveEvery: start.saveEvery,
      trainWords: total,
      startingRate: start.rate,
      rate: start.rate,
      halving: false,
    },
    vocabulary: { words, counts, classOf, firsts: firstsOf(classOf, structure.classes) },
  };
  initialise(model, new GlibcRandom(start.seed));
  return model;
}
