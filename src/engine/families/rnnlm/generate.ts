import { GlibcRandom } from './net/glibcRandom';
import { drawsOf } from './net/initialise';
import { END, RnnlmNetwork } from './net/network';
import type { RnnlmModel, RnnlmNumbers } from './rnnlmModel';

/**
 * Generates words like the C tool's `-gen`, starting from the hidden layer saved in the model: draws a class,
 * then a word of this class. The C tool draws initial weights before it reads the model. To get the same
 * words, the same number of random numbers is skipped here.
 */
export function* generateWords(model: RnnlmModel, count: number, seed: number): Generator<number> {
  const network = new RnnlmNetwork(model);
  const random = new GlibcRandom(seed);
  random.skip(drawsOf(model));
  network.resume(model.hidden);
  const { V, C, outputs } = network;
  const { firsts } = model.vocabulary;
  let last = END;
  for (let i = 0; i < count; i++) {
    network.computeClasses(last);
    const classIndex = pick(outputs, V, V + C, random.between(0, 1), (sum, u) => sum >= u) - V;
    network.computeWords(classIndex);
    const [from, to] = [firsts[classIndex], firsts[classIndex + 1]];
    const word = pick(outputs, from, to, random.between(0, 1), (sum, u) => sum > u);
    yield word;
    network.advance(word);
    last = word;
  }
}

/**
 * Returns the first index from `from` on at which the cumulative sum of p passes `u`, as `passed` decides. If
 * there is none, returns the last index.
 */
function pick(
  p: RnnlmNumbers,
  from: number,
  to: number,
  u: number,
  passed: (sum: number, u: number) => boolean,
): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += p[i];
    if (passed(sum, u)) return i;
  }
  return Math.max(to - 1, 0);
}
