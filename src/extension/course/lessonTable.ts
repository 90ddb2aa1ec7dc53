import { l10n } from 'vscode';
import { kindNames } from '../../common/kindNames';
import type {
  CountingFigures,
  EnsembleFigures,
  GradientFigures,
  LessonFigures,
  LessonId,
  RnnlmFigures,
  VectorsFigures,
} from '../../protocol/course';
import { aligned } from '../format/table';

type Tables = { readonly [Id in LessonId]?: (figures: LessonFigures[Id]) => string };

/** Returns the figures of a lesson as an aligned table. Empty if the sentences of its finding have all figures. */
export function lessonTable<Id extends LessonId>(id: Id, figures: LessonFigures[Id]): string {
  const table = (tables as { readonly [Each in Id]?: (of: LessonFigures[Each]) => string })[id];
  return table?.(figures) ?? '';
}

const tables: Tables = {
  counting: countingTable,
  gradients: gradientTable,
  rnnlm: rnnlmTable,
  vectors: vectorsTable,
  ensemble: ensembleTable,
};

function gradientTable({ right, wrong }: GradientFigures): string {
  const headings = [l10n.t('Parameter'), l10n.t('error before'), l10n.t('error with the wrong sign')];
  const rows = right.parameters.map(({ name, error }, i) => [
    name,
    error.toExponential(1),
    wrong.parameters[i].error.toExponential(1),
  ]);
  return aligned([headings, ...rows], ['left', 'right', 'right']);
}

function ensembleTable({ members, ensemble, kinds }: EnsembleFigures): string {
  const { t } = l10n;
  const rows = [
    ...members.map((perplexity, i) => [t('Elman network, seed {0}', i + 1), '', perplexity]),
    [t('ensemble of the five'), '', ensemble],
    ...kinds.map(({ model, parameters, perplexity }) => [t(kindNames[model]), parameters, perplexity]),
  ] as const;
  const cells = rows.map(([name, parameters, perplexity]) => [
    String(name),
    String(parameters),
    Number(perplexity).toFixed(3),
  ]);
  return aligned([[t('model'), t('parameters'), t('perplexity')], ...cells], ['left', 'right', 'right']);
}

function rnnlmTable({ ngram, network, direct, mixed, mixedDirect }: RnnlmFigures): string {
  const { t } = l10n;
  const rows: readonly (readonly [string, number])[] = [
    [t('5-gram'), ngram],
    [t('network'), network],
    [t('network with direct connections'), direct],
    [t('5-gram and network'), mixed.perplexity],
    [t('5-gram and network with direct connections'), mixedDirect.perplexity],
  ];
  return aligned(
    [[t('model'), t('perplexity')], ...rows.map(([name, perplexity]) => [name, perplexity.toFixed(2)])],
    ['left', 'right'],
  );
}

function countingTable({ orders }: CountingFigures): string {
  const headings = [
    l10n.t('order'),
    l10n.t('n-grams'),
    l10n.t('never seen'),
    l10n.t('counted'),
    'Kneser-Ney',
  ];
  const rows = orders.map(({ order, ngrams, unseen, counted, smoothed }) => [
    String(order),
    String(ngrams),
    `${(100 * unseen).toFixed(1)} %`,
    counted.toFixed(2),
    smoothed.toFixed(2),
  ]);
  return aligned([headings, ...rows], ['right', 'right', 'right', 'right', 'right']);
}

function vectorsTable({ neighbours }: VectorsFigures): string {
  const { t } = l10n;
  const headings = [t('Word'), t('nearest by word2vec'), t('nearest by the network')];
  const rows = neighbours.map(({ word, word2vec, network }) => [word, word2vec.join(' '), network.join(' ')]);
  return aligned([headings, ...rows], ['left', 'left', 'left']);
}
