import { windowOf } from '../../common/runFigures';
import { lossUnits } from '../runs/lossEstimate';
import type { RunData } from '../runs/runData';
import { curvesOf, type PlotContext, type PlotKind, plotOf } from './kind';

const { token, perplexity, bits } = lossUnits;

/** Converts the standard error of the loss to that of each unit, to first order. */
const errors = {
  window: (_value: number, error: number) => error,
  token: (_value: number, error: number, run: RunData) => token(error, run),
  perplexity: (value: number, error: number, run: RunData) => perplexity(value, run) * token(error, run),
  bits: (_value: number, error: number, run: RunData) => bits(error, run),
};

/** Returns the curves of training and validation loss, in the unit. */
function curves(context: PlotContext, unit: keyof typeof lossUnits) {
  const { t } = context.texts;
  const common = { unit: lossUnits[unit] };
  return [
    ...curvesOf(context, {
      ...common,
      label: t('Training'),
      columns: ['loss'],
      color: 0,
      style: 'line',
      isNoisy: true,
    }),
    ...curvesOf(context, {
      ...common,
      label: t('Validation'),
      part: t('Validation'),
      columns: ['validationLoss'],
      color: 3,
      style: 'marked',
      isNoisy: false,
      error: { column: 'validationError', unit: errors[unit] },
    }),
  ];
}

/**
 * Plots the loss in nats per window, like min-char-rnn. Runs with windows of different lengths are compared
 * in nats per token.
 */
export const lossPlot: PlotKind = {
  key: 'loss',
  logarithmic: false,
  content(context) {
    const { t } = context.texts;
    const isOneLength = new Set(context.runs.map(({ record }) => windowOf(record))).size <= 1;
    const title = isOneLength ? t('Loss (nats per window)') : t('Loss (nats per token)');
    return plotOf(context, lossPlot, title, curves(context, isOneLength ? 'window' : 'token'));
  },
};

/**
 * Plots the loss as perplexity or in bits. The axis is logarithmic by default, because the perplexity of an
 * untrained network would otherwise flatten the rest of the curve.
 */
export const likelihoodPlot: PlotKind = {
  key: 'likelihood',
  logarithmic: true,
  content(context) {
    const { t } = context.texts;
    const { likelihood } = context.state;
    const title = likelihood === 'perplexity' ? t('Perplexity') : bitsTitle(context);
    return plotOf(context, likelihoodPlot, title, curves(context, likelihood));
  },
};

function bitsTitle({ runs, texts: { t } }: PlotContext): string {
  const areCharacters = runs.every(({ record }) => record.settings['text.unit'] === 'character');
  return areCharacters ? t('Bits per character') : t('Bits per token');
}
