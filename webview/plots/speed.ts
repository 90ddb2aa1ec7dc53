import { curvesOf, type PlotKind, plotOf } from './kind';

export const learningRatePlot: PlotKind = {
  key: 'learningRate',
  logarithmic: true,
  content(scenery) {
    const title = scenery.texts.t('Learning rate');
    const columns = ['learningRate'];
    const curves = curvesOf(scenery, { label: title, columns, color: 0, style: 'line', isNoisy: false });
    return plotOf(scenery, learningRatePlot, title, curves);
  },
};

export const speedPlot: PlotKind = {
  key: 'speed',
  logarithmic: false,
  content(scenery) {
    const title = scenery.texts.t('Tokens per second');
    const columns = ['tokensPerSecond'];
    const curves = curvesOf(scenery, { label: title, columns, color: 0, style: 'line', isNoisy: true });
    return plotOf(scenery, speedPlot, title, curves);
  },
};
