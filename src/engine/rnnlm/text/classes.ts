/**
 * Classes are runs of the vocabulary, which is sorted by frequency: each takes about an equal share of
 * √frequency or, as it was before version 0.1g, of frequency. A word may pass the bounds of several classes, but
 * the class goes up by one at most, so that the last classes can stay empty.
 */
export function assignClasses(counts: Int32Array, classes: number, byFrequency: boolean): Int32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = Float64Array.from(counts, count => (byFrequency ? count / total : Math.sqrt(count / total)));
  const whole = byFrequency ? 1 : shares.reduce((sum, share) => sum + share, 0);
  let passed = 0;
  let current = 0;
  return Int32Array.from(shares, share => {
    passed = Math.min(passed + share / whole, 1);
    const own = current;
    if (passed > (current + 1) / classes && current < classes - 1) current++;
    return own;
  });
}

/** Where each class begins: those of class c are from `firsts[c]` up to `firsts[c + 1]`, [C + 1]. */
export function firstsOf(classOf: Int32Array, classes: number): Int32Array {
  const firsts = new Int32Array(classes + 1);
  for (const own of classOf) firsts[own + 1]++;
  for (let c = 0; c < classes; c++) firsts[c + 1] += firsts[c];
  return firsts;
}
