import { settings } from '../engine';
import {
  type GeneratorName,
  generatedLabels,
  generatedTags,
  generatedText,
  generatorNames,
  generators,
  hasBoundaries,
  hasDelay,
} from '../engine/experiments/generators';
import { DELAY } from '../engine/experiments/generators/delayed';
import {
  generatedPairs,
  type PairGeneratorName,
  pairGeneratorNames,
  pairGenerators,
} from '../engine/experiments/pairs';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { didYouMean } from './command/didYouMean';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { checkWritable, writeFile } from './files';

const descriptions = generatorNames.map(name => {
  const { description, counts, defaultNumber } = generators[name];
  return `${name}: ${description} (${defaultNumber} ${counts})`;
});

const pairDescriptions = pairGeneratorNames.map(name => `${name}: ${pairGenerators[name].description}`);

/** Number of pairs, unless given. */
const PAIRS = 5000;

export const generate: Command = {
  name: 'generate',
  operands: 'NAME',
  summary:
    "Generates the text of one of Elman's experiments, of a test of memory, or of NETtalk's task, or pairs to translate.",
  notes: `The text is one line. The same seed gives the same text. NAME is one of these. ${descriptions.join(' ')} Or it is one of these, which write pairs for "elman translate", one per line (${PAIRS} pairs, all different). ${pairDescriptions.join(' ')}`,
  flags: [
    commandFlag(
      'number',
      { kind: 'integer', minimum: 1, maximum: 10_000_000, default: 0 },
      'Number of bits, consonants, sentences, sequences or pairs; unless given, the number above.',
    ),
    commandFlag(
      'length',
      { kind: 'integer', minimum: 1, maximum: 1000, default: 10 },
      'Maximum number of letters of a source, for copy-pairs and reverse-pairs. All lengths are equally likely.',
    ),
    commandFlag('seed', settings['training.seed'], 'Seed of the random numbers.'),
    commandFlag(
      'delay',
      { kind: 'integer', minimum: 0, maximum: 1000, default: DELAY },
      'Number of waiting steps between the letters and the answers, for delayed-copy and delayed-reverse.',
    ),
    commandFlag(
      'complex',
      { kind: 'number', minimum: 0, maximum: 1, default: 0.5 },
      'Share of sentences with a relative clause, for agreement.',
    ),
    commandFlag('out', 'FILE', 'Writes the text to this file, and not to the standard output.'),
    commandFlag(
      'tagged',
      'FILE.tsv',
      'Writes every token with its label, as "elman tag" reads them. Only for spelling, delayed-copy and delayed-reverse, whose texts are many sequences.',
    ),
    commandFlag('labels', 'FILE.tsv', 'Writes the place, the token and its label of every token as a table.'),
  ],

  async run(call) {
    const name = nameIn(call);
    if (isOfPairs(name)) return writePairs(call, name);
    if (call.flags.has('length')) throw new UsageError('--length is only for copy-pairs and reverse-pairs.');
    if (call.flags.has('delay') && !hasDelay(name))
      throw new UsageError('--delay is only for delayed-copy and delayed-reverse.');
    const params = {
      number: numberFlag(call, 'number') ?? generators[name].defaultNumber,
      seed: numberFlag(call, 'seed') ?? 1,
      complex: numberFlag(call, 'complex') ?? 0.5,
      delay: numberFlag(call, 'delay'),
    };
    const [labels, tagged] = [textFlag(call, 'labels'), textFlag(call, 'tagged')];
    if (tagged !== undefined && !hasBoundaries(name))
      throw new UsageError(
        `--tagged is only for ${generatorNames.filter(hasBoundaries).join(', ')}: the text of ${name} is one sequence.`,
      );
    const out = textFlag(call, 'out') ?? (tagged === undefined ? '-' : undefined);
    const paths = [out, labels, tagged].filter(path => path !== undefined);
    for (const path of paths) await checkWritable(path);
    if (out !== undefined) await writeFile(out, generatedText(name, params));
    if (labels !== undefined) await writeFile(labels, generatedLabels(name, params));
    if (tagged !== undefined) await writeFile(tagged, generatedTags(name, params));
    return 0;
  },
};

const isOfPairs = (name: GeneratorName | PairGeneratorName): name is PairGeneratorName =>
  Object.hasOwn(pairGenerators, name);

async function writePairs(call: Call, name: PairGeneratorName): Promise<number> {
  const own = pairGenerators[name].hasLength ? [] : ['length'];
  const unused = ['labels', 'tagged', 'complex', 'delay', ...own].find(flag => call.flags.has(flag));
  if (unused !== undefined) throw new UsageError(`--${unused} has no effect on ${name}; omit it.`);
  const out = textFlag(call, 'out') ?? '-';
  await checkWritable(out);
  const number = numberFlag(call, 'number') ?? PAIRS;
  const seed = numberFlag(call, 'seed') ?? 1;
  const lines = [...generatedPairs(name, { number, seed, longest: numberFlag(call, 'length') ?? 10 })];
  await writeFile(out, lines);
  if (lines.length < number) process.stderr.write(`Only ${lines.length} different sources were found.\n`);
  return 0;
}

function nameIn(call: Call): GeneratorName | PairGeneratorName {
  const [given] = operandsOf(call, ['NAME']);
  const names = [...generatorNames, ...pairGeneratorNames];
  const name = names.find(each => each === given);
  if (name) return name;
  throw new UsageError(
    `There is no generator "${given}", only ${names.join(', ')}.${didYouMean(given, names)}`,
  );
}
