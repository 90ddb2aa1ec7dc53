import type { GradientReport } from '../engine';
import { checkGradients as check } from '../package/engine';
import { type Command, operandsOf } from './command/command';
import { jsonFlag } from './command/flag';
import { settingFlags } from './command/settingFlags';
import { jsonLine, table } from './format';

export const checkGradients: Command = {
  name: 'check-gradients',
  operands: '',
  summary: 'Compares the gradients of backpropagation with central differences.',
  notes:
    'Checks every element of every parameter, in 64 bits, for a small network with these settings. The exit code is 1 if a gradient is wrong.',
  flags: [jsonFlag, ...settingFlags.filter(({ setting }) => setting?.startsWith('model.'))],

  async run(call) {
    operandsOf(call, []);
    const report = check(call.settings);
    process.stdout.write(call.flags.has('json') ? jsonLine(report) : inWords(report));
    return report.isRight ? 0 : 1;
  },
};

export function inWords({ parameters, tolerance, isRight }: GradientReport): string {
  const rows = parameters.map(({ name, rows, columns, error }) => [
    name,
    `${rows} x ${columns}`,
    error.toExponential(1),
    error < tolerance ? 'ok' : 'WRONG',
  ]);
  const verdict = isRight ? 'All gradients are correct' : 'Some gradients are wrong';
  const limit = `(relative error below ${tolerance.toExponential(0)})`;
  return `${table([['parameter', 'shape', 'relative error', ''], ...rows])}${verdict} ${limit}.\n`;
}
