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
 * fewer if the sentence or text ends before. Passes them to the consumer. `begin` is the id that starts a
 * sentence. It must be the largest id.
 *
 * Sorts the n-grams of one word, then those of two words, and so on. An n-gram is its first word, followed by the
 * n-gram that is one word shorter and starts one position later. So if all positions are visited in the order of
 * their shorter n-grams, and the position before each is appended to the list of its word, then these lists,
 * one after the other, are sorted. Time and memory are linear in the number of positions and words.
 */
export function sortSequences(
  ids: Int32Array,
  places: number,
  order: number,
  begin: number,
  sink: NgramConsumer,
): void {
  const starts = startsOf(ids, begin);
  let sorted: Int32Array = new Int32Array(ids.length);
  const ends = starts.slice();
  for (let i = 0; i < ids.length; i++) sorted[ends[ids[i]]++] = i;
  let next: Int32Array = order > 1 ? new Int32Array(ids.length) : sorted;
  for (let length = 2; length <= order; length++) {
    ends.set(starts);
    // Words at the end of a sentence or of the text come first, because no word follows them.
    append(next, ids, ends, ids.length - 1);
    for (let i = starts[begin]; i < sorted.length; i++) append(next, ids, ends, sorted[i] - 1);
    for (let i = 0; i < starts[begin]; i++) append(next, ids, ends, sorted[i] - 1);
    [sorted, next] = [next, sorted];
  }
  for (let i = 0; i < sorted.length; i++) {
    const at = sorted[i];
    if (at >= places) continue;
    const end = Math.min(at + order, ids.length);
    let to = at + 1;
    while (to < end && ids[to] !== begin) to++;
    sink.add(ids, at, to - at, 1);
  }
}

/** Appends a position to the list of its word. `ends` contains the end of each word's list. */
function append(lists: Int32Array, ids: Int32Array, ends: Int32Array, position: number): void {
  if (position >= 0) lists[ends[ids[position]]++] = position;
}

/** Returns, for each id, the number of positions with smaller ids. */
function startsOf(ids: Int32Array, most: number): Int32Array {
  const starts = new Int32Array(most + 2);
  for (let i = 0; i < ids.length; i++) starts[ids[i] + 1]++;
  for (let id = 1; id < starts.length; id++) starts[id] += starts[id - 1];
  return starts;
}
