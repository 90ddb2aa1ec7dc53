type View = () => Float32Array | Float64Array;

/**
 * Calls `use` while all elements of some arrays are 0. Restores their values afterwards. Functions return the arrays,
 * because views of an arena can become invalid.
 */
export function withZeros<T>(views: readonly View[], use: () => T): T {
  const kept = views.map(view => view().slice());
  for (const view of views) view().fill(0);
  try {
    return use();
  } finally {
    for (const [i, view] of views.entries()) view().set(kept[i]);
  }
}
