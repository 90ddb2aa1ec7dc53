/** How much of a step's error reaches the past: for every layer, from the bottom, a norm for every lag. */
export type Flow = readonly (readonly number[])[];

/** Beyond this many times larger or smaller, at the largest lag, a gradient explodes or vanishes. */
const MUCH = 100;

export interface Reach {
  readonly kind: 'vanishes' | 'explodes' | 'reaches' | 'none';
  /** The largest lag. */
  readonly lag: number;
  /** The norm there, relative to that at lag 0, in the layer that keeps most of it. */
  readonly share: number;
}

/** What comes of a gradient on its way back to the window's start. */
export function reachOf(flow: Flow): Reach {
  const lag = (flow[0]?.length ?? 1) - 1;
  const share = Math.max(0, ...flow.map(norms => norms[lag] / norms[0]).filter(Number.isFinite));
  const kind = share === 0 ? 'none' : share > MUCH ? 'explodes' : share < 1 / MUCH ? 'vanishes' : 'reaches';
  return { kind, lag, share };
}
