import { verbsText } from '../../charts/experiment/verbsText';
import { PageTexts } from '../../charts/texts';
import type { ClassicFigures } from '../../protocol/classicFigures';
import { plain, table } from '../markdown';

const english = new PageTexts();
const DIGITS = 3;
const figureText = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(DIGITS));

/**
 * Writes what the runs of a classic experiment have learned, as the parts of a report in English: what the paper reports,
 * the thresholds and which runs met them, the errors by position, and what did not replicate.
 */
export function classicSection(classic: ClassicFigures): string[] {
  const { source, reported, found, runs, finished, clusters } = classic;
  return [
    `## ${plain(source)}`,
    plain(reported),
    ...thresholdTable(classic),
    ...labelTable(classic),
    ...agreementTable(classic),
    ...(clusters === undefined ? [] : ['Clusters of words by their mean hidden states:', fenced(clusters)]),
    ...(runs < finished ? [`Measured: the first ${runs} of ${finished} finished runs.`] : []),
    plain(found),
  ];
}

function thresholdTable({ thresholds, conditions }: ClassicFigures): string[] {
  if (thresholds.length === 0 || conditions.length === 0) return [];
  const rows = thresholds.flatMap(({ description, elman, bound, limit }, i) =>
    conditions.map(({ name, runs }) => {
      const figures = runs.map(run => run.figures[i]);
      const met = figures.filter(({ isMet }) => isMet).length;
      return [
        ...[plain(description), plain(elman), plain(name)],
        `${bound === 'atMost' ? 'at most' : 'at least'} ${limit}`,
        figures.map(({ figure }) => figureText(figure)).join(', '),
        `${met} of ${figures.length}`,
      ];
    }),
  );
  const head = ['figure', 'Elman', 'condition', 'threshold', 'here, by seed', 'met'];
  return [table(head, rows, ['left', 'left', 'left', 'left', 'left', 'right'])];
}

function labelTable({ conditions }: ClassicFigures): string[] {
  const all = conditions.flatMap(({ name, labels }) => labels.map(label => ({ name, ...label })));
  if (all.length === 0) return [];
  const bits = all[0].bits?.map((_, k) => `bit ${k + 1}`) ?? [];
  const rows = all.map(({ name, label, rms, surprisal, bits: errors = [] }) => [
    ...[plain(label), plain(name), figureText(rms), figureText(surprisal)],
    ...errors.map(figureText),
  ]);
  const head = ['label', 'condition', 'RMS of 1 - P', 'nats per token', ...bits];
  return [
    'Error by label:',
    table(head, rows, ['left', 'left', ...head.slice(2).map(() => 'right' as const)]),
  ];
}

function agreementTable({ conditions }: ClassicFigures): string[] {
  const rows = conditions.flatMap(({ name, agreement }) =>
    agreement.map(figures => [
      plain(verbsText(figures, english)),
      plain(name),
      `${(100 * figures.right).toFixed(1)}%`,
    ]),
  );
  if (rows.length === 0) return [];
  const head = ['verbs', 'condition', 'right number more likely'];
  return ['Agreement:', table(head, rows, ['left', 'left', 'right'])];
}

const fenced = (drawing: string) => `\`\`\`text\n${drawing.replaceAll('`', "'")}\`\`\``;
