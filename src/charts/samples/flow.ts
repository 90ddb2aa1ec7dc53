/** Gradient flow: for each layer, from the bottom, the gradient norm at each lag. */
export type Flow = readonly (readonly number[])[];

/**
 * At the largest lag, a gradient that is this factor larger explodes, and one this factor smaller vanishes.
 */
const MUCH = 100;

export interface Reach {
  readonly kind: 'vanishes' | 'explodes' | 'reaches' | 'none';
  /** The largest lag. */
  readonly lag: number;
  /** The norm at that lag relative to lag 0, in the layer that keeps most of it. */
  readonly share: number;
}

/** Classifies how a gradient changes from lag 0 to the largest lag. */
export function reachOf(flow: Flow): Reach {
  const lag = (flow[0]?.length ?? 1) - 1;
  const share = Math.max(0, ...flow.map(norms => norms[lag] / norms[0]).filter(Number.isFinite));
  const kind = share === 0 ? 'none' : share > MUCH ? 'explodes' : share < 1 / MUCH ? 'vanishes' : 'reaches';
  return { kind, lag, share };
}
