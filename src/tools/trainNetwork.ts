import { judgedLoss } from '../common/runFigures';
import type { RunRecord } from '../protocol/run';
import { runSettingsSchema } from './settingSchemas';
import { jsonLinesOf, type Tool } from './tool';
import { ToolError } from './toolError';

/** The settings of a run unless the input has others: a training of seconds, judged on held-out text. */
const usual = { 'training.maxIterations': 2000, 'validation.fraction': 0.1 };

export const trainNetwork: Tool = {
  name: 'train_network',
  title: 'Train Network',
  description: `Trains a network on a text file and stores it as a run. Returns the run's id and its losses in nats per token. Unless settings say otherwise, it trains ${usual['training.maxIterations']} iterations and holds out the last tenth of the text. To compare conditions, train each with the same values of training.seed, such as 1, 2 and 3, and call compare_runs.`,
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      file: { type: 'string', description: 'Path of the text file, relative to the workspace.' },
      name: { type: 'string', maxLength: 200, description: 'Name of the run.' },
      settings: runSettingsSchema,
    },
    required: ['file'],
  },
  isReadOnly: false,
  files: ['file'],
  models: [],
  call({ file, name, settings = {} }) {
    const values = { ...usual, ...(settings as Readonly<Record<string, unknown>>) };
    if (values['training.maxIterations'] === 0)
      throw new ToolError('training.maxIterations must be above 0: a tool call must end.');
    const flags = Object.entries(values).map(([setting, value]) => `--${setting}=${value}`);
    const named = name === undefined ? [] : [`--name=${name}`];
    return { args: ['train', String(file), '--json', ...named, ...flags] };
  },
  answer(stdout) {
    const record = jsonLinesOf(stdout).at(-1) as unknown as RunRecord;
    const { id, name, state, iteration, elapsed, text, vocabulary } = record;
    const { last: loss, best, isHeldOut: heldOut } = judgedLoss(record);
    return {
      id,
      name,
      state,
      iteration,
      seconds: elapsed / 1000,
      tokens: text.tokens,
      vocabulary,
      loss,
      best,
      heldOut,
    };
  },
};
