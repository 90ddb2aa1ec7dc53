// A WebAssembly module that trains word vectors with results that are bit-identical to those of word2vec
// ("the original"): in float32, with the operations in the original's order, without fused multiply-add.
// `exports.ts` describes its functions.
import { reserve } from '../../words/assembly/memory';
import { cbow, inputs, keeps, passWords, stride, window } from './options';
import { predict } from './predict';
import { draw, share } from './random';
import { changeRate, countWord, endOfPass, passed } from './rate';
import { add, clear, divide } from './vector';

export { reserve } from '../../words/assembly/memory';
export * from './options';
export { lossSum, predictions } from './loss';
export { random } from './random';
export { changed, counted, passed, rate, startRate } from './rate';

/** Maximum number of words of a sentence. Longer sentences are split, as in word2vec. */
const LONGEST: u32 = 1000;
/** The id of `</s>`, the word that ends a sentence. */
const END: u32 = 0;

/** The words of the current sentence, and their number. */
export const sentence: usize = reserve(4 * LONGEST);
export let length: u32 = 0;
let hidden: usize = 0; // the mean of the vectors of a context
let error: usize = 0;

export function start(): void {
  hidden = reserve(stride);
  error = reserve(stride);
}

export function train(from: usize, to: usize): bool {
  for (; from < to; from += 4) {
    const word = load<u32>(from);
    countWord();
    if (word != END) {
      if (isDropped(word)) continue;
      store<u32>(sentence + 4 * <usize>length, word);
      if (++length < LONGEST) continue;
    }
    if (passed > passWords) return false;
    trainSentence();
    length = 0;
  }
  return true;
}

export function endPass(): void {
  endOfPass();
  length = 0;
}

/**
 * Returns whether to leave out this occurrence of a frequent word. Takes a random number unless all words are
 * kept.
 */
@inline
function isDropped(word: u32): bool {
  return keeps != 0 && load<f32>(keeps + 4 * <usize>word) < share(draw());
}

/** Trains on the collected sentence. Like word2vec, takes one random number even for an empty sentence. */
function trainSentence(): void {
  for (let position: u32 = 0; position == 0 || position < length; position++) {
    if (position > 0) changeRate();
    // Number of positions by which the context is shorter than `window` on either side.
    const omitted = <u32>(draw() % window);
    if (length > 0) trainWord(position, window - omitted);
  }
  changeRate();
}

@inline
function trainWord(position: u32, reach: u32): void {
  const first = position > reach ? position - reach : 0;
  const end = min(position + reach + 1, length);
  if (cbow) trainMean(position, first, end);
  else trainEach(position, first, end);
}

/**
 * Trains CBOW: the mean of the vectors of the context predicts the word. The error of the mean is added to
 * the vector of every context word, without division by their number.
 */
function trainMean(position: u32, first: u32, end: u32): void {
  const count = end - first - 1;
  if (count == 0) return;
  clear(hidden);
  clear(error);
  for (let i = first; i < end; i++) if (i != position) add(hidden, vectorAt(i));
  divide(hidden, <f32>count);
  predict(wordAt(position), hidden, error);
  for (let i = first; i < end; i++) if (i != position) add(vectorAt(i), error);
}

/** Trains skip-gram: the vector of each word of the context predicts the word. */
function trainEach(position: u32, first: u32, end: u32): void {
  const word = wordAt(position);
  for (let i = first; i < end; i++) {
    if (i == position) continue;
    clear(error);
    predict(word, vectorAt(i), error);
    add(vectorAt(i), error);
  }
}

@inline
function wordAt(position: u32): u32 {
  return load<u32>(sentence + 4 * <usize>position);
}

@inline
function vectorAt(position: u32): usize {
  return inputs + stride * <usize>wordAt(position);
}
