import { groupedCurves } from '../comparison/groups';
import type { NumberFormat } from '../format';
import type { RunData } from '../model/runData';
import type { Axis, Curve, EventMark, PlotContent } from '../plot/content';
import { type Pen, type PlotTheme, penOf } from '../plot/theme';
import { firstAtLeast } from '../series/search';
import type { Series, SeriesOptions } from '../series/series';
import { SeriesData } from '../series/seriesData';
import type { SeriesStore } from '../series/seriesStore';
import type { PageTexts } from '../texts';
import type { PlotState } from './plotState';

/** What plots are made from. */
export interface PlotContext {
  /** The runs to draw. */
  readonly runs: readonly RunData[];
  /** Several runs are shown: colours tell runs apart; of one run they tell curves apart. */
  readonly compares: boolean;
  /** What a run is called beside the others. */
  readonly label: (id: string) => string;
  /** How a run's curves stand beside the others. */
  readonly emphasis: (id: string) => Curve['emphasis'];
  readonly state: PlotState;
  readonly x: Axis;
  readonly theme: PlotTheme;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly store: SeriesStore;
}

/** One of the plots over time. */
export interface PlotKind {
  readonly key: string;
  /** Whether its y axis is logarithmic until somebody chooses. */
  readonly logarithmic: boolean;
  /** Nothing where the runs have nothing to draw. */
  content(context: PlotContext): PlotContent | undefined;
}

/** What a curve shows of each run. */
export interface CurveKind {
  /** Where there is but one run. */
  readonly label: string;
  /** Said after the run's name; nothing for what the plot is about. */
  readonly part?: string;
  readonly columns: readonly string[];
  /** Its place among the colours, of a single run. */
  readonly color: number;
  readonly style: Curve['style'];
  /** Smoothed as the person wishes, with the values themselves behind; else drawn as it is. */
  readonly isNoisy: boolean;
  /** Of a value, for this run. */
  readonly unit?: (value: number, run: RunData) => number;
  /** The column with its standard error, and what the unit makes of it. */
  readonly error?: {
    readonly column: string;
    readonly unit: (value: number, error: number, run: RunData) => number;
  };
}

/** More raw traces than these hide each other and all else. */
const FEW = 4;

/** A curve of every run that has these columns, with its raw trace where there is room for that. */
export function curvesOf(context: PlotContext, kind: CurveKind): Curve[] {
  const runs = context.runs.filter(({ table }) => kind.columns.some(name => table.names.includes(name)));
  const curves = runs.flatMap(run => curvesOfRun(context, kind, run));
  const { group } = context.state;
  if (!context.compares || group === undefined) return curves;
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
  const gaps = kind.style !== 'marked'; // measured in every row
  const main = curve(seriesOf(context, kind.columns, run, { smoothing, gaps }, 'main'), kind.style);
  if (smoothing === 0 || runs.length > FEW) return [main];
  return [curve(seriesOf(context, kind.columns, run, { smoothing: 0, gaps }, 'raw'), 'raw'), main];
}

function dataOf(context: PlotContext, { unit, error }: CurveKind, run: RunData, series: Series): SeriesData {
  return new SeriesData(
    series,
    unit && (value => unit(value, run)),
    error && {
      series: seriesOf(context, [error.column], run, { smoothing: 0 }, 'error'),
      unit: (value, deviation) => error.unit(value, deviation, run),
    },
  );
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

/** The plot of these curves; nothing without any. */
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
  return { title, x, y, curves, rules: [], marks: marksOf(context), ...more };
}

/** What was changed while the runs trained, where it was along the axis. */
function marksOf(context: PlotContext): EventMark[] {
  const { runs, state, compares, label, theme, texts, numbers } = context;
  return runs.flatMap(({ events, table, color, id }) =>
    events.map(({ iteration, setting, from, to }) => {
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
