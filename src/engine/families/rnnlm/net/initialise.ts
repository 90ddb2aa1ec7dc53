import { type RnnlmModel, type RnnlmNumbers, visitInputWeights, weightCounts } from '../rnnlmModel';
import type { GlibcRandom } from './glibcRandom';

/** Each initial weight is the sum of this number of uniform draws from ±0.1. */
const DRAWS = 3;
const WIDTH = 0.1;

/**
 * Draws every weight in file order, so that the same seed gives the C tool's weights. Direct weights start at
 * 0.
 */
export function initialise({ weights, structure }: RnnlmModel, random: GlibcRandom): void {
  const draw = (array: RnnlmNumbers, index: number) => {
    array[index] = 0;
    for (let i = 0; i < DRAWS; i++) array[index] += random.between(-WIDTH, WIDTH);
  };
  visitInputWeights(weights, structure.hidden, draw);
  for (const array of [weights.compression, weights.output]) {
    for (let i = 0; i < array.length; i++) draw(array, i);
  }
}

/**
 * Returns the number of random draws that `initialise` makes. The C tool draws as many numbers before it
 * reads a model file.
 */
export function drawsOf({ structure, vocabulary }: RnnlmModel): number {
  const { input, recurrent, compression, output } = weightCounts(structure, vocabulary.words.length);
  return DRAWS * (input + recurrent + compression + output);
}
