import type { Numbers, RnnlmModel } from './model';
import { GlibcRandom } from './net/glibcRandom';
import { drawsOf } from './net/initialise';
import { END, Network } from './net/network';

/**
 * Draws words as the original's `-gen` does, from the hidden layer that was saved: first a class, then a word of
 * it, with the generator as it is after the weights of a network of this size were drawn.
 */
export function* generate(model: RnnlmModel, count: number, seed: number): Generator<number> {
  const network = new Network(model);
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

/** The first place at which the running sum has passed `u`; the last one, if it never does. */
function pick(
  p: Numbers,
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
