/** Returns the known word that was probably meant by `word`. Undefined if no known word is similar enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const ranked = known
    .map(candidate => ({
      candidate,
      distance: word !== '' && candidate.startsWith(word) ? 0 : editDistance(word, candidate),
    }))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0] && ranked[0].distance <= limit ? ranked[0].candidate : undefined;
}

/**
 * Returns the Levenshtein distance of two words: the minimum number of insertions, deletions and
 * substitutions.
 */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = row[j - 1] + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, exchanged));
    }
    row = next;
  }
  return row[b.length];
}
