import { plural } from '../../common/plural';
import { type ConditionComparison, comparesLowestOnly } from '../../engine/experiments/comparisons';
import type { Effect } from '../../engine/experiments/effects';
import type { Experiment } from '../../engine/experiments/experiment';
import type { ConditionResult } from '../../engine/experiments/results';
import { lossUnit } from '../../engine/experiments/runLosses';
import type { ClassicFigures } from '../../protocol/classicFigures';
import type { MeasuredUnit } from '../../protocol/experimentFigures';
import { linkAddress, plain, table } from '../markdown';
import { classicSection } from './classicSection';

/** The content of an experiment's report. */
export interface ExperimentResults {
  readonly experiment: Pick<Experiment, 'name' | 'task' | 'measure' | 'seeds' | 'design'>;
  readonly results: readonly ConditionResult[];
  readonly comparisons: readonly ConditionComparison[];
  readonly effects: readonly Effect[];
}

/** The content of a report that is not in every report. */
interface Additions {
  /** Undefined if the experiment does not repeat a classic one. */
  readonly classic?: ClassicFigures | undefined;
  /** The plots, and the paths of their files, relative to the report. */
  readonly plots?: readonly { readonly title: string; readonly path: string }[];
}

/** Minimum number of finished seeds of a condition for its mean to be printed in bold if it is the lowest. */
const EVIDENCE = 3;
const DIGITS = 3;

/** Writes the results of an experiment as Markdown, in English. */
export function experimentReport({
  experiment,
  results,
  comparisons,
  effects,
  classic,
  plots = [],
}: ExperimentResults & Additions): string {
  const parts = [
    `# ${plain(experiment.name)}`,
    measureText(experiment),
    resultTable(results),
    ...missingText(results),
    ...droppedText(results),
    ...verdicts(experiment, results, comparisons),
    ...effectTable(effects),
    ...(classic ? classicSection(classic) : []),
    ...plots.flatMap(({ title, path }) => [`## ${plain(title)}`, `![${plain(title)}](${linkAddress(path)})`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function measureText(experiment: ExperimentResults['experiment']): string {
  const { metric, at } = experiment.measure;
  const { folds } = experiment.design;
  if (metric === 'validation.errorRate')
    return `Share of wrong labels of held-out examples, ${at === 'best' ? 'where the loss is lowest' : 'at the end'}. Deviation and 95% interval over the seeds.`;
  const unit = lossUnit(experiment) === 'label' ? 'label' : 'token';
  const text = metric === 'validation.loss' ? 'held-out text' : 'the training text (smoothed)';
  const parts = folds === undefined ? '' : `, mean over ${folds} parts of the text, each held out once`;
  return `Loss in nats per ${unit} on ${text}, ${at === 'best' ? 'at its lowest' : 'at the end'}${parts}. Deviation and 95% interval over the seeds.`;
}

function resultTable(results: readonly ConditionResult[]): string {
  const head = ['condition', 'seeds', 'mean', 'deviation', '95% interval', 'failed'];
  const rows = results.map(({ name, losses, mean, deviation, interval, failed }, i) => {
    const figure = nats(mean);
    return [
      plain(name),
      String(losses.size),
      i === 0 && losses.size >= EVIDENCE ? `**${figure}**` : figure,
      nats(deviation),
      interval ? `${nats(interval.low)} to ${nats(interval.high)}` : '–',
      String(failed),
    ];
  });
  return table(head, rows, ['left', 'right', 'right', 'right', 'right', 'right']);
}

function missingText(results: readonly ConditionResult[]): string[] {
  const missing = results.reduce((sum, result) => sum + result.missing, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return [
    ...(missing > 0
      ? [`${counted(missing, 'run is', 'runs are')} not done; the table leaves them out.`]
      : []),
    ...(failed > 0 ? [`${counted(failed, 'run', 'runs')} failed; the means leave them out.`] : []),
  ];
}

/**
 * Returns sentences on the conditions that successive halving dropped, and after how many iterations it
 * dropped them. The losses of these conditions in the report are those at that iteration.
 */
function droppedText(results: readonly ConditionResult[]): string[] {
  const dropped = results.filter(({ droppedAfter }) => droppedAfter !== undefined);
  if (dropped.length === 0) return [];
  const lines = dropped.map(
    ({ name, droppedAfter }) => `- ${plain(name)}: ${counted(droppedAfter ?? 0, 'iteration', 'iterations')}`,
  );
  return [
    'Successive halving dropped these conditions. The table has their losses after that number of iterations, and the verdict leaves them out.',
    lines.join('\n'),
  ];
}

function verdicts(
  experiment: ExperimentResults['experiment'],
  results: readonly ConditionResult[],
  comparisons: readonly ConditionComparison[],
): string[] {
  if (comparisons.length === 0) return [];
  const notes = [
    'Differences are paired by seed.',
    ...(comparisons.length > 1
      ? [`p by paired t-tests, with Holm's correction for ${comparisons.length} comparisons.`]
      : []),
    ...(comparesLowestOnly(results) ? ['Only the lowest condition is compared with the others.'] : []),
  ];
  return [
    '## Verdict',
    comparisons.map(comparison => `- ${verdictOf(comparison, lossUnit(experiment))}`).join('\n'),
    notes.join(' '),
  ];
}

function verdictOf(
  { lower, higher, difference, interval, seeds, wins, p }: ConditionComparison,
  unit: MeasuredUnit,
): string {
  if (difference === 0)
    return `${plain(lower.name)} and ${plain(higher.name)} are equal, as means of the common seeds (${seeds}).`;
  const verb = unit === 'error' ? 'makes fewer errors' : 'is lower';
  const size = `${nats(difference)} ${unit === 'error' ? 'per label' : `nats per ${unit ?? 'token'}`}`;
  const beginning = `${plain(lower.name)} ${verb} than ${plain(higher.name)}`;
  if (!interval || p === undefined) return `${beginning} by ${size}. One seed is no evidence.`;
  const found = `${beginning} in ${wins} of ${seeds} seeds, by ${size} (${nats(interval.low)} to ${nats(interval.high)}), ${probability(p)}.`;
  return p < 0.05 ? found : `${found} The difference may be due to chance.`;
}

function effectTable(effects: readonly Effect[]): string[] {
  if (effects.length === 0) return [];
  const rows = effects.map(({ setting, share, means }) => [
    plain(setting),
    `${(100 * share).toFixed(1)}%`,
    means.map(({ value, mean }) => `${plain(value)}: ${nats(mean)}`).join(', '),
  ]);
  return [
    '## What each setting explains',
    table(['setting', 'share of the variance', 'mean loss by value'], rows, ['left', 'right', 'left']),
  ];
}

const nats = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(DIGITS));
const probability = (p: number) => (p < 0.001 ? 'p below 0.001' : `p = ${p.toFixed(3)}`);
const counted = (count: number, one: string, many: string) => `${count} ${plural(count, one, many)}`;
