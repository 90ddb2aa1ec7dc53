import { lossOf } from '../../common/runFigures';
import type { PlannedRecord } from '../../engine/experiments/runLosses';
import type { RunRecord } from '../../protocol/run';
import { formatOf, numberCell, rowOf, textCell } from '../surprisal/cells';

const lossFigures: Readonly<Record<string, (record: RunRecord) => number | undefined>> = {
  validation_best: ({ validation }) => validation?.best.loss,
  validation_last: ({ validation }) => validation?.last.loss,
  training_last: lossOf,
};
/** Figures of classifiers and taggers. */
const labelFigures: typeof lossFigures = {
  accuracy_best: ({ validation }) => validation?.best.accuracy,
  accuracy_last: ({ validation }) => validation?.last.accuracy,
  macro_f1_best: ({ validation }) => validation?.best.macroF1,
};

/**
 * Writes a table with one row per run of an experiment: its text, the values that vary, its seed, fold,
 * state, id, number of iterations and losses in nats per token or label. Those of classifiers and taggers also have
 * accuracies and the macro-F1. A run that has not started has empty cells.
 * The extension of the file name `file` selects CSV or TSV.
 */
export function experimentTable(runs: readonly PlannedRecord[], file: string): string {
  const format = formatOf(file);
  const varied = [...new Set(runs.flatMap(({ planned }) => Object.keys(planned.condition.values)))];
  const isOfLabels = runs.some(({ planned: { task } }) => task === 'classify' || task === 'tag');
  const figures = { ...lossFigures, ...(isOfLabels && labelFigures) };
  const hasFolds = runs.some(({ planned }) => planned.fold !== undefined);
  const head = [
    'index',
    'text',
    ...varied,
    'seed',
    ...(hasFolds ? ['fold'] : []),
    'state',
    'run',
    'iterations',
    ...Object.keys(figures),
  ];
  const rows = runs.map(({ planned: { index, condition, seed, fold }, record }) => [
    String(index),
    textCell(condition.text, format),
    ...varied.map(name => textCell(String(condition.values[name]), format)),
    String(seed),
    ...(hasFolds ? [String(fold ?? '')] : []),
    record?.state ?? '',
    record?.id ?? '',
    record ? String(record.iteration) : '',
    ...Object.values(figures).map(figure => (record ? numberCell(figure(record) ?? Number.NaN) : '')),
  ]);
  return [head, ...rows].map(cells => rowOf(cells, format)).join('');
}
