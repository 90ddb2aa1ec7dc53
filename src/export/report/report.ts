import { labelsOf } from '../../charts/comparison/labels';
import { unitsText } from '../../charts/comparison/lossUnit';
import { NumberFormat } from '../../charts/format';
import { RunData } from '../../charts/runs/runData';
import { SeriesStore } from '../../charts/series/seriesStore';
import { PageTexts } from '../../charts/texts';
import { lossUnitOf } from '../../common/runTask';
import type { ExportedFile } from '../../protocol/storage';
import type { ExportedRun } from '../exportedRun';
import { linkAddress, plain } from '../markdown';
import type { ReportSubject } from './comparison';
import { plotsOf } from './plots';
import {
  changesTable,
  differencesTable,
  metricsTable,
  notesList,
  runsTable,
  sharedTable,
  unknownNotes,
} from './tables';

/** The language of a report. */
export interface ReportLanguage {
  /** Translations keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
}

/**
 * Writes a comparison of runs: `<name>.md` in Markdown, and the dashboard's plots as SVG files next to it.
 */
export function comparisonReport(
  runs: readonly ExportedRun[],
  name: string,
  { translations, language }: ReportLanguage,
): ExportedFile[] {
  const texts = new PageTexts();
  texts.use(translations, language);
  const { t } = texts;
  const numbers = new NumberFormat(() => language);
  const store = new SeriesStore();
  const data = runs.map(({ record, history }, i) => new RunData({ ...record, live: false }, history, i));
  const labels = labelsOf(data);
  const called = (id: string) => plain(labels.get(id) ?? id);
  const comparison: ReportSubject = { runs: data, name: called, texts, numbers, store };
  const plots = plotsOf(comparison).map(plot => ({
    ...plot,
    file: `${name}-${plot.key}.svg`,
  }));
  const differences = differencesTable(comparison) ?? plain(t('The runs have the same settings.'));
  const changes = changesTable(comparison);
  const units = data.map(({ record }) => lossUnitOf(record));
  const notes = notesList(comparison);
  const sections = [
    `# ${plain(t('Comparison of runs'))}`,
    runsTable(comparison),
    ...(notes === undefined ? [] : [`## ${plain(t('Notes'))}`, notes]),
    `## ${plain(t('Differences'))}`,
    differences,
    `## ${plain(t('Results'))}`,
    metricsTable(comparison),
    plain(t('Losses are in {0}; training losses are smoothed.', unitsText(units, texts))),
    ...unknownNotes(comparison),
    ...(changes === undefined ? [] : [`## ${plain(t('Changes during the training'))}`, changes]),
    ...plots.flatMap(({ title, file }) => [`## ${plain(title)}`, `![${plain(title)}](${linkAddress(file)})`]),
    `## ${plain(t('Common settings'))}`,
    sharedTable(comparison),
  ];
  const encoder = new TextEncoder();
  return [
    { path: `${name}.md`, bytes: encoder.encode(`${sections.join('\n\n')}\n`) },
    ...plots.map(({ file, svg }) => ({ path: file, bytes: encoder.encode(svg) })),
  ];
}
