import uPlot from 'uplot';
import { type ChartData, decimate, firstAtLeast, rowsBetween } from '../decimate';
import { element } from '../dom';
import type { Numbers } from '../format';
import type { Zoom } from '../host';
import { type Columns, type Line, lastKnown, nextKnown, valuesOf } from './lines';
import { type ChartTheme, dashOf, readTheme } from './theme';

export interface ChartOptions {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly logarithmic: boolean;
  /** Share of the past in what is drawn; 0 draws the values themselves. */
  readonly smoothing: number;
  readonly numbers: Numbers;
  /** The column along the x axis, and what it counts, for the legend. */
  readonly x: string;
  readonly xLabel: string;
  /** Pixels. */
  readonly height: number;
  /** Powers of ten that a logarithmic y axis spans at least. */
  readonly decades?: number;
  /** A part of the x axis was chosen, or all of it again; a chart without it does not zoom. */
  readonly zoomed?: (zoom: Zoom | undefined) => void;
}

/** A plot of columns against one of them: drag to zoom, double click for all of it. */
export class Chart {
  readonly box = element('div', 'chart');
  private plot: uPlot | undefined;
  private theme: ChartTheme = readTheme();
  private source: Columns | undefined;
  /** Each line's values, in all rows. */
  private values: readonly Float64Array[] = [];
  private zoom: Zoom | undefined;
  private frame = 0;

  constructor(private options: ChartOptions) {
    this.box.setAttribute('role', 'img');
    this.box.style.minHeight = `${options.height}px`;
    new ResizeObserver(() => this.resize()).observe(this.box);
  }

  /** Draws the source's rows, at most once a frame however often it is asked. */
  show(source: Columns): void {
    this.source = source;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  configure(options: Partial<ChartOptions>): void {
    this.options = { ...this.options, ...options };
    this.rebuild();
  }

  /** Draws the same lines, more or less smoothed. */
  smooth(smoothing: number): void {
    this.options = { ...this.options, smoothing };
    if (this.source) this.show(this.source);
  }

  /** Shows a part of the x axis, or all of it. */
  zoomTo(zoom: Zoom | undefined): void {
    this.zoom = zoom;
    if (this.source) this.show(this.source);
  }

  rebuild(): void {
    this.plot?.destroy();
    this.plot = undefined;
    this.theme = readTheme();
    if (this.source) this.show(this.source);
  }

  private draw(): void {
    const { source, box } = this;
    if (!source || box.clientWidth === 0) return;
    const { lines, smoothing } = this.options;
    this.values = lines.map(line => valuesOf(source, line, smoothing));
    const data = this.dataOf(source.column(this.options.x));
    this.plot ??= new uPlot(this.plotOptions(), data, box);
    this.plot.setData(data, this.zoom === undefined);
    if (this.zoom) this.plot.setScale('x', this.zoom);
    box.setAttribute('aria-label', this.summary());
  }

  /** The rows in sight; of sparse lines also the points on either side, or nothing would lead to them. */
  private dataOf(x: Float64Array): ChartData {
    const [from, to] = this.zoom ? rowsBetween(x, this.zoom.min, this.zoom.max) : [0, x.length];
    const parts = this.values.map(values => values.subarray(from, to));
    const data = decimate(x.subarray(from, to), parts, this.box.clientWidth);
    for (const [i, { sparse }] of this.options.lines.entries()) {
      if (!sparse) continue;
      const values = this.values[i];
      const [before, after] = [lastKnown(values, from), nextKnown(values, to)];
      const alone = (row: number) => this.values.map((_, other) => (other === i ? values[row] : null));
      if (before >= 0) insertRow(data, 'unshift', x[before], alone(before));
      if (after < x.length) insertRow(data, 'push', x[after], alone(after));
    }
    return data;
  }

  private summary(): string {
    const { title, lines } = this.options;
    const words = lines.map((line, i) => `${line.label} ${this.readout(i, lastKnown(this.values[i]))}`);
    return `${title}: ${words.join(', ')}`;
  }

  /** A line's value in a row, with its standard error where there is one. */
  private readout(line: number, row: number): string {
    const { numbers, lines } = this.options;
    const value = numbers.precise(this.values[line][row]);
    const { error } = lines[line];
    const deviation = error === undefined ? undefined : this.source?.column(error)[row];
    return deviation === undefined || Number.isNaN(deviation)
      ? value
      : `${value} ± ${numbers.precise(deviation, 2)}`;
  }

  private resize(): void {
    const { plot, box, options } = this;
    if (plot) plot.setSize({ width: box.clientWidth, height: options.height });
    else if (this.source) this.show(this.source);
  }

  private plotOptions(): uPlot.Options {
    const { numbers, lines, xLabel, height, zoomed } = this.options;
    const { text, grid } = this.theme;
    const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    const short = (_plot: uPlot, values: number[]) => values.map(v => (v === null ? '' : numbers.short(v)));
    return {
      width: this.box.clientWidth,
      height,
      scales: { x: { time: false }, y: this.scale() },
      axes: [
        { ...axis, values: short, size: 28, incrs: wholeSteps },
        { ...axis, values: short, size: 48 },
      ],
      series: [
        {
          label: xLabel,
          value: (plot, v, _series, row) =>
            numbers.whole((row === null ? plot.data[0].at(-1) : v) ?? Number.NaN),
        },
        ...lines.map((line, i) => this.series(line, i)),
      ],
      cursor: { drag: { x: zoomed !== undefined, y: false } },
      legend: {
        markers: { fill: (_plot, i) => (lines[i - 1].pale ? 'transparent' : this.colorOf(lines[i - 1])) },
      },
      hooks: {
        setSelect: [plot => this.select(plot)],
        init: [plot => plot.over.addEventListener('dblclick', () => zoomed?.(undefined))],
      },
    };
  }

  private scale(): uPlot.Scale {
    const { logarithmic, decades } = this.options;
    if (!logarithmic || decades === undefined) return { distr: logarithmic ? 3 : 1 };
    return {
      distr: 3,
      range: (_plot, min, max) => uPlot.rangeLog(Math.min(min, max / 10 ** decades), max, 10, true),
    };
  }

  private series(line: Line, index: number): uPlot.Series {
    const dash = line.pale ? undefined : dashOf(this.theme, line.color);
    return {
      label: dash?.sign ? `${dash.sign} ${line.label}` : line.label,
      stroke: this.colorOf(line),
      width: line.pale ? 1 : 1.75,
      alpha: line.pale ? 0.35 : 1,
      dash: dash?.lengths,
      spanGaps: line.sparse,
      points: { show: (plot, series) => line.sparse === true && hasRoom(plot, series), size: 5 },
      value: (plot, v, _series, row) => this.valueAt(plot, index, v, row),
    };
  }

  /** Under the mouse, or the last one; of a sparse line the last one up to the mouse. */
  private valueAt(plot: uPlot, line: number, value: number | null, row: number | null): string {
    const { numbers, lines } = this.options;
    if (row === null) return this.readout(line, lastKnown(this.values[line]));
    if (!lines[line].sparse) return numbers.precise(value);
    // Decimation moves points by a pixel at most.
    const pixel = plot.posToVal(1, 'x') - plot.posToVal(0, 'x');
    const x = this.source?.column(this.options.x) ?? new Float64Array();
    const end = firstAtLeast(x, plot.data[0][row] + pixel);
    return this.readout(line, lastKnown(this.values[line], end));
  }

  private colorOf(line: Line): string {
    return this.theme.lines[line.color % this.theme.lines.length];
  }

  private select({ select, posToVal }: uPlot): void {
    if (select.width < 4) return;
    this.options.zoomed?.({
      min: posToVal(select.left, 'x'),
      max: posToVal(select.left + select.width, 'x'),
    });
  }
}

/** Between the marks of an axis that counts. */
const wholeSteps = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map(n => n * 10 ** power)).flat();

function insertRow(data: ChartData, how: 'push' | 'unshift', x: number, values: readonly (number | null)[]) {
  const [xs, ...series] = data;
  xs[how](x);
  for (const [i, ys] of series.entries()) ys[how](values[i]);
}

/** Points that touch each other are no points. */
function hasRoom(plot: uPlot, series: number): boolean {
  const points = Array.from(plot.data[series]).filter(value => value !== null).length;
  return points * 8 < plot.bbox.width / devicePixelRatio;
}
