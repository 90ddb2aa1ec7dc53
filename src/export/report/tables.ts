import {
  bestAmong,
  isValidated,
  type Metric,
  metricsOf,
  type Summary,
  summarise,
} from '../../charts/comparison/metrics';
import { meanAndDeviation, seedGroupNames, seedGroups } from '../../charts/comparison/seeds';
import type { RunData } from '../../charts/runs/runData';
import { unknownNote } from '../../charts/runs/unknownNote';
import { stateNames } from '../../charts/stateNames';
import { differingTraits, traitNames, traitOf } from '../../common/differingTraits';
import { plain, table } from '../markdown';
import type { ReportSubject } from './comparison';

/** Formats a table with one row per run: its text, state and progress. */
export function runsTable({ runs, name, texts, numbers }: ReportSubject): string {
  const { t } = texts;
  const head = [t('Run'), 'ID', t('Text'), t('State'), t('Iteration'), t('Training time'), t('Date')];
  const rows = runs.map(run => {
    const { id, text, state, iteration, elapsed, createdAt } = run.record;
    const words = [id, text.name, t(stateNames[state])].map(plain);
    const figures = [numbers.whole(iteration), numbers.duration(elapsed), createdAt.slice(0, 10)];
    return [name(run.id), ...words, ...figures];
  });
  return table(head.map(plain), rows, ['left', 'left', 'left', 'left', 'right', 'right', 'right']);
}

/** Formats a list of the notes on runs. Undefined if there are none. */
export function notesList({ runs, name }: ReportSubject): string | undefined {
  const noted = runs.flatMap(({ id, record: { note = '' } }) =>
    note === '' ? [] : [`- ${name(id)}: ${note.split('\n').map(plain).join('<br>')}`],
  );
  return noted.length === 0 ? undefined : noted.join('\n');
}

/**
 * Formats a table with one row per run and one column per setting that differs. Undefined if no setting
 * differs.
 */
export function differencesTable({ runs, name, texts }: ReportSubject): string | undefined {
  const { t } = texts;
  const names = differingTraits(runs.map(({ record }) => record));
  if (names.length === 0) return undefined;
  const rows = runs.map(run => [
    name(run.id),
    ...names.map(setting => plain(String(traitOf(run.record, setting)))),
  ]);
  return table([t('Run'), ...names].map(plain), rows, ['left', ...names.map(() => 'left' as const)]);
}

/** Formats a table of the settings that all runs share. */
export function sharedTable({ runs, texts }: ReportSubject): string {
  const { t } = texts;
  const records = runs.map(({ record }) => record);
  const differing = differingTraits(records);
  const shared = traitNames(records).filter(name => !differing.includes(name));
  const rows = shared.map(name => [name, String(traitOf(records[0], name))].map(plain));
  return table([t('Setting'), t('Value')].map(plain), rows, ['left', 'left']);
}

const summaries = ['last', 'best'] as const satisfies readonly Summary[];

/**
 * Whether the table of metrics contains a metric. Excludes the speed, which depends on the machine, and the
 * gradient norm, because neither low nor high norms are better.
 */
const isJudged = ({ key }: Metric) => key !== 'norm' && key !== 'speed';

/**
 * Formats a table with one row per run that contains the last and the best value of each metric. The best
 * value of a column is in bold.
 */
export function metricsTable(comparison: ReportSubject): string {
  const { runs, name, texts, numbers } = comparison;
  const { t } = texts;
  const names = { last: t('last'), best: t('best') };
  const isMeasured = ({ column }: Metric) => runs.some(run => run.table.names.includes(column));
  const columns = metricsOf(texts)
    .filter(metric => isMeasured(metric) && isJudged(metric))
    .flatMap(metric => summaries.map(summary => columnOf(comparison, metric, summary)));
  const rows = runs.map((run, i) => [
    name(run.id),
    ...columns.map(({ metric, values, best }) => {
      const unknown = isValidated(metric) && run.record.validationText?.unknown;
      const value = numbers.precise(values[i]) + (unknown ? ' *' : '');
      return values[i] === best ? `**${value}**` : value;
    }),
  ]);
  const means = seedGroups(runs).map(group => [
    plain(meanName(comparison, group)),
    ...columns.map(({ values }) => {
      const found = meanAndDeviation(group.map(run => values[runs.indexOf(run)]));
      return found ? `${numbers.precise(found.mean)} ± ${numbers.precise(found.deviation, 2)}` : '–';
    }),
  ]);
  return table(
    [plain(t('Run')), ...columns.map(({ metric, summary }) => plain(`${metric.label} · ${names[summary]}`))],
    [...rows, ...means],
    ['left', ...columns.map(() => 'right' as const)],
  );
}

/** Returns the name of a group of runs that differ only in the seed. */
function meanName({ runs, texts }: ReportSubject, group: readonly RunData[]): string {
  const title = texts.t('Mean of {0} seeds', group.length);
  return group.length === runs.length ? title : `${title}: ${seedGroupNames(runs)(group[0])}`;
}

/**
 * Returns the footnotes of the report's tables, one per run whose validation text has unknown tokens. The
 * tables mark the validation figures of these runs with an asterisk.
 */
export function unknownNotes({ runs, name, texts, numbers }: ReportSubject): string[] {
  return runs.flatMap(({ id, record }) => {
    const note = unknownNote(record, texts, numbers);
    return note === undefined ? [] : [plain(texts.t('* Validation text of {0}: {1}', name(id), note))];
  });
}

function columnOf({ runs, store }: ReportSubject, metric: Metric, summary: (typeof summaries)[number]) {
  const values = runs.map(run => summarise(run, metric, summary, store));
  return { metric, summary, values, best: bestAmong(values, metric.better) };
}

/** Formats a table of the settings changed during training. Undefined if there were no changes. */
export function changesTable({ runs, name, texts, numbers }: ReportSubject): string | undefined {
  const { t } = texts;
  const rows = runs.flatMap(run =>
    run.changes.map(({ iteration, setting, from, to }) => [
      name(run.id),
      numbers.whole(iteration),
      plain(t('{0}: {1} → {2}', setting, numbers.precise(from), numbers.precise(to))),
    ]),
  );
  if (rows.length === 0) return undefined;
  return table([t('Run'), t('Iteration'), t('Change')].map(plain), rows, ['left', 'right', 'left']);
}
