import type { Columns } from './charts/lines';

/** How much of a step's error reaches the past: for every layer, from the bottom, a norm for every lag. */
export type Flow = readonly (readonly number[])[];

/** Beyond this many times larger or smaller, at the largest lag, a gradient explodes or vanishes. */
const MUCH = 100;

/** Columns `lag`, `layer.0`, `layer.1` ...; a norm of nothing is no point of a logarithmic axis. */
export function columnsOf(flow: Flow): Columns {
  const columns = new Map<string, Float64Array>();
  columns.set(
    'lag',
    Float64Array.from(flow[0] ?? [], (_, lag) => lag),
  );
  for (const [layer, norms] of flow.entries()) {
    columns.set(
      layerColumn(layer),
      Float64Array.from(norms, norm => (norm > 0 ? norm : Number.NaN)),
    );
  }
  return { column: name => columns.get(name) ?? new Float64Array() };
}

export const layerColumn = (layer: number) => `layer.${layer}`;

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
