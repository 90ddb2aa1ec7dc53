import { plural } from '../common/plural';
import { settings } from '../engine';
import type { TextModel } from '../engine/model/openModel';
import { sampleText } from '../engine/sampling/sampleText';
import { unknownIn } from '../engine/sampling/unknownTokens';
import { type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { withControlsShown } from './controls';
import { arpaFlags, modelOperand, openAny } from './openAny';
import { runsFlag } from './runs';
import { samplingFlags, samplingOf } from './samplingFlags';

/** Maximum number of tokens that one call may generate. */
const LONGEST = 1_000_000;

export const sample: Command = {
  name: 'sample',
  operands: 'MODEL',
  summary: 'Generates text with a model.',
  notes: `MODEL is ${modelOperand}. The same seed gives the same text. Control characters are shown as symbols, such as ␛; --json prints them unchanged.`,
  flags: [
    commandFlag(
      'length',
      { kind: 'integer', minimum: 0, maximum: LONGEST, default: 200 },
      'Number of tokens to generate.',
    ),
    ...samplingFlags,
    commandFlag('seed', settings['training.seed'], 'Seed of the random numbers.'),
    commandFlag('prime', 'TEXT', 'Text that the model reads first; it is not printed (default: a line end).'),
    commandFlag('stop-at', 'SYMBOL', 'Stops after this token.'),
    commandFlag('stop-at-sentence-end', undefined, 'Stops at the end of the sentence.'),
    ...arpaFlags,
    runsFlag,
    jsonFlag,
  ],

  async run(call) {
    const [model] = operandsOf(call, ['MODEL']);
    const open = await openAny(call, model);
    const options = {
      length: numberFlag(call, 'length') ?? 200,
      ...samplingOf(call),
      seed: numberFlag(call, 'seed') ?? 1,
      prime: textFlag(call, 'prime'),
      stopAt: textFlag(call, 'stop-at'),
      stopAtSentenceEnd: call.flags.has('stop-at-sentence-end'),
    };
    const { prime = '', stopAt: at, stopAtSentenceEnd: atSentenceEnd } = options;
    reportUnknown(open, prime);
    const text = sampleText(open, { ...options, prime, at, atSentenceEnd });
    const line = { model, iteration: open.iteration, ...options, text };
    process.stdout.write(
      call.flags.has('json') ? `${JSON.stringify(line)}\n` : `${withControlsShown(text)}\n`,
    );
    return 0;
  },
};

/** Maximum number of unknown symbols that the warning about them lists. */
const NAMED = 10;

function reportUnknown(open: TextModel, prime: string): void {
  const { symbols, count, asUnknown, tokens } = unknownIn(open, prime);
  if (count === 0) return;
  const names = symbols.slice(0, NAMED).map(symbol => JSON.stringify(symbol));
  const more = symbols.length > NAMED ? ', …' : '';
  const fate = asUnknown > 0 ? 'read as <unk>' : 'left out';
  const subject = plural(tokens, 'token', 'tokens');
  const are = plural(count, 'is', 'are');
  process.stderr.write(
    `--prime: ${count} of ${tokens} ${subject} ${are} not in the vocabulary and ${are} ${fate}: ${names.join(', ')}${more}\n`,
  );
}
