import { type Numbers, type RnnlmModel, visitInputWeights, weightCounts } from '../model';
import type { GlibcRandom } from './glibcRandom';

/** Each weight is the sum of so many draws from ±0.1. */
const DRAWS = 3;
const WIDTH = 0.1;

/** Every weight but the direct ones, which start at 0, drawn in the order of the file. */
export function initialise({ weights, structure }: RnnlmModel, random: GlibcRandom): void {
  const draw = (array: Numbers, index: number) => {
    array[index] = 0;
    for (let i = 0; i < DRAWS; i++) array[index] += random.between(-WIDTH, WIDTH);
  };
  visitInputWeights(weights, structure.hidden, draw);
  for (const array of [weights.compression, weights.output]) {
    for (let i = 0; i < array.length; i++) draw(array, i);
  }
}

/** What `initialise` takes from the generator; the original draws as much before it reads a file. */
export function drawsOf({ structure, vocabulary }: RnnlmModel): number {
  const { input, recurrent, compression, output } = weightCounts(structure, vocabulary.words.length);
  return DRAWS * (input + recurrent + compression + output);
}
