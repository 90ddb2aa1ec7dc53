import type { TimeColumn } from './timeAxis';

/** What a person chose of all plots. */
export interface PlotState {
  /** What counts along the plots. */
  readonly x: TimeColumn;
  readonly logX: boolean;
  /** Share of the past in what is drawn, 0 to 0.999. */
  readonly smoothing: number;
  /** Whether a plot's y axis is logarithmic, by the plot's key, where a person chose it. */
  readonly logarithmic: Readonly<Record<string, boolean>>;
  readonly likelihood: 'perplexity' | 'bits';
  /** Which parameters' gradient norms are drawn; without it, or for runs without these, all or the layers'. */
  readonly norms?: string;
  /** The setting whose values the plots tell apart, instead of single runs. */
  readonly group?: string;
}

/** Until somebody chooses. */
export const initialPlotState: PlotState = {
  x: 'iteration',
  logX: false,
  smoothing: 0.9,
  logarithmic: {},
  likelihood: 'perplexity',
};
