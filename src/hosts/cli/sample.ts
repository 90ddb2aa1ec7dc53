import { settings } from '../../engine';
import { sampleText } from '../../engine/sample/sampleText';
import { type Command, numberFlag, textFlag, wordsOf } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { arpaFlags, openAny } from './openAny';
import { runsFlag } from './runs';

/** At most so many tokens; nobody waits for more. */
const LONGEST = 1_000_000;

export const sample: Command = {
  name: 'sample',
  words: 'MODEL',
  summary: 'Lets a model write.',
  notes:
    'MODEL is a file (safetensors, a model of the RNNLM toolkit or of faster-rnnlm, n-grams in the ARPA format), or the id of a run, of n-grams or of a mixture. The same seed gives the same text.',
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
    commandFlag(
      'top-k',
      { kind: 'integer', minimum: 0, maximum: LONGEST, default: 0 },
      'Draws among so many of the likeliest tokens; 0 for all.',
    ),
    commandFlag(
      'top-p',
      { kind: 'number', minimum: 0, maximum: 1, default: 1 },
      'Draws among the fewest of the likeliest tokens with this share of the probability; 1 for all.',
    ),
    commandFlag('seed', settings['training.seed'], 'Of the random numbers.'),
    commandFlag(
      'prime',
      'TEXT',
      'What the model has read before; it is not printed (a line end unless given).',
    ),
    commandFlag('stop-at', 'SYMBOL', 'Ends with this token, if it comes before the length is reached.'),
    commandFlag('stop-at-sentence-end', undefined, 'Ends with the sentence.'),
    ...arpaFlags,
    runsFlag,
    jsonFlag,
  ],

  async run(call) {
    const [model] = wordsOf(call, ['MODEL']);
    const open = await openAny(call, model);
    const options = {
      length: numberFlag(call, 'length') ?? 200,
      temperature: numberFlag(call, 'temperature') ?? 1,
      topK: numberFlag(call, 'top-k') ?? 0,
      topP: numberFlag(call, 'top-p') ?? 1,
      seed: numberFlag(call, 'seed') ?? 1,
      prime: textFlag(call, 'prime'),
      stopAt: textFlag(call, 'stop-at'),
      stopAtSentenceEnd: call.flags.has('stop-at-sentence-end'),
    };
    const { prime = '', stopAt: at, stopAtSentenceEnd: atSentenceEnd } = options;
    const text = sampleText(open, { ...options, prime, at, atSentenceEnd });
    const line = { model, iteration: open.iteration, ...options, text };
    process.stdout.write(call.flags.has('json') ? `${JSON.stringify(line)}\n` : `${text}\n`);
    return 0;
  },
};
