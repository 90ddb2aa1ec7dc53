import { type ClassicName, classicNames, classicThresholds } from '../common/classics/classicThresholds';
import { evaluateClassic, type MeasuredThreshold } from '../engine/experiments/classics/evaluate';
import { type Command, operandsOf } from './command/command';
import { didYouMean } from './command/didYouMean';
import { jsonFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { decimal, jsonLine, table } from './format';
import { arpaFlags, modelOperand, openAny } from './openAny';
import { runsFlag } from './runs';

export const thresholds: Command = {
  name: 'thresholds',
  operands: 'NAME MODEL...',
  summary: "Says whether models learned what Elman's networks learned.",
  notes: `NAME is one of ${classicNames.join(', ')}; MODEL is ${modelOperand}. Each model reads a new text of that experiment. Exits with 1 unless all thresholds are met.`,
  flags: [...arpaFlags, runsFlag, jsonFlag],

  async run(call) {
    const { operands } = call;
    // Throws a UsageError that names the missing argument.
    if (operands.length < 2) operandsOf(call, ['NAME', 'MODEL']);
    const [name, models] = [nameIn(operands[0]), operands.slice(1)];
    let areMet = true;
    for (const model of models) {
      const measured = evaluateClassic(name, await openAny(call, model));
      areMet &&= measured.every(({ isMet }) => isMet);
      process.stdout.write(
        call.flags.has('json')
          ? jsonLine({ model, experiment: name, thresholds: measured })
          : text(model, measured),
      );
    }
    if (!call.flags.has('json')) process.stdout.write(`Elman's figures: ${classicThresholds[name].source}\n`);
    return Number(!areMet);
  },
};

function nameIn(given: string): ClassicName {
  const name = classicNames.find(each => each === given);
  if (name) return name;
  throw new UsageError(
    `There are no thresholds for "${given}", only for ${classicNames.join(', ')}.${didYouMean(given, classicNames)}`,
  );
}

function text(model: string, measured: readonly MeasuredThreshold[]): string {
  const rows = measured.map(({ description, figure, bound, limit, isMet, elman }) => [
    ...[description, elman, `${bound === 'atMost' ? 'at most' : 'at least'} ${limit}`],
    ...[decimal(figure, 3), isMet ? 'met' : 'not met'],
  ]);
  return `${model}\n${table([['figure', 'Elman', 'threshold', 'here', ''], ...rows], 3)}\n`;
}
