/**
 * Receives n-grams sorted by their words, with prefixes first. The same n-gram may be passed several times in
 * succession.
 */
export interface NgramConsumer {
  /**
   * Adds `count` occurrences of an n-gram. The n-gram consists of the `length` ids from index `at` of `ids`.
   */
  add(ids: Int32Array, at: number, length: number, count: number): void;
}

/**
 * Sorts the n-grams that start at each of the first `places` positions of `ids`. Each has `order` words, or
 * fewer if the sentence or text ends before. Passes them to the consumer. Uses a radix sort: one stable
 * counting sort per word, from the last word to the first. Time and memory are therefore linear in the number
 * of positions and words. `begin` is the id that starts a sentence. It must be the largest id.
 */
export function sortSequences(
  ids: Int32Array,
  places: number,
  order: number,
  begin: number,
  sink: NgramConsumer,
): void {
  const lengths = lengthsOf(ids, places, order, begin);
  let sorted = new Int32Array(places);
  for (let i = 0; i < places; i++) sorted[i] = i;
  let next = new Int32Array(places);
  const keys = new Int32Array(places); // id of word k of each n-gram, plus 1; 0 if there is no word k
  const starts = new Int32Array(begin + 3);
  for (let k = order - 1; k >= 0; k--) {
    starts.fill(0);
    for (let i = 0; i < places; i++) {
      keys[i] = k < lengths[i] ? ids[i + k] + 1 : 0;
      starts[keys[i] + 1]++;
    }
    for (let key = 1; key < starts.length; key++) starts[key] += starts[key - 1];
    for (let i = 0; i < places; i++) next[starts[keys[sorted[i]]]++] = sorted[i];
    [sorted, next] = [next, sorted];
  }
  for (let i = 0; i < places; i++) sink.add(ids, sorted[i], lengths[sorted[i]], 1);
}

/**
 * Returns, for each position, the length of the n-gram that starts there: `order` words, or fewer if the text
 * ends or the next sentence begins before.
 */
function lengthsOf(ids: Int32Array, places: number, order: number, begin: number): Uint8Array {
  const lengths = new Uint8Array(places);
  let following = 0;
  for (let i = ids.length - 1; i >= 0; i--) {
    if (i < places) lengths[i] = Math.min(order, 1 + following);
    following = ids[i] === begin ? 0 : following + 1;
  }
  return lengths;
}
