import type { AxisScale, Range } from './scale';
import type { Pen } from './theme';
import type { AxisKind } from './ticks';

/** The content of a plot, independent of its size, zoom and theme. */
export interface PlotContent {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
  /** Values of y that are marked by a horizontal line. */
  readonly rules: readonly HorizontalLine[];
  /** Events, marked along the x axis. */
  readonly marks: readonly EventMark[];
  /**
   * Say how far values lie outside the range of y, which then leaves out a few outliers. Without these, the
   * plot shows all values.
   */
  readonly outside?: {
    readonly above: (value: string) => string;
    readonly below: (value: string) => string;
  };
}

/** An axis of a plot, and how its values are formatted. */
export interface Axis {
  readonly label: string;
  /** Shown after the label along the axis. */
  readonly unit?: string;
  readonly kind: AxisKind;
  readonly logarithmic: boolean;
  /** Minimum number of powers of ten that a logarithmic axis spans. */
  readonly decades?: number;
  /** Shown where a logarithmic axis has no value to show, because all are 0 or less. */
  readonly nothing?: string;
  /** Formats a value briefly, for the axis. */
  readonly brief: (value: number) => string;
  /** Formats a value exactly, for the readout. */
  readonly exact: (value: number) => string;
}

/** The title of an axis, with its unit. */
export const titleOf = ({ label, unit }: Axis) => (unit === undefined ? label : `${label} (${unit})`);

/** A horizontal line with a label. */
export interface HorizontalLine {
  readonly value: number;
  readonly label: string;
}

/** An event at x, with a label. */
export interface EventMark {
  readonly x: number;
  readonly label: string;
  readonly pen: Pen;
}

/** Values over x, from any source. */
export interface CurveData {
  /** The range of x; with `positive` only of positive values, for a logarithmic axis. */
  extent(positive: boolean): Range;
  /** The visible points as x, y, x, y ... */
  points(x: AxisScale): readonly number[];
  /** The band from minimum to maximum around a mean, as x, low, high ...; missing for a single series. */
  band?(x: AxisScale): readonly number[];
  /** The value at x, or the last one before it; NaN if there is none. */
  at(x: number): number;
  /** The standard error of the value at x; NaN if it was not measured. */
  errorAt?(x: number): number;
}

/** A line of a plot. */
export interface Curve {
  /** The id of its run, by which the lines of one run are found. */
  readonly run?: string;
  readonly label: string;
  readonly pen: Pen;
  /** `raw`: thin and pale behind the others, without a readout; `marked`: with a dot per measurement. */
  readonly style: 'line' | 'raw' | 'marked';
  readonly data: CurveData;
  /** A short summary for screen readers; by default the last value. */
  readonly gist?: string;
  /** `strong` if the curve is highlighted, `faded` if others are. */
  readonly emphasis: 'strong' | 'faded' | undefined;
}
