// `npm run bench -- --vectors`: the time of a search for nearest words, of an
// analogy and of the map, and the frames per second while the map is panned.
import { uniform } from '../../src/engine/core/random';
import { mapOf } from '../../src/engine/vectors/vectorMap';
import { VectorSpace } from '../../src/engine/vectors/vectorSpace';
import { findChromium } from '../host/lib/browser';
import { mapCosts } from './lib/mapCosts';

const SIZE = 100;
/** Numbers of words: of the search, and of the largest map. */
const [SEARCHED, MAPPED] = [10_000, 50_000];
const SEARCHES = 100;

export async function printVectors(): Promise<void> {
  const space = spaceOf(SEARCHED);
  const times = Array.from({ length: SEARCHES }, (_, i) => timeOf(() => space.near(97 * i, 10)));
  const question = { a: 'w1', b: 'w2', c: 'w3', count: 10 };
  const analogies = Array.from({ length: SEARCHES }, () => timeOf(() => space.analogy(question)));
  console.log(`nearest ten of ${SEARCHED} words with ${SIZE} dimensions: ${spread(times)}`);
  console.log(`analogy among them: ${spread(analogies)}`);
  for (const count of [SEARCHED, MAPPED]) {
    const large = count === SEARCHED ? space : spaceOf(count);
    const time = timeOf(() => mapOf(large, { count, clusters: 6 }));
    console.log(`map of ${count} words: ${time.toFixed(0)} ms`);
  }
  if (findChromium()) await printPanning(MAPPED);
  else console.log('No Chromium, so that panning the map is not measured.');
}

async function printPanning(words: number): Promise<void> {
  const { frames, busy, median, worst } = await mapCosts(words);
  console.log(
    `panning a map of ${words} words: ${busy.toFixed(1)} ms of processor time per frame (goal: under 16), ` +
      `scripts ${median.toFixed(1)} ms (slowest frame: ${worst.toFixed(1)} ms), ${frames.toFixed(0)} frames per second`,
  );
}

function spaceOf(words: number): VectorSpace {
  return new VectorSpace({
    words: Array.from({ length: words }, (_, id) => `w${id}`),
    vectors: Float32Array.from({ length: words * SIZE }, (_, i) => uniform(1, 'noise', 0, i) - 0.5),
    size: SIZE,
  });
}

function timeOf(action: () => unknown): number {
  const began = performance.now();
  action();
  return performance.now() - began;
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const [median, slowest] = [sorted[sorted.length >> 1], sorted.at(-1) ?? Number.NaN];
  return `${median.toFixed(1)} ms (slowest of ${times.length}: ${slowest.toFixed(1)} ms)`;
}
