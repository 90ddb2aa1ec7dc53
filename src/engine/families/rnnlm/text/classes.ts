/**
 * Assigns a class to each word. Words are sorted by frequency, and each class is a range of adjacent words.
 * Each class has about the same share of the total √frequency or, with `byFrequency` (as before version
 * 0.1g), of the total frequency. One frequent word may cover the shares of several classes, but the class
 * number rises by at most one per word. The last classes can therefore be empty.
 */
export function assignClasses(counts: Int32Array, classes: number, byFrequency: boolean): Int32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = Float64Array.from(counts, count => (byFrequency ? count / total : Math.sqrt(count / total)));
  const whole = byFrequency ? 1 : shares.reduce((sum, share) => sum + share, 0);
  let cumulative = 0;
  let current = 0;
  return Int32Array.from(shares, share => {
    cumulative = Math.min(cumulative + share / whole, 1);
    const own = current;
    if (cumulative > (current + 1) / classes && current < classes - 1) current++;
    return own;
  });
}

/**
 * Returns the first word of each class, [C + 1]: class c has the words `firsts[c]` to `firsts[c + 1] - 1`.
 */
export function firstsOf(classOf: Int32Array, classes: number): Int32Array {
  const firsts = new Int32Array(classes + 1);
  for (const own of classOf) firsts[own + 1]++;
  for (let c = 0; c < classes; c++) firsts[c + 1] += firsts[c];
  return firsts;
}
