import { groupedCurves } from '../comparison/groups';
import type { NumberFormat } from '../format';
import type { Axis, Curve, EventMark, PlotContent } from '../plot/content';
import { type Pen, type PlotTheme, penOf } from '../plot/theme';
import type { LossEstimate } from '../runs/lossEstimate';
import type { RunData } from '../runs/runData';
import { firstAtLeast } from '../series/search';
import type { Series, SeriesOptions } from '../series/series';
import { SeriesData } from '../series/seriesData';
import type { SeriesStore } from '../series/seriesStore';
import type { PageTexts } from '../texts';
import type { PlotState } from './plotState';

/** The input from which every plot is made. */
export interface PlotContext {
  /** The runs to draw. */
  readonly runs: readonly RunData[];
  /** Whether several runs are shown. If so, colours identify runs; for a single run, they identify curves. */
  readonly compares: boolean;
  /** Returns the label that distinguishes a run from the other runs shown. */
  readonly label: (id: string) => string;
  /** Returns the emphasis of a run's curves: highlighted, faded or neither. */
  readonly emphasis: (id: string) => Curve['emphasis'];
  readonly state: PlotState;
  readonly x: Axis;
  readonly theme: PlotTheme;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly store: SeriesStore;
}

/** One of the plots over time. */
export interface PlotKind<Key extends string = string> {
  readonly key: Key;
  /** Whether the y axis is logarithmic by default. */
  readonly logarithmic: boolean;
  /** Returns the plot's content, or undefined if the runs have no values for it. */
  content(context: PlotContext): PlotContent | undefined;
}

/** Defines a curve that is drawn for each run. */
export interface CurveKind {
  /** The label of the curve if only one run is shown. */
  readonly label: string;
  /**
   * The word appended to the run's name if several runs are shown. Missing for the main curve of the plot.
   */
  readonly part?: string;
  readonly columns: readonly string[];
  /** The index of the curve's colour if only one run is shown. */
  readonly color: number;
  readonly style: Curve['style'];
  /**
   * Whether the curve is smoothed by the factor that the user chose. If so, the unsmoothed values are drawn
   * behind it.
   */
  readonly isNoisy: boolean;
  /**
   * The column of a moving average that the run itself records, if there is one. This average is drawn as the
   * main curve. The values of `columns`, smoothed by the user's factor, are drawn behind it.
   */
  readonly average?: string;
  /**
   * Returns the current value from the run's record, in the unit of the column. If this function is missing,
   * the last value of the column is the current value.
   */
  readonly now?: (run: RunData) => LossEstimate | undefined;
  /** Converts a value of the run from the unit of the column to the unit of the plot. */
  readonly unit?: (value: number, run: RunData) => number;
  /** The column of the standard error, and the function that converts the error to the plot's unit. */
  readonly error?: {
    readonly column: string;
    readonly unit: (value: number, error: number, run: RunData) => number;
  };
}

/**
 * Maximum number of runs for which unsmoothed values are drawn. With more runs, they would hide each other
 * and the curves.
 */
const FEW = 4;

/**
 * Returns a curve for every run that has one of these columns. If there are few runs, also returns their
 * unsmoothed values.
 */
export function curvesOf(context: PlotContext, kind: CurveKind): Curve[] {
  const runs = context.runs.filter(({ table }) => kind.columns.some(name => table.names.includes(name)));
  const curves = runs.flatMap(run => curvesOfRun(context, kind, run));
  const { group } = context.state;
  if (!context.compares || !group) return curves;
  const grouped = groupedCurves(curves, runs, group, context.theme);
  return grouped.map(curve => (kind.part ? { ...curve, label: `${curve.label} · ${kind.part}` } : curve));
}

function curvesOfRun(context: PlotContext, kind: CurveKind, run: RunData): Curve[] {
  const { compares, runs, state, theme } = context;
  const smoothing = kind.isNoisy ? state.smoothing : 0;
  const pen: Pen = penOf(theme, compares ? run.color : kind.color);
  const name = context.label(run.id);
  const label = !compares ? kind.label : kind.part ? `${name} · ${kind.part}` : name;
  const curve = (series: Series, style: Curve['style']): Curve => ({
    run: run.id,
    label,
    style,
    emphasis: context.emphasis(run.id),
    pen: style === 'marked' && compares ? { ...pen, dash: [2, 3] } : pen,
    data: dataOf(context, kind, run, series),
  });
  // In a marked curve, rows without a value do not interrupt the line, because values exist only in some
  // rows.
  const gaps = kind.style !== 'marked';
  const chosen = (factor: number, purpose: string) =>
    seriesOf(context, kind.columns, run, { smoothing: factor, gaps }, purpose);
  const { average } = kind;
  const own = average && seriesOf(context, [average], run, { smoothing: 0, gaps }, 'average');
  const main = own ? curve(own, kind.style) : curve(chosen(smoothing, 'main'), kind.style);
  if ((!own && smoothing === 0) || runs.length > FEW) return [main];
  return [curve(own ? chosen(smoothing, 'main') : chosen(0, 'raw'), 'raw'), main];
}

function dataOf(
  context: PlotContext,
  { unit, error, now }: CurveKind,
  run: RunData,
  series: Series,
): SeriesData {
  return new SeriesData(series, {
    unit: unit && (value => unit(value, run)),
    error: error && {
      series: seriesOf(context, [error.column], run, { smoothing: 0 }, 'error'),
      unit: (value, deviation) => error.unit(value, deviation, run),
    },
    now: now?.(run),
  });
}

function seriesOf(
  { store, state }: PlotContext,
  columns: readonly string[],
  { table }: RunData,
  options: Pick<SeriesOptions, 'smoothing' | 'gaps'>,
  purpose: string,
): Series {
  return store.get(table, purpose, { x: state.x, columns, ...options });
}

/** Returns a plot with these curves. Undefined if there are no curves. */
export function plotOf(
  context: PlotContext,
  kind: PlotKind,
  title: string,
  curves: readonly Curve[],
  more: Partial<PlotContent> = {},
): PlotContent | undefined {
  const { x, state, numbers } = context;
  if (curves.length === 0) return undefined;
  const y: Axis = {
    label: title,
    kind: 'real',
    logarithmic: state.logarithmic[kind.key] ?? kind.logarithmic,
    brief: value => numbers.short(value),
    exact: value => numbers.precise(value),
    nothing: context.texts.t('Nothing above 0 (logarithmic axis)'),
  };
  const { t } = context.texts;
  const outside = {
    above: (value: string) => t('▲ up to {0}', value),
    below: (value: string) => t('▼ down to {0}', value),
  };
  return { title, x, y, curves, rules: [], marks: marksOf(context), outside, ...more };
}

/** Returns a mark for each change of a setting during training, at its position on the x axis. */
function marksOf(context: PlotContext): EventMark[] {
  const { runs, state, compares, label, theme, texts, numbers } = context;
  return runs.flatMap(({ changes, table, color, id }) =>
    changes.map(({ iteration, setting, from, to }) => {
      const iterations = table.column('iteration');
      const row = Math.min(firstAtLeast(iterations, iteration), iterations.length - 1);
      const change = texts.t('{0}: {1} → {2}', setting, numbers.precise(from), numbers.precise(to));
      return {
        x: state.x === 'iteration' ? iteration : table.column(state.x)[row],
        label: compares ? `${label(id)} · ${change}` : change,
        pen: compares ? penOf(theme, color) : { color: theme.text },
      };
    }),
  );
}
