import type { Range, Scale } from './scale';
import type { Pen } from './theme';
import type { AxisKind } from './ticks';

/** What a plot shows, whatever it is of. */
export interface PlotContent {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
  /** Values of y to mark by a line across. */
  readonly rules: readonly Rule[];
  /** Things that happened, along the x axis. */
  readonly marks: readonly Mark[];
}

export interface Axis {
  readonly label: string;
  readonly kind: AxisKind;
  readonly logarithmic: boolean;
  /** Powers of ten that a logarithmic axis spans at least. */
  readonly decades?: number;
  /** As few characters as tell something, for the axis. */
  readonly brief: (value: number) => string;
  /** For the readout. */
  readonly exact: (value: number) => string;
}

export interface Rule {
  readonly value: number;
  readonly label: string;
}

export interface Mark {
  readonly x: number;
  readonly label: string;
  readonly pen: Pen;
}

/** Values over x, however they are known. */
export interface CurveData {
  /** Of x; with `positive` only of those that a logarithm has. */
  extent(positive: boolean): Range;
  /** What to draw: x, y, x, y ..., as far as it is in sight. */
  points(x: Scale): readonly number[];
  /** The least and greatest values around a mean: x, low, high ...; nothing for a single series. */
  band?(x: Scale): readonly number[];
  /** The value at x, or the last one before it; NaN where there is none. */
  at(x: number): number;
  /** Its standard error, where that was measured. */
  errorAt?(x: number): number;
}

export interface Curve {
  /** The run that it is of; lines of one run are found together. */
  readonly run?: string;
  readonly label: string;
  readonly pen: Pen;
  /** `raw`: thin and pale behind the others, and not read out; `marked`: each measurement with a dot. */
  readonly style: 'line' | 'raw' | 'marked';
  readonly data: CurveData;
  /** What it comes to, for whoever cannot see it; without it, its last value. */
  readonly gist?: string;
  /** `faded`: others are looked at now. */
  readonly emphasis: 'strong' | 'faded' | undefined;
}
