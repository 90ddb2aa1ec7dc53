import { curvesOf, type PlotKind, plotOf } from './kind';
import { variesRate } from './steadyValues';

/** Plots the learning rate if it changed during one of the runs. */
export const learningRatePlot: PlotKind<'learningRate'> = {
  key: 'learningRate',
  logarithmic: true,
  content(context) {
    if (!variesRate(context.runs, context.store)) return undefined;
    const title = context.texts.t('Learning rate');
    const columns = ['learningRate'];
    const curves = curvesOf(context, { label: title, columns, color: 0, style: 'line', isNoisy: false });
    return plotOf(context, learningRatePlot, title, curves);
  },
};
