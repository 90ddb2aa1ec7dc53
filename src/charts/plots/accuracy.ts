import { type CurveKind, curvesOf, type PlotContext, type PlotKind, plotOf } from './kind';

const common = { style: 'marked', isNoisy: false } as const;

/** Plots the shares of correct predictions of each validation: of labels, or of targets and their symbols. */
export const accuracyPlot: PlotKind<'accuracy'> = {
  key: 'accuracy',
  logarithmic: false,
  content(context) {
    const { t } = context.texts;
    const isOfPairs = context.runs.every(({ record }) => record.translation);
    const kinds = isOfPairs ? pairCurves(t) : labelCurves(t);
    const title = isOfPairs ? t('Exact targets and correct next symbols') : t('Accuracy and macro-F1');
    return plotOf(
      context,
      accuracyPlot,
      title,
      kinds.flatMap(kind => curvesOf(context, kind)),
    );
  },
};

type T = PlotContext['texts']['t'];

const labelCurves = (t: T): CurveKind[] => [
  {
    ...common,
    label: t('Accuracy'),
    columns: ['validationAccuracy'],
    now: ({ record }) => asEstimate(record.validation?.last.accuracy),
    color: 0,
  },
  {
    ...common,
    label: t('macro-F1'),
    part: t('macro-F1'),
    columns: ['validationMacroF1'],
    now: ({ record }) => asEstimate(record.validation?.last.macroF1),
    color: 3,
  },
];

const pairCurves = (t: T): CurveKind[] => [
  {
    ...common,
    label: t('Exact targets'),
    columns: ['validationExact'],
    now: ({ record }) => asEstimate(record.validation?.last.exact),
    color: 0,
  },
  {
    ...common,
    label: t('Correct next symbols'),
    part: t('Correct next symbols'),
    columns: ['validationAccuracy'],
    now: ({ record }) => asEstimate(record.validation?.last.accuracy),
    color: 3,
  },
];

const asEstimate = (value: number | undefined) => (value === undefined ? undefined : { value });
