import assert from 'node:assert/strict';
import type { Counts } from '../../../../../src/engine/families/ngram/count/counts';

/**
 * Returns the count of every n-gram, by the ids of its words. Asserts that the suffix of an n-gram is the longest
 * of its suffixes that is also an n-gram.
 */
export function countList({ levels, starts }: Counts): Map<string, number> {
  const list = new Map<string, number>();
  const nodes: string[] = [''];
  const suffixes: number[] = [0];
  for (const [i, level] of levels.slice(1).entries()) {
    const readers = {
      words: level.words.reader(),
      counts: level.counts.reader(),
      ends: levels[i].ends.reader(),
    };
    const suffix = level.suffixes.reader();
    for (let parent = starts[i]; parent < starts[i + 1]; parent++) {
      for (const end = starts[i + 1] + readers.ends.next(); nodes.length < end; ) {
        const words = `${nodes[parent]} ${readers.words.next()}`.trim();
        nodes.push(words);
        suffixes.push(suffix.next());
        list.set(words, readers.counts.next());
      }
    }
  }
  for (let node = 1; node < nodes.length; node++) {
    let shorter = nodes[node];
    do shorter = shorter.split(' ').slice(1).join(' ');
    while (shorter !== '' && !list.has(shorter));
    assert.equal(nodes[suffixes[node]], shorter, nodes[node]);
  }
  return list;
}
