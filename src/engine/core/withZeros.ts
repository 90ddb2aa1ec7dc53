type View = () => Float32Array | Float64Array;

/**
 * Calls `use` while all elements of some arrays are 0. Restores their values afterwards. Functions return the arrays,
 * because views of an arena can become invalid.
 */
export const withZeros = <T>(views: readonly View[], use: () => T): T =>
  withChanged(views, values => values.fill(0), use);

/** Calls `use` while all elements of some arrays are multiplied by a factor. Restores their values afterwards. */
export const withScaled = <T>(views: readonly View[], factor: number, use: () => T): T =>
  withChanged(
    views,
    values =>
      values.forEach((value, i) => {
        values[i] = factor * value;
      }),
    use,
  );

function withChanged<T>(
  views: readonly View[],
  change: (values: Float32Array | Float64Array) => void,
  use: () => T,
): T {
  const kept = views.map(view => view().slice());
  for (const view of views) change(view());
  try {
    return use();
  } finally {
    for (const [i, view] of views.entries()) view().set(kept[i]);
  }
}
