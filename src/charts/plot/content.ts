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
   * Functions that return a note on the values above or below the y range. With these functions, the range
   * may exclude outliers; without them, it includes all values.
   */
  readonly outside?: {
    readonly above: (value: string) => string;
    readonly below: (value: string) => string;
  };
}

/** An axis of a plot, and how its values are formatted. */
export interface Axis {
  readonly label: string;
  /** The unit, shown after the label of the axis. */
  readonly unit?: string;
  readonly kind: AxisKind;
  readonly logarithmic: boolean;
  /** Minimum distance between two ticks, in pixels. By default, it leaves room for numbers. */
  readonly room?: number;
  /** Minimum number of decades (powers of ten) that a logarithmic axis spans. */
  readonly decades?: number;
  /** The text shown instead of curves if the axis is logarithmic and no value is above 0. */
  readonly nothing?: string;
  /** Formats a value briefly, for the axis. */
  readonly brief: (value: number) => string;
  /** Formats a value exactly, for the readout. */
  readonly exact: (value: number) => string;
}

/** Returns the title of an axis, with its unit in parentheses. */
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

/** The values of a curve over x, from any source: metrics, a list or a mean of curves. */
export interface CurveData {
  /**
   * Returns the range of x. With `positive`, ignores values of 0 and below, which a logarithmic axis cannot
   * show.
   */
  extent(positive: boolean): Range;
  /** Returns the visible points as x, y, x, y ... */
  points(x: AxisScale): readonly number[];
  /**
   * Returns the band around a mean, from the lowest to the highest curve, as x, low, high, x, low, high ...
   * Missing if the curve is not a mean.
   */
  band?(x: AxisScale): readonly number[];
  /** Returns the value at x, or the last value before x; NaN if there is none. */
  at(x: number): number;
  /** Returns the standard error of the value at x; NaN if it was not measured. */
  errorAt?(x: number): number;
}

/** A curve of a plot, with its label, style and values. */
export interface Curve {
  /** The id of the run that the curve belongs to. */
  readonly run?: string;
  readonly label: string;
  readonly pen: Pen;
  /**
   * How the curve is drawn. `raw`: thin and pale behind the other curves, and missing in the readout.
   * `marked`: with a dot per measurement. `labelled`: only dots, each with the label of the curve beside it and a
   * whisker for its band.
   */
  readonly style: 'line' | 'raw' | 'marked' | 'labelled';
  readonly data: CurveData;
  /** A short summary for screen readers; by default the last value. */
  readonly summary?: string;
  /** `strong` if this curve is highlighted, `faded` if other curves are highlighted. */
  readonly emphasis: 'strong' | 'faded' | undefined;
}
