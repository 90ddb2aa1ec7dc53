import { curvesOf, type PlotKind, plotOf } from './kind';

export const learningRatePlot: PlotKind = {
  key: 'learningRate',
  logarithmic: true,
  content(context) {
    const title = context.texts.t('Learning rate');
    const columns = ['learningRate'];
    const curves = curvesOf(context, { label: title, columns, color: 0, style: 'line', isNoisy: false });
    return plotOf(context, learningRatePlot, title, curves);
  },
};

export const speedPlot: PlotKind = {
  key: 'speed',
  logarithmic: false,
  content(context) {
    const title = context.texts.t('Tokens/s');
    const columns = ['tokensPerSecond'];
    const curves = curvesOf(context, { label: title, columns, color: 0, style: 'line', isNoisy: true });
    return plotOf(context, speedPlot, title, curves);
  },
};
