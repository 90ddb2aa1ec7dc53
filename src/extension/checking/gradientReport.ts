import { l10n } from 'vscode';
import type { ParameterCheck } from '../../protocol/gradientReport';
import type { GradientCheckResult } from '../../protocol/storage';
import { aligned } from '../format/table';

/**
 * Formats a gradient check as a text: the verdict, the result for every parameter, the method, and the
 * purpose of the check.
 */
export function gradientReport(report: GradientCheckResult): string {
  const { network, isRight, tolerance } = report;
  const verdict = isRight
    ? l10n.t('All gradients are correct: {0}.', nameOf(network))
    : l10n.t('Some gradients are WRONG: {0}.', nameOf(network));
  return [
    verdict,
    '',
    aligned(
      [headings(), ...report.parameters.map(parameter => rowOf(parameter, tolerance))],
      ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
    ),
    '',
    heading(l10n.t('What was compared')),
    l10n.t('analytic   dL/dw, as backpropagation through time computes it during training'),
    l10n.t('numeric    the central difference of the loss L for a small change of w alone:'),
    '           ( 8 [L(w+ε) − L(w−ε)] − [L(w+2ε) − L(w−2ε)] ) / 12ε',
    l10n.t(
      'error      |analytic − numeric| / max(|analytic| + |numeric|, 1e-4), the maximum over all elements',
    ),
    l10n.t('right      an error below {0}', tolerance.toExponential()),
    '',
    heading(l10n.t('Network')),
    ...sizesOf(report),
    '',
    heading(l10n.t('Why check gradients')),
    ...reasons(),
    '',
  ].join('\n');
}

const heading = (text: string) => `## ${text}`;

const headings = () => [
  l10n.t('Parameter'),
  l10n.t('Verdict'),
  l10n.t('Largest error'),
  l10n.t('Shape'),
  l10n.t('at [row, column]'),
  l10n.t('analytic'),
  l10n.t('numeric'),
];

function rowOf(parameter: ParameterCheck, tolerance: number): string[] {
  const { name, rows, columns, error, row, column, analytic, numeric } = parameter;
  return [
    name,
    error < tolerance ? l10n.t('right') : l10n.t('WRONG'),
    exponential(error),
    `${rows} × ${columns}`,
    `[${row}, ${column}]`,
    analytic.toPrecision(9),
    numeric.toPrecision(9),
  ];
}

function nameOf({ cell, activation, layers }: GradientCheckResult['network']): string {
  const kind = activation === undefined ? cell : `${cell}, ${activation}`;
  return layers === 1 ? l10n.t('{0}, one layer', kind) : l10n.t('{0}, {1} layers', kind, layers);
}

function sizesOf({ network, T, B, parameters }: GradientCheckResult): string[] {
  const { vocabulary, hidden, embedding, output } = network;
  const elements = parameters.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  return [
    l10n.t('The cell, the activation, the layers and the output ({0}) are those of your settings.', output),
    l10n.t(
      'The sizes are small and all different, so that every element is checked and confused sizes are detected:',
    ),
    `V = ${vocabulary}, H = ${hidden}, E = ${embedding}, T = ${T}, B = ${B}`,
    l10n.t(
      '(symbols, hidden units, embedding (0: none), steps, streams; {0} elements). The code is the same for every size.',
      elements,
    ),
    l10n.t(
      'Weights are random in ±0.8 and states in ±1, never zero or the identity, which could hide a wrong gradient. Numbers have 64 bits.',
    ),
    l10n.t(
      'ε is 1e-4, or 1e-3, 1e-5 or 1e-6 where that fits better. With relu and similar functions a kink between two losses can spoil the difference; other weights are tried then.',
    ),
  ];
}

const reasons = () => [
  l10n.t(
    'A network with slightly wrong gradients often still learns, only worse, and nothing shows it. The numeric gradient needs only the loss and no derivation: if both agree in six digits for every weight, backpropagation is correct.',
  ),
  l10n.t(
    'The numeric gradient needs four passes over the window per weight, which is too slow for training.',
  ),
];

const exponential = (value: number) => (Number.isFinite(value) ? value.toExponential(1) : String(value));
