import uPlot from 'uplot';
import { decimate, rowsBetween } from '../decimate';
import { element } from '../dom';
import type { Numbers } from '../format';
import type { Zoom } from '../host';
import { smooth } from '../smooth';
import type { Table } from '../table';
import { type ChartTheme, dashOf, readTheme } from './theme';

export interface Line {
  readonly column: string;
  readonly label: string;
  /** Which of the theme's colours. */
  readonly color: number;
  /** Drawn thin and pale, behind the others. */
  readonly pale?: boolean;
}

export interface ChartOptions {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly logarithmic: boolean;
  /** Share of the past in what is drawn; 0 draws the values themselves. */
  readonly smoothing: number;
  readonly numbers: Numbers;
  /** What the x axis counts, for the legend. */
  readonly xLabel: string;
  /** A part of the x axis was chosen, or all of it again. */
  readonly zoomed: (zoom: Zoom | undefined) => void;
}

const HEIGHT = 190;

/** A plot of columns against `iteration`: drag to zoom, double click for all of it. */
export class Chart {
  readonly box = element('div', 'chart');
  private plot: uPlot | undefined;
  private theme: ChartTheme = readTheme();
  private table: Table | undefined;
  private zoom: Zoom | undefined;
  private frame = 0;

  constructor(private options: ChartOptions) {
    this.box.setAttribute('role', 'img');
    new ResizeObserver(() => this.resize()).observe(this.box);
  }

  /** Draws the table's rows, at most once a frame however often it is asked. */
  show(table: Table): void {
    this.table = table;
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
    if (this.table) this.show(this.table);
  }

  /** Shows a part of the x axis, or all of it. */
  zoomTo(zoom: Zoom | undefined): void {
    this.zoom = zoom;
    if (this.table) this.show(this.table);
  }

  rebuild(): void {
    this.plot?.destroy();
    this.plot = undefined;
    this.theme = readTheme();
    if (this.table) this.show(this.table);
  }

  private draw(): void {
    const { table, box } = this;
    if (!table || box.clientWidth === 0) return;
    const x = table.column('iteration');
    const [from, to] = this.zoom ? rowsBetween(x, this.zoom.min, this.zoom.max) : [0, x.length];
    const columns = this.options.lines.map(line =>
      smooth(table.column(line.column), this.options.smoothing).subarray(from, to),
    );
    const data = decimate(x.subarray(from, to), columns, box.clientWidth);
    this.plot ??= new uPlot(this.plotOptions(), data, box);
    this.plot.setData(data, this.zoom === undefined);
    if (this.zoom) this.plot.setScale('x', this.zoom);
    box.setAttribute('aria-label', this.summary(table));
  }

  private summary(table: Table): string {
    const { title, lines, numbers } = this.options;
    const values = lines.map(({ column, label }) => `${label} ${numbers.precise(table.last(column))}`);
    return `${title}: ${values.join(', ')}`;
  }

  private resize(): void {
    if (this.plot) this.plot.setSize({ width: this.box.clientWidth, height: HEIGHT });
    else if (this.table) this.show(this.table);
  }

  private plotOptions(): uPlot.Options {
    const { numbers, logarithmic, lines, xLabel } = this.options;
    const { text, grid } = this.theme;
    const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    const short = (_plot: uPlot, values: number[]) => values.map(v => (v === null ? '' : numbers.short(v)));
    return {
      width: this.box.clientWidth,
      height: HEIGHT,
      scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
      axes: [
        { ...axis, values: short, size: 28 },
        { ...axis, values: short, size: 44 },
      ],
      series: [
        {
          label: xLabel,
          value: (plot, v, _series, row) =>
            numbers.whole((row === null ? plot.data[0].at(-1) : v) ?? Number.NaN),
        },
        ...lines.map(line => this.series(line)),
      ],
      cursor: { drag: { x: true, y: false } },
      legend: {
        markers: { fill: (_plot, i) => (lines[i - 1].pale ? 'transparent' : this.colorOf(lines[i - 1])) },
      },
      hooks: {
        setSelect: [plot => this.select(plot)],
        init: [plot => plot.over.addEventListener('dblclick', () => this.options.zoomed(undefined))],
      },
    };
  }

  private series(line: Line): uPlot.Series {
    const { numbers } = this.options;
    const dash = line.pale ? undefined : dashOf(this.theme, line.color);
    return {
      label: dash ? `${dash.sign} ${line.label}` : line.label,
      stroke: this.colorOf(line),
      width: line.pale ? 1 : 1.75,
      alpha: line.pale ? 0.35 : 1,
      dash: dash?.lengths,
      points: { show: false },
      value: (plot, v, series, row) => numbers.precise(row === null ? plot.data[series].at(-1) : v),
    };
  }

  private colorOf(line: Line): string {
    return this.theme.lines[line.color % this.theme.lines.length];
  }

  private select({ select, posToVal }: uPlot): void {
    if (select.width < 4) return;
    this.options.zoomed({ min: posToVal(select.left, 'x'), max: posToVal(select.left + select.width, 'x') });
  }
}
