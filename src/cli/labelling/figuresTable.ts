import type { TokenErrors } from '../../engine/scoring/labels/tokenErrors';
import type { NamedFigures, PredictionFigures } from '../../protocol/labelFigures';
import { count, decimal, table } from '../format';
import { counted } from './readingText';

/** Number of labels up to which the table of confusions is printed, and of tokens whose errors are listed. */
const SHOWN = 12;

const percent = (share: number) => `${decimal(100 * share, 1)}%`;

/** Returns the figures of a network and of its baselines as text. */
export function figuresText(
  network: PredictionFigures,
  labels: readonly string[],
  baselines: readonly NamedFigures[],
): string {
  const all = [{ name: 'network', figures: network }, ...baselines];
  const summary = table([
    ['', 'accuracy', 'macro-F1', 'nats per label', 'calibration error'],
    ...all.map(({ name, figures: { accuracy, macroF1, loss, calibrationError } }) => [
      name,
      percent(accuracy),
      decimal(macroF1, 3),
      decimal(loss, 3),
      decimal(calibrationError, 3),
    ]),
  ]);
  return [
    counted(network.predictions, 'predicted label'),
    '',
    summary,
    byLabel(network, labels),
    bins(network),
    confusion(network, labels),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

/** Returns the tokens whose tags were most often predicted wrongly, as text. Empty if there are no errors. */
export function errorsText(errors: readonly TokenErrors[]): string {
  const wrong = errors.filter(each => each.errors > 0).slice(0, SHOWN);
  if (wrong.length === 0) return '';
  const rows = wrong.map(each => [
    each.token,
    count(each.count),
    count(each.errors),
    percent(each.errors / each.count),
  ]);
  return `\n${table([['token', 'occurrences', 'errors', 'share'], ...rows])}`;
}

function byLabel({ byLabel }: PredictionFigures, labels: readonly string[]): string {
  const rows = byLabel.map(({ count: n, predicted, precision, recall, f1 }, k) => [
    labels[k],
    count(n),
    count(predicted),
    percent(precision),
    percent(recall),
    decimal(f1, 3),
  ]);
  return table([['label', 'correct', 'predicted', 'precision', 'recall', 'F1'], ...rows]);
}

function bins({ calibration }: PredictionFigures): string {
  const rows = calibration
    .filter(bin => bin.count > 0)
    .map(bin => [
      `${percent(bin.from)} to ${percent(bin.to)}`,
      count(bin.count),
      percent(bin.confidence),
      percent(bin.accuracy),
    ]);
  return table([['probability', 'labels', 'mean', 'accuracy'], ...rows]);
}

function confusion({ confusion: rows }: PredictionFigures, labels: readonly string[]): string {
  if (labels.length > SHOWN)
    return `The table of confusions has ${count(labels.length)} labels: see --json.\n`;
  const body = rows.map((row, k) => [labels[k], ...row.map(count)]);
  return table([['correct \\ predicted', ...labels], ...body]);
}
