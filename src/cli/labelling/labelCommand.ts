import { labelDefaults } from '../../common/labelDefaults';
import type { LabelTask } from '../../protocol/run';
import { isUsedByLabels, labelSettings } from '../../settings/labelSettings';
import { type Call, type Command, operandsOf, textFlag } from '../command/command';
import { commandFlag, jsonFlag } from '../command/flag';
import { networkFlags, ownFlag } from '../command/networkFlags';
import { UsageError } from '../command/usageError';
import { jsonLine } from '../format';
import { runsFlag } from '../runs';
import { encodingFlag } from '../textFiles';
import { nameFlag, resumeFlag } from '../train/taskRun';
import { fileFigures } from './evaluateLabels';
import { figuresText } from './figuresTable';
import { openLabels } from './openLabels';
import { predictTags, predictTexts } from './predict';
import { sourceAt, trainLabels } from './trainLabels';

const flags = [
  commandFlag(
    'model',
    'MODEL',
    'Uses this model instead of training one: a file, the id of a run or the path of its folder.',
  ),
  commandFlag(
    'evaluate',
    undefined,
    'With --model: compares the predictions with the labels in FILE, and prints figures.',
  ),
  commandFlag('validation-file', 'FILE', 'Labelled texts for validation, instead of a share of FILE.'),
  resumeFlag,
  nameFlag,
  commandFlag(
    'out',
    'FILE',
    'Writes the best model to this file when the run is done (safetensors, named as in PyTorch).',
  ),
  runsFlag,
  encodingFlag,
  jsonFlag,
];

const shared =
  'Prints accuracy, macro-F1, calibration and confusions on the held-out examples, beside those of simple baselines. Ctrl+C saves the run; --resume continues it bit for bit.';

const texts: Readonly<Record<LabelTask, Pick<Command, 'operands' | 'summary' | 'notes'>>> = {
  classify: {
    operands: 'FILE',
    summary: 'Trains a network that labels texts, or labels texts with it.',
    notes: `To train, each line of FILE is a label, a tab and a text; or FILE is a folder with a folder of texts for each label. With --model, each line of FILE is a text, and the result is its label, the probability of the label, and the text. FILE may be "-", the standard input. ${shared}`,
  },
  tag: {
    operands: 'FILE',
    summary: 'Trains a network that tags the tokens of sentences, or tags tokens with it.',
    notes: `To train, each line of FILE is a token, a tab and its tag; an empty line ends a sentence. With --model, each line of FILE is a token, and the result is the token, its tag and the probability of the tag. FILE may be "-", the standard input. ${shared} Tokens that occur once are read as unknown tokens (--minimum-count 2).`,
  },
};

/** Returns the command of a task. */
export function labelCommand(task: LabelTask): Command {
  const own: readonly (keyof typeof labelSettings)[] =
    task === 'tag'
      ? ['model.direction', 'text.longest']
      : ['model.direction', 'model.pooling', 'text.longest'];
  const whole = commandFlag(
    'whole',
    undefined,
    'With --model: reads FILE as one text, not as one text per line.',
  );
  return {
    name: task,
    ...texts[task],
    flags: [
      ...flags,
      ...(task === 'classify' ? [whole] : []),
      ...own.map(setting => ownFlag(setting, labelSettings[setting])),
      ...networkFlags(labelDefaults(task), isUsedByLabels),
    ],
    run: call => (call.flags.has('model') ? withModel(call, task) : training(call, task)),
  };
}

function training(call: Call, task: LabelTask): Promise<number> {
  for (const name of ['evaluate', 'whole'])
    if (call.flags.has(name)) throw new UsageError(`--${name} needs --model.`);
  return trainLabels(call, task);
}

async function withModel(call: Call, task: LabelTask): Promise<number> {
  const [file] = operandsOf(call, ['FILE']);
  const given = ['resume', 'out', 'name', 'validation-file', 'direction', 'pooling', 'longest'].find(name =>
    call.flags.has(name),
  );
  const isSet = Object.keys(call.settings).length > 0;
  if (given !== undefined || isSet)
    throw new UsageError(
      `With --model, nothing is trained; omit ${given === undefined ? 'the settings' : `--${given}`}.`,
    );
  const model = await openLabels(call, textFlag(call, 'model') ?? '', task);
  if (!call.flags.has('evaluate')) return (task === 'tag' ? predictTags : predictTexts)(call, model, file);
  const figures = fileFigures(model, await sourceAt(call, file, task));
  process.stdout.write(
    call.flags.has('json')
      ? jsonLine({ labels: model.labels, network: figures })
      : figuresText(figures, model.labels, []),
  );
  return 0;
}
