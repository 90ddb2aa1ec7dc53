import { accuracyPlot } from './accuracy';
import { clippedPlot } from './clipped';
import { learningRatePlot } from './learningRate';
import { lossPlot } from './loss';
import { normsPlot } from './norms';
import { spectralRadiusPlot } from './spectralRadius';

/**
 * The plots over time, in the order in which the page and the reports show them. The page makes a card for
 * each of them.
 */
export const plotKinds = [
  lossPlot,
  accuracyPlot,
  normsPlot,
  spectralRadiusPlot,
  clippedPlot,
  learningRatePlot,
] as const;

export type PlotKey = (typeof plotKinds)[number]['key'];
