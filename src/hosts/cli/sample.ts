import { settings } from '../../engine';
import { type Command, numberFlag, textFlag, wordsOf } from './command';
import { commandFlag, jsonFlag } from './flag';
import { readModel, runsFlag } from './runs';

/** At most so many tokens; nobody waits for more. */
const LONGEST = 1_000_000;

export const sample: Command = {
  name: 'sample',
  words: 'MODEL',
  summary: 'Lets a model write.',
  notes: 'MODEL is a model file, a checkpoint or the id of a run. The same seed gives the same text.',
  flags: [
    commandFlag(
      'length',
      { kind: 'integer', minimum: 0, maximum: LONGEST, default: 200 },
      'Tokens to write.',
    ),
    commandFlag(
      'temperature',
      { kind: 'number', minimum: 0, maximum: 10, default: 1 },
      'Below 1 the likely gets likelier; 0 leaves only the likeliest.',
    ),
    commandFlag('seed', settings['training.seed'], 'Of the random numbers.'),
    commandFlag(
      'prime',
      'TEXT',
      'What the model has read before; it is not printed (a line end unless given).',
    ),
    runsFlag,
    jsonFlag,
  ],

  async run(call) {
    const [model] = wordsOf(call, ['MODEL']);
    const network = await readModel(call, model);
    const options = {
      length: numberFlag(call, 'length') ?? 200,
      temperature: numberFlag(call, 'temperature') ?? 1,
      seed: numberFlag(call, 'seed') ?? 1,
      prime: textFlag(call, 'prime'),
    };
    const text = network.sample(options);
    const line = { model, iteration: network.iteration, ...options, text };
    process.stdout.write(call.flags.has('json') ? `${JSON.stringify(line)}\n` : `${text}\n`);
    return 0;
  },
};
