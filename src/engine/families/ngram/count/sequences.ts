/** Takes n-grams in the order of their words, shorter ones first; the same one may come several times in a row. */
export interface NgramConsumer {
  /** `length` words of `ids`, from place `at` on, were seen `count` times. */
  add(ids: Int32Array, at: number, length: number, count: number): void;
}

/**
 * Sorts what begins at each of the first `places` places of `ids`: `order` words, or fewer where a sentence or the text
 * ends before. One counting sort a word, from the last to the first, each of which keeps the order of those before: so
 * time and memory grow with places and words alone. `begin` is the greatest id, and begins a sentence.
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
  const keys = new Int32Array(places); // 0 for no word, which comes before all words
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

/** Words from each place on that an n-gram can have: it goes up to the next beginning of a sentence. */
function lengthsOf(ids: Int32Array, places: number, order: number, begin: number): Uint8Array {
  const lengths = new Uint8Array(places);
  let following = 0;
  for (let i = ids.length - 1; i >= 0; i--) {
    if (i < places) lengths[i] = Math.min(order, 1 + following);
    following = ids[i] === begin ? 0 : following + 1;
  }
  return lengths;
}
