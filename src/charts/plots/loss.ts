import { windowOf } from '../../common/runFigures';
import { isLanguageModel } from '../../common/runTask';
import { asMeasured, type LossUnit, lossUnits } from '../runs/lossEstimate';
import type { RunData } from '../runs/runData';
import type { PageTexts } from '../texts';
import { curvesOf, type PlotContext, type PlotKind, plotOf } from './kind';

const { token, bits, perplexity } = lossUnits;

/**
 * Functions that convert the standard error of a loss in nats per window to the error in another unit, by
 * linear approximation. By the name of that unit.
 */
const errors = {
  token: (_value: number, error: number, run: RunData) => token(error, run),
  bits: (_value: number, error: number, run: RunData) => bits(error, run),
  perplexity: (value: number, error: number, run: RunData) => perplexity(value, run) * token(error, run),
  window: (_value: number, error: number) => error,
};

/**
 * Returns the curves of training and validation loss in a unit. The training curve is the moving average that
 * the run records. The current value, which the legend shows, comes from the run's record, as in all other
 * views. Rows of later updates may exist: while the run trains, and after a failure, when the record describes
 * the checkpoint.
 */
function curves(context: PlotContext, unit: LossUnit) {
  const { t } = context.texts;
  const common = { unit: lossUnits[unit] };
  return [
    ...curvesOf(context, {
      ...common,
      label: t('Training'),
      columns: ['loss'],
      average: 'smoothLoss',
      now: ({ record }) => ({ value: record.smoothLoss }),
      color: 0,
      style: 'line',
      isNoisy: true,
    }),
    ...curvesOf(context, {
      ...common,
      label: t('Validation'),
      part: t('Validation'),
      columns: ['validationLoss'],
      now: ({ record }) => record.validation && asMeasured(record.validation.last, record),
      color: 3,
      style: 'marked',
      isNoisy: false,
      error: { column: 'validationError', unit: errors[unit] },
    }),
  ];
}

/**
 * Returns the units that can be chosen for these runs, with their names. Leaves out nats per window if the
 * runs have windows of different lengths, because sums over different numbers of tokens cannot be compared.
 */
export function lossUnitsOf({
  runs,
  texts: { t },
}: Pick<PlotContext, 'runs' | 'texts'>): readonly { readonly key: LossUnit; readonly label: string }[] {
  if (!runs.every(({ record }) => isLanguageModel(record)))
    return [{ key: 'token' as const, label: exampleLoss(runs, t) }];
  const lengths = new Set(runs.map(({ record }) => windowOf(record)));
  const areCharacters = runs.every(({ record }) => record.settings['text.unit'] === 'character');
  const units: { readonly key: LossUnit; readonly label: string }[] = [
    { key: 'token', label: t('Loss (nats per token)') },
    { key: 'bits', label: areCharacters ? t('Bits per character') : t('Bits per token') },
    { key: 'perplexity', label: t('Perplexity') },
  ];
  const [length] = lengths;
  return lengths.size > 1
    ? units
    : [...units, { key: 'window' as const, label: t('Loss (nats per window of {0})', length) }];
}

/** Returns the name of the loss of runs of which at least one trains on examples of labels or pairs. */
function exampleLoss(runs: readonly RunData[], t: PageTexts['t']): string {
  if (runs.every(({ record }) => record.translation)) return t('Loss (nats per symbol)');
  if (runs.every(({ record }) => record.labelling)) return t('Loss (nats per label)');
  return t('Loss (nats per token or label)');
}

/** Returns the chosen unit, or nats per token if that unit cannot be used for these runs. */
export const chosenLossUnit = (context: Pick<PlotContext, 'runs' | 'texts' | 'state'>) => {
  const units = lossUnitsOf(context);
  return units.find(({ key }) => key === context.state.lossUnit) ?? units[0];
};

/**
 * Plots the loss in the chosen unit. The axis of perplexity is logarithmic by default: the perplexity of an
 * untrained network would flatten the rest of the curve.
 */
export const lossPlot: PlotKind<'loss'> = {
  key: 'loss',
  logarithmic: false,
  content(context) {
    const { key, label } = chosenLossUnit(context);
    const kind = { ...lossPlot, logarithmic: key === 'perplexity' };
    return plotOf(context, kind, label, curves(context, key));
  },
};
