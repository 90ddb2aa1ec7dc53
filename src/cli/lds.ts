import { ldsMaxima } from '../common/emMaxima';
import { perplexityOf } from '../common/perplexity';
import { settings } from '../engine';
import { configure } from '../engine/configuration/configure';
import { withLocale } from '../engine/configuration/text';
import { checkSameSymbols } from '../engine/data/checkTexts';
import { describeModes } from '../engine/families/lds/describeModes';
import { decodeLds, encodeLds, isLdsFile, type TrainedLds } from '../engine/families/lds/ldsFile';
import { ldsNetwork, startedActivations } from '../engine/families/lds/ldsNetwork';
import { readLdsText } from '../engine/families/lds/ldsText';
import { encodeModel } from '../engine/model/modelFile';
import { UserError } from '../protocol/userError';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { textSettingFlags } from './command/settingFlags';
import { UsageError } from './command/usageError';
import { checkWritable, isFile, readSource, writeFile } from './files';
import { count, decimal, jsonLine, table } from './format';
import { type LdsOutcome, trainWithReadout } from './ldsTraining';
import { StatusLine } from './statusLine';
import { encodingFlag, openRunText } from './textFiles';

const integer = (byDefault: number, minimum: number, maximum: number) =>
  ({ kind: 'integer', default: byDefault, minimum, maximum }) as const;
const USUAL = { states: 16, iterations: 20, passes: 10 } as const;

export const lds: Command = {
  name: 'lds',
  operands: 'FILE',
  summary: 'Trains a linear dynamical system on a text, by subspace identification and EM.',
  notes:
    'FILE may be "-", the standard input. A Kalman filter then reads the text, and a softmax readout of its state is trained by gradient descent. Prints the eigenvalues of the transitions. All commands that open models read the result. Ctrl+C ends EM, trains the readout in one pass and writes the model; --resume continues EM with the same result.',
  flags: [
    commandFlag('states', integer(USUAL.states, 1, ldsMaxima.states), 'Number of states.'),
    commandFlag(
      'iterations',
      integer(USUAL.iterations, 0, ldsMaxima.iterations),
      'Number of iterations of EM after the identification.',
    ),
    commandFlag(
      'tolerance',
      { kind: 'number', default: 0, minimum: 0, maximum: 100 },
      'Ends EM when ln p per token rises by less than this.',
    ),
    commandFlag(
      'passes',
      integer(USUAL.passes, 0, ldsMaxima.passes),
      'Number of passes of the readout through the text.',
    ),
    commandFlag('seed', settings['training.seed'], 'Seed of the random numbers.'),
    commandFlag('resume', 'MODEL', 'Continues the EM of this linear dynamical system.'),
    commandFlag('out', 'FILE', 'Writes the model to this file (safetensors).'),
    commandFlag(
      'network',
      'FILE',
      'Writes a network that starts as the filter and the readout to this file (safetensors); "elman train --weights" trains it further.',
    ),
    commandFlag(
      'activation',
      { kind: 'choice', choices: startedActivations, default: 'identity' },
      'Activation function of that network. With identity it predicts the same as the model, with tanh about the same.',
    ),
    ...textSettingFlags,
    encodingFlag,
    jsonFlag,
  ],

  async run(call) {
    const [file] = operandsOf(call, ['FILE']);
    const out = textFlag(call, 'out');
    const network = textFlag(call, 'network');
    if (network === undefined && call.flags.has('activation'))
      throw new UsageError('--activation is that of a network; add --network.');
    for (const path of [out, network]) if (path !== undefined) await checkWritable(path);
    const from = await startOf(call);
    const text = await openRunText(call, file);
    const configuration = from?.configuration ?? withLocale(configure(call.settings), text);
    const read = readLdsText(text, configuration);
    if (from) checkSameSymbols(from.symbols, read.vocabulary.symbols);
    const line = new StatusLine(process.stderr);
    const outcome = await trainWithReadout(
      {
        ...{ ...read, configuration, from, isStorable: out === undefined || (await isFile(out)) },
        states: from?.filter.states ?? numberFlag(call, 'states') ?? USUAL.states,
        iterations: numberFlag(call, 'iterations') ?? USUAL.iterations,
        tolerance: numberFlag(call, 'tolerance') ?? 0,
        passes: numberFlag(call, 'passes') ?? USUAL.passes,
        seed: numberFlag(call, 'seed') ?? 1,
      },
      line,
    );
    line.clear();
    const { trained } = outcome;
    if (out !== undefined) await writeFile(out, encodeLds(trained));
    if (network !== undefined) {
      const activation = textFlag(call, 'activation') === 'tanh' ? 'tanh' : 'identity';
      await writeFile(network, encodeModel(ldsNetwork(outcome.kernels, trained, read.ids, activation)));
    }
    print(call, outcome, read.ids.length);
    return outcome.code;
  },
};

async function startOf(call: Call): Promise<TrainedLds | undefined> {
  const path = textFlag(call, 'resume');
  if (path === undefined) return undefined;
  const fixed = call.flags.has('states') ? '--states' : 'the flags of the text';
  if (call.flags.has('states') || Object.keys(call.settings).length > 0)
    throw new UsageError(`--resume keeps the model and its unit; omit ${fixed}.`);
  const { bytes, name } = await readSource(path);
  if (isLdsFile(bytes)) return decodeLds(bytes);
  throw new UserError('"{0}" is not a linear dynamical system of Elman Lab.', [name]);
}

function print(call: Call, { trained, logDensity, loss }: LdsOutcome, tokens: number): void {
  const { iteration, lds } = trained;
  const perplexity = perplexityOf(loss);
  const modes = describeModes(lds);
  if (call.flags.has('json')) {
    process.stdout.write(jsonLine({ tokens, iteration, logDensity, perplexity, modes }));
    return;
  }
  const rows = modes.map(({ re, im, modulus, halfLife }) => [
    im === 0 ? decimal(re, 3) : `${decimal(re, 3)} ${im < 0 ? '-' : '+'} ${decimal(Math.abs(im), 3)}i`,
    decimal(modulus, 3),
    Number.isFinite(halfLife) ? decimal(halfLife, 1) : '∞',
  ]);
  process.stdout.write(
    `${count(iteration)} iterations of EM, perplexity ${decimal(perplexity)}\n\n` +
      table([['eigenvalue', 'modulus', 'half-life'], ...rows]),
  );
}
