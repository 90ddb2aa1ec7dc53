import { settings } from '../engine';
import {
  type GeneratorName,
  generatedLabels,
  generatedText,
  generatorNames,
  generators,
} from '../engine/experiments/generators';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { didYouMean } from './command/didYouMean';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { checkWritable, writeFile } from './files';

const descriptions = generatorNames.map(name => {
  const { description, counts, defaultNumber } = generators[name];
  return `${name}: ${description} (${defaultNumber} ${counts})`;
});

export const generate: Command = {
  name: 'generate',
  operands: 'NAME',
  summary: "Generates the text of one of Elman's experiments, or of a test of memory.",
  notes: `The text is one line. The same seed gives the same text. NAME is one of these. ${descriptions.join(' ')}`,
  flags: [
    commandFlag(
      'number',
      { kind: 'integer', minimum: 1, maximum: 10_000_000, default: 0 },
      'Number of bits, consonants, sentences or sequences; unless given, the number above.',
    ),
    commandFlag('seed', settings['training.seed'], 'Seed of the random numbers.'),
    commandFlag(
      'complex',
      { kind: 'number', minimum: 0, maximum: 1, default: 0.5 },
      'Share of sentences with a relative clause, for agreement.',
    ),
    commandFlag('out', 'FILE', 'Writes the text to this file, and not to the standard output.'),
    commandFlag('labels', 'FILE.tsv', 'Writes the place, the token and its label of every token as a table.'),
  ],

  async run(call) {
    const name = nameIn(call);
    const params = {
      number: numberFlag(call, 'number') ?? generators[name].defaultNumber,
      seed: numberFlag(call, 'seed') ?? 1,
      complex: numberFlag(call, 'complex') ?? 0.5,
    };
    const [out, labels] = [textFlag(call, 'out') ?? '-', textFlag(call, 'labels')];
    for (const path of [out, ...(labels === undefined ? [] : [labels])]) await checkWritable(path);
    await writeFile(out, generatedText(name, params));
    if (labels !== undefined) await writeFile(labels, generatedLabels(name, params));
    return 0;
  },
};

function nameIn(call: Call): GeneratorName {
  const [given] = operandsOf(call, ['NAME']);
  const name = generatorNames.find(each => each === given);
  if (name) return name;
  const known = generatorNames.join(', ');
  throw new UsageError(
    `There is no generator "${given}", only ${known}.${didYouMean(given, generatorNames)}`,
  );
}
