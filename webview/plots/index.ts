import { clippedPlot } from './clipped';
import type { PlotKind } from './kind';
import { likelihoodPlot, lossPlot } from './loss';
import { normsPlot } from './norms';
import { learningRatePlot, speedPlot } from './speed';

/** The plots over time, in the order of the page. */
export const plotKinds: readonly PlotKind[] = [
  lossPlot,
  likelihoodPlot,
  normsPlot,
  clippedPlot,
  learningRatePlot,
  speedPlot,
];
