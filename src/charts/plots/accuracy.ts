import { curvesOf, type PlotKind, plotOf } from './kind';

/** Plots the accuracy and the macro-F1 of each validation of a classifier or a tagger. */
export const accuracyPlot: PlotKind<'accuracy'> = {
  key: 'accuracy',
  logarithmic: false,
  content(context) {
    const { t } = context.texts;
    const common = { style: 'marked', isNoisy: false } as const;
    const curves = [
      ...curvesOf(context, {
        ...common,
        label: t('Accuracy'),
        columns: ['validationAccuracy'],
        now: ({ record }) => asEstimate(record.validation?.last.accuracy),
        color: 0,
      }),
      ...curvesOf(context, {
        ...common,
        label: t('macro-F1'),
        part: t('macro-F1'),
        columns: ['validationMacroF1'],
        now: ({ record }) => asEstimate(record.validation?.last.macroF1),
        color: 3,
      }),
    ];
    return plotOf(context, accuracyPlot, t('Accuracy and macro-F1'), curves);
  },
};

const asEstimate = (value: number | undefined) => (value === undefined ? undefined : { value });
