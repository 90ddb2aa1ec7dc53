import type { LabellingFigures, PredictionFigures } from '../../../src/protocol/labelFigures';
import type { MetricsBlock } from '../../../src/protocol/run';

/** Made-up figures of a classifier of languages. One label is long and contains markup. */
const labels = ['English', 'Français', '日本語', '<b>long</b> label with [link](x) $(icon)'];
const confusion = [
  [48, 3, 0, 0],
  [6, 41, 0, 2],
  [0, 0, 50, 0],
  [1, 0, 0, 0],
];

function figuresOf(rows: readonly (readonly number[])[], loss: number): PredictionFigures {
  const total = rows.flat().reduce((sum, count) => sum + count, 0);
  const byLabel = rows.map((row, k) => {
    const count = row.reduce((sum, each) => sum + each, 0);
    const predicted = rows.reduce((sum, each) => sum + each[k], 0);
    const [precision, recall] = [row[k] / Math.max(1, predicted), row[k] / count];
    return { count, predicted, precision, recall, f1: (2 * row[k]) / Math.max(1, count + predicted) };
  });
  return {
    predictions: total,
    ...{ loss, lossError: 0.02, byLabel, confusion: rows, calibrationError: 0.041 },
    accuracy: rows.reduce((sum, row, k) => sum + row[k], 0) / total,
    macroF1: byLabel.reduce((sum, { f1 }) => sum + f1, 0) / rows.length,
    calibration: Array.from({ length: 10 }, (_, bin) => ({
      from: bin / 10,
      to: (bin + 1) / 10,
      count: bin < 3 ? 0 : 15,
      confidence: bin < 3 ? Number.NaN : (bin + 0.5) / 10,
      accuracy: bin < 3 ? Number.NaN : Math.min(1, (bin + 0.2) / 10),
    })),
  };
}

export const labelFigures: LabellingFigures = {
  task: 'classify',
  iteration: 1200,
  labels,
  trained: [512, 498, 503, 1],
  training: 1514,
  validation: 151,
  rareLabels: [labels[3]],
  leftOut: { emptyLines: 2, emptyTexts: 1, shortened: 3, tokens: 1412 },
  ...{ unknownExamples: 1, unknownTokens: 12 },
  network: figuresOf(confusion, 0.213),
  baselines: [
    {
      name: 'most frequent label',
      figures: figuresOf(
        confusion.map(row => [row.reduce((sum, each) => sum + each, 0), 0, 0, 0]),
        1.121,
      ),
    },
    { name: '4-grams of each label', figures: figuresOf(confusion, 0.39) },
  ],
};

/** Adds the accuracy and macro-F1 of the validations to made-up metrics. */
export function withAccuracy({ columns, values }: MetricsBlock): MetricsBlock {
  const [width, loss] = [columns.length, columns.indexOf('validationLoss')];
  const rows = values.length / width;
  const wider = new Float64Array(rows * (width + 2));
  for (let row = 0; row < rows; row++) {
    const from = values.subarray(row * width, (row + 1) * width);
    wider.set(from, row * (width + 2));
    const isValidated = loss >= 0 && !Number.isNaN(from[loss]);
    const accuracy = isValidated ? 1 - 0.6 / (1 + row / 40) : Number.NaN;
    wider.set([accuracy, 0.95 * accuracy], row * (width + 2) + width);
  }
  return { columns: [...columns, 'validationAccuracy', 'validationMacroF1'], values: wider };
}
