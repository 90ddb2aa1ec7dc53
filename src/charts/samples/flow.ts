/** Gradient flow. `flow[layer][lag]` is the gradient norm at that lag; layer 0 is the bottom layer. */
export type Flow = readonly (readonly number[])[];

/**
 * A gradient explodes if its norm at the largest lag is more than this many times its norm at lag 0. It
 * vanishes if its norm at lag 0 is more than this many times that at the largest lag.
 */
const MUCH = 100;

export interface Reach {
  readonly kind: 'vanishes' | 'explodes' | 'reaches' | 'none';
  /** The largest lag. */
  readonly lag: number;
  /**
   * The ratio of the gradient norm at the largest lag to the norm at lag 0, for the layer with the highest
   * ratio.
   */
  readonly share: number;
}

/** Classifies whether a gradient vanishes, explodes or neither, from lag 0 to the largest lag. */
export function reachOf(flow: Flow): Reach {
  const lag = (flow[0]?.length ?? 1) - 1;
  const share = Math.max(0, ...flow.map(norms => norms[lag] / norms[0]).filter(Number.isFinite));
  const kind = share === 0 ? 'none' : share > MUCH ? 'explodes' : share < 1 / MUCH ? 'vanishes' : 'reaches';
  return { kind, lag, share };
}

/** The share of a gradient below which nothing can be learned from it. */
const NOTHING = 0.01;

/**
 * Returns the first lag from which the norms of all layers are below `NOTHING` times their norm at lag 0. Undefined if some
 * norm at the largest lag is not.
 */
export function vanishingLag(flow: Flow): number | undefined {
  const isLeft = (k: number) => flow.some(norms => norms[0] > 0 && norms[k] >= NOTHING * norms[0]);
  const lags = flow[0]?.length ?? 0;
  let lag = lags;
  while (lag > 0 && !isLeft(lag - 1)) lag--;
  return lag < lags ? lag : undefined;
}
