/** Gradient flow. `flow[layer][lag]` is the gradient norm at that lag; layer 0 is the bottom layer. */
export type Flow = readonly (readonly number[])[];

/**
 * A gradient explodes if its norm at the largest lag is more than this factor above that at lag 0. It
 * vanishes if it is more than this factor below.
 */
const MUCH = 100;

export interface Reach {
  readonly kind: 'vanishes' | 'explodes' | 'reaches' | 'none';
  /** The largest lag. */
  readonly lag: number;
  /**
   * The gradient norm at the largest lag divided by that at lag 0, for the layer in which this ratio is
   * highest.
   */
  readonly share: number;
}

/** Classifies how a gradient changes from lag 0 to the largest lag. */
export function reachOf(flow: Flow): Reach {
  const lag = (flow[0]?.length ?? 1) - 1;
  const share = Math.max(0, ...flow.map(norms => norms[lag] / norms[0]).filter(Number.isFinite));
  const kind = share === 0 ? 'none' : share > MUCH ? 'explodes' : share < 1 / MUCH ? 'vanishes' : 'reaches';
  return { kind, lag, share };
}
