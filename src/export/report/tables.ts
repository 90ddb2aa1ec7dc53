import { type Metric, metricsOf, type Summary, summarise } from '../../../webview/comparison/metrics';
import { differingTraits, traitNames, traitOf } from '../../../webview/comparison/settings';
import type { Numbers } from '../../../webview/format';
import type { RunData } from '../../../webview/model/runData';
import type { SeriesStore } from '../../../webview/plots/seriesStore';
import { stateNames } from '../../../webview/stateNames';
import type { Texts } from '../../../webview/texts';
import { plain, table } from '../markdown';

const nameOf = ({ record }: RunData) => plain(record.name);

/** A row for every run: what it is and how far it came. */
export function runsTable(runs: readonly RunData[], { t }: Texts, numbers: Numbers): string {
  const head = [...[t('Run'), 'ID', t('Text'), t('State'), t('Iteration'), t('Time trained'), t('Date')]].map(
    plain,
  );
  const rows = runs.map(run => {
    const { id, text, state, iteration, elapsed, createdAt } = run.latest;
    const words = [id, text.name, t(stateNames[state])].map(plain);
    const figures = [numbers.whole(iteration), numbers.duration(elapsed), createdAt.slice(0, 10)];
    return [nameOf(run), ...words, ...figures];
  });
  return table(head, rows, ['left', 'left', 'left', 'left', 'right', 'right', 'right']);
}

/** A row for every run, a column for every setting in which they differ; nothing where they differ in none. */
export function differencesTable(runs: readonly RunData[], { t }: Texts): string | undefined {
  const names = differingTraits(runs.map(({ record }) => record));
  if (names.length === 0) return undefined;
  const rows = runs.map(run => [nameOf(run), ...names.map(name => plain(String(traitOf(run.record, name))))]);
  return table([t('Run'), ...names].map(plain), rows, ['left', ...names.map(() => 'left' as const)]);
}

/** What all runs have in common. */
export function sharedTable(runs: readonly RunData[], { t }: Texts): string {
  const records = runs.map(({ record }) => record);
  const differing = differingTraits(records);
  const shared = traitNames(records).filter(name => !differing.includes(name));
  const rows = shared.map(name => [name, String(traitOf(records[0], name))].map(plain));
  return table([t('Setting'), t('Value')].map(plain), rows, ['left', 'left']);
}

const told: readonly Summary[] = ['last', 'best'];

/** A row for every run: each metric at the end and at its best. The best of all stand out. */
export function metricsTable(
  runs: readonly RunData[],
  texts: Texts,
  numbers: Numbers,
  store: SeriesStore,
): string {
  const { t } = texts;
  const names = { last: t('last'), best: t('best'), minimum: t('minimum'), maximum: t('maximum') };
  const isMeasured = ({ column }: Metric) => runs.some(run => run.table.names.includes(column));
  const columns = metricsOf(texts)
    .filter(isMeasured)
    .flatMap(metric => told.map(summary => columnOf(runs, metric, summary, store, names[summary])));
  const rows = runs.map((run, i) => [
    nameOf(run),
    ...columns.map(({ values, best }) => {
      const value = numbers.precise(values[i]);
      return values[i] === best ? `**${value}**` : value;
    }),
  ]);
  return table([plain(t('Run')), ...columns.map(({ label }) => plain(label))], rows, [
    'left',
    ...columns.map(() => 'right' as const),
  ]);
}

function columnOf(
  runs: readonly RunData[],
  metric: Metric,
  summary: Summary,
  store: SeriesStore,
  name: string,
) {
  const values = runs.map(run => summarise(run, metric, summary, store));
  const measured = values.filter(value => !Number.isNaN(value));
  const best = metric.better === 'less' ? Math.min(...measured) : Math.max(...measured);
  const isTold = measured.some(value => value !== best);
  return { label: `${metric.label} · ${name}`, values, best: isTold ? best : undefined };
}

/** What was changed while the runs trained; nothing where nothing was. */
export function changesTable(runs: readonly RunData[], { t }: Texts, numbers: Numbers): string | undefined {
  const rows = runs.flatMap(run =>
    run.events.map(({ iteration, setting, from, to }) => [
      nameOf(run),
      numbers.whole(iteration),
      plain(t('{0}: {1} → {2}', setting, numbers.precise(from), numbers.precise(to))),
    ]),
  );
  if (rows.length === 0) return undefined;
  return table([t('Run'), t('Iteration'), t('Change')].map(plain), rows, ['left', 'right', 'left']);
}
