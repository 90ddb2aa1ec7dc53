import { clippedPlot } from './clipped';
import type { PlotKind } from './kind';
import { learningRatePlot } from './learningRate';
import { lossPlot } from './loss';
import { normsPlot } from './norms';

/** The plots over time, in the order in which the page shows them. */
export const plotKinds: readonly PlotKind[] = [lossPlot, normsPlot, clippedPlot, learningRatePlot];
