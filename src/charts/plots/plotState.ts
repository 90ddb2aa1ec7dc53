import type { LossUnit } from '../runs/lossEstimate';
import type { TimeColumn } from './timeAxis';

/** The user's choices that apply to all plots. */
export interface PlotState {
  /** The column on the x axis. */
  readonly x: TimeColumn;
  readonly logX: boolean;
  /** The smoothing factor: the weight of earlier values, 0 to 0.999. */
  readonly smoothing: number;
  /**
   * Whether a plot's y axis is logarithmic, by the plot's key. Contains only plots for which the user chose.
   */
  readonly logarithmic: Readonly<Record<string, boolean>>;
  /** The unit of the loss plot's y axis. */
  readonly lossUnit: LossUnit;
  /** Whether a plot's y axis includes outliers, by the plot's key. */
  readonly whole: Readonly<Record<string, boolean>>;
  /**
   * The key of the chosen group of gradient norms. If it is missing, or if the runs have no such group, the
   * first group is drawn.
   */
  readonly norms?: string;
  /**
   * The setting by which runs are grouped, or `BY_SEEDS`. Each group gets one curve. An empty text means no
   * grouping; if the user has not chosen, `groupingOf` decides.
   */
  readonly group?: string;
}

/** The default choices. */
export const initialPlotState: PlotState = {
  x: 'iteration',
  logX: false,
  smoothing: 0.9,
  logarithmic: {},
  lossUnit: 'token',
  whole: {},
};
