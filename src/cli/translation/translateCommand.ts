import { translationDefaults } from '../../common/translationDefaults';
import { type CellName, cells } from '../../engine/nn/cells';
import { fitsTranslation } from '../../engine/nn/translation/translationShape';
import { isUsedByTranslation, translationSettings } from '../../settings/translationSettings';
import { type Call, type Command, operandsOf, textFlag } from '../command/command';
import { commandFlag, jsonFlag } from '../command/flag';
import { networkFlags, ownFlag } from '../command/networkFlags';
import { UsageError } from '../command/usageError';
import { jsonLine } from '../format';
import { runsFlag } from '../runs';
import { encodingFlag, openRunText } from '../textFiles';
import { nameFlag, resumeFlag } from '../train/taskRun';
import { applyTranslation } from './applyTranslation';
import { beamOf, fileFigures } from './evaluateTranslation';
import { openTranslationNamed } from './openTranslationNamed';
import { checkSampling, settingsWithoutEffect, targetSamplingFlags } from './targetSearch';
import { trainTranslation } from './trainTranslation';
import { translationTable } from './translationTable';

const own = Object.entries(translationSettings).map(([name, setting]) => ownFlag(name, setting));

const fittingCells: readonly string[] = (Object.keys(cells) as CellName[]).filter(fitsTranslation);

export const translate: Command = {
  name: 'translate',
  operands: 'FILE',
  summary: 'Trains a network that writes a target sequence for a source, or writes targets with it.',
  notes:
    'To train, each line of FILE is a source, a tab and its target: a word and its phonemes, a date and its standard form. Tokens are characters; --unit word changes this. With --model, each line of FILE is a source, and the result is its target, the probability of the target, and the source. --samples draws targets at random: with lines of a label and a text, the network writes texts of a label. FILE may be "-", the standard input. Prints how many held-out targets are written without an error, by the length of their sources. Ctrl+C saves the run; --resume continues it bit for bit. "elman generate reverse-pairs" writes pairs to try it with.',
  flags: [
    commandFlag(
      'model',
      'MODEL',
      'Uses this model instead of training one: a file, the id of a run or the path of its folder.',
    ),
    commandFlag(
      'evaluate',
      undefined,
      'With --model: compares the written targets with those in FILE, and prints figures.',
    ),
    commandFlag(
      'beam',
      { kind: 'integer', minimum: 1, maximum: 100, default: 1 },
      'Number of hypotheses that the search for a target keeps. 1 is greedy search. Complete ones are compared by their mean ln P per symbol.',
    ),
    ...targetSamplingFlags,
    commandFlag(
      'alignment',
      undefined,
      'With --model: also prints the weights of attention as a table, with a row for each symbol of the target.',
    ),
    commandFlag(
      'picture',
      'FILE.svg',
      'With --model: also draws the weights of attention for the first source, as a picture with both texts.',
    ),
    commandFlag('validation-file', 'FILE', 'Pairs for validation, instead of a share of FILE.'),
    resumeFlag,
    nameFlag,
    commandFlag('out', 'FILE', 'Writes the best model to this file when the run is done (safetensors).'),
    runsFlag,
    encodingFlag,
    jsonFlag,
    ...own,
    ...networkFlags(translationDefaults(), isUsedByTranslation, fittingCells),
  ],
  run: call => (call.flags.has('model') ? withModel(call) : training(call)),
};

function training(call: Call): Promise<number> {
  const applied = ['evaluate', 'alignment', 'picture', ...targetSamplingFlags.map(({ name }) => name)];
  for (const name of applied) if (call.flags.has(name)) throw new UsageError(`--${name} needs --model.`);
  return trainTranslation(call);
}

async function withModel(call: Call): Promise<number> {
  const [file] = operandsOf(call, ['FILE']);
  const ofTraining = ['resume', 'out', 'name', 'validation-file', ...own.map(({ name }) => name)];
  const given = ofTraining.find(name => call.flags.has(name));
  const isSet = settingsWithoutEffect(call).length > 0;
  if (given !== undefined || isSet)
    throw new UsageError(
      `With --model, nothing is trained; omit ${given === undefined ? 'the settings' : `--${given}`}.`,
    );
  checkSampling(call);
  const isEvaluated = call.flags.has('evaluate');
  const shown = ['alignment', 'picture'].find(name => call.flags.has(name));
  if (isEvaluated && shown !== undefined)
    throw new UsageError(`--evaluate prints figures and no alignments; omit --${shown}.`);
  const model = await openTranslationNamed(call, textFlag(call, 'model') ?? '');
  if (!isEvaluated) return applyTranslation(call, model, file);
  const figures = fileFigures(model, await openRunText(call, file), beamOf(call));
  process.stdout.write(call.flags.has('json') ? jsonLine({ network: figures }) : translationTable(figures));
  return 0;
}
