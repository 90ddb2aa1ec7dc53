/**
 * Returns the smallest number of symbols to insert, delete or replace that turns one sequence into the other
 * (Levenshtein, 1966).
 */
export function editDistance(from: ArrayLike<number>, to: ArrayLike<number>): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}
