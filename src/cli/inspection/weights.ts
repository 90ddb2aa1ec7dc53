import { weightFacts } from '../../engine/inspection/weightFacts';
import { weightSpectrum } from '../../engine/inspection/weightSpectrum';
import { UserError } from '../../protocol/userError';
import type { WeightFacts, WeightSpectrum } from '../../protocol/weights';
import { type Command, operandsOf } from '../command/command';
import { commandFlag, jsonFlag } from '../command/flag';
import { decimal, jsonLine, table } from '../format';
import { modelOperand, openAny } from '../openAny';
import { runsFlag } from '../runs';

export const weights: Command = {
  name: 'weights',
  operands: 'MODEL',
  summary: 'Lists the weight matrices of a network, with their sizes, distributions and spectra.',
  notes: `MODEL is ${modelOperand}. A matrix with gates is listed gate by gate. Rows of a matrix belong to its inputs, except in models of the RNNLM toolkit and of faster-rnnlm, as in their files.`,
  flags: [
    commandFlag(
      'spectrum',
      undefined,
      'Adds the largest absolute eigenvalue of recurrent matrices, marked with ~ if it is an estimate (above 512 units), and the largest singular value; with --json all of them.',
    ),
    jsonFlag,
    runsFlag,
  ],

  async run(call) {
    const [name] = operandsOf(call, ['MODEL']);
    const { model } = await openAny(call, name);
    const matrices = model.weightMatrices?.();
    if (!matrices) throw new UserError('"{0}" is not a network: it has no weights.', [name]);
    const wantsSpectrum = call.flags.has('spectrum');
    const rows = matrices.map(matrix => ({
      ...weightFacts(matrix),
      ...(wantsSpectrum && weightSpectrum(matrix)),
    }));
    process.stdout.write(
      call.flags.has('json') ? jsonLine({ matrices: rows }) : inTable(rows, wantsSpectrum),
    );
    return 0;
  },
};

function inTable(matrices: readonly (WeightFacts & WeightSpectrum)[], wantsSpectrum: boolean): string {
  const spectrumHead = wantsSpectrum ? ['|eigenvalue|', 'singular value'] : [];
  const rows = matrices.map(matrix => [
    ...[matrix.name, `${matrix.rows} x ${matrix.columns}`],
    ...[matrix.mean, matrix.deviation, matrix.minimum, matrix.maximum].map(each => decimal(each, 4)),
    decimal(matrix.norm, 2),
    ...(wantsSpectrum ? [radiusOf(matrix), decimal(matrix.singularValues?.[0] ?? Number.NaN, 4)] : []),
  ]);
  return table([['matrix', 'size', 'mean', 'deviation', 'min', 'max', 'norm', ...spectrumHead], ...rows]);
}

function radiusOf({ radius = Number.NaN, isExact = true }: WeightSpectrum): string {
  return `${isExact ? '' : '~'}${decimal(radius, 4)}`;
}
