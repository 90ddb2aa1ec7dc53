import { hmmMaxima } from '../common/emMaxima';
import { perplexityOf } from '../common/perplexity';
import { visible } from '../common/visibleToken';
import { settings } from '../engine';
import { configure } from '../engine/configuration/configure';
import { withLocale } from '../engine/configuration/text';
import { checkSameSymbols } from '../engine/data/checkTexts';
import { describeStates } from '../engine/families/hmm/describeStates';
import { decodeHmm, encodeHmm, isHmmFile, type TrainedHmm } from '../engine/families/hmm/hmmFile';
import { readHmmText } from '../engine/families/hmm/hmmText';
import { BestStart, type HmmProgress, trainHmm } from '../engine/families/hmm/trainHmm';
import { UserError } from '../protocol/userError';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { textSettingFlags } from './command/settingFlags';
import { UsageError } from './command/usageError';
import { checkWritable, isFile, readSource, writeFile } from './files';
import { count, decimal, jsonLine, table } from './format';
import { StatusLine } from './statusLine';
import { encodingFlag, openRunText } from './textFiles';
import { untilSignal } from './untilSignal';

const integer = (byDefault: number, minimum: number, maximum: number) =>
  ({ kind: 'integer', default: byDefault, minimum, maximum }) as const;
const USUAL = { states: 8, iterations: 100, restarts: 1 } as const;
/** Number of symbols that the table shows for each state. */
const SHOWN = 10;

export const hmm: Command = {
  name: 'hmm',
  operands: 'FILE',
  summary: 'Trains a hidden Markov model on a text, by EM.',
  notes:
    'FILE may be "-", the standard input. Every iteration raises the likelihood of the text or leaves it as it is. Prints for each state its share of the text, its mean duration and its most likely symbols. All commands that open models read the result. Ctrl+C writes the model as trained so far; --resume continues with the same result.',
  flags: [
    commandFlag('states', integer(USUAL.states, 1, hmmMaxima.states), 'Number of states.'),
    commandFlag(
      'iterations',
      integer(USUAL.iterations, 1, hmmMaxima.iterations),
      'Number of iterations of EM.',
    ),
    commandFlag(
      'tolerance',
      { kind: 'number', default: 0, minimum: 0, maximum: 100 },
      'Ends when ln P per token rises by less than this.',
    ),
    commandFlag(
      'restarts',
      integer(USUAL.restarts, 1, hmmMaxima.restarts),
      'Number of random starts. The most likely result is kept.',
    ),
    commandFlag('seed', settings['training.seed'], 'Seed of the random starts.'),
    commandFlag(
      'lines',
      undefined,
      'Makes each line a sequence of its own, which begins with the initial states.',
    ),
    commandFlag('resume', 'MODEL', 'Continues the training of this hidden Markov model.'),
    commandFlag('out', 'FILE', 'Writes the model to this file (safetensors).'),
    ...textSettingFlags,
    encodingFlag,
    jsonFlag,
  ],

  async run(call) {
    const [file] = operandsOf(call, ['FILE']);
    const out = textFlag(call, 'out');
    if (out !== undefined) await checkWritable(out);
    const job = await jobOf(call, file);
    const outcome = await train(call, job, out === undefined || (await isFile(out)));
    if (!outcome) return 1;
    if (out !== undefined) await writeFile(out, encodeHmm(outcome.trained));
    print(call, job, outcome);
    return outcome.code;
  },
};

/** A text to train on, and the model from which the training continues, if there is one. */
interface Job extends Omit<TrainedHmm, 'hmm' | 'iteration'> {
  readonly sequences: readonly Int32Array[];
  readonly tokens: number;
  readonly from?: TrainedHmm;
}

async function jobOf(call: Call, file: string): Promise<Job> {
  const from = await startOf(call);
  const text = await openRunText(call, file);
  const configuration = from?.configuration ?? withLocale(configure(call.settings), text);
  const byLine = from?.byLine ?? call.flags.has('lines');
  const { vocabulary, sequences, tokens } = readHmmText(text, configuration, byLine);
  const { symbols } = vocabulary;
  if (from) checkSameSymbols(from.symbols, symbols);
  return { sequences, tokens, symbols, configuration, byLine, ...(from && { from }) };
}

async function startOf(call: Call): Promise<TrainedHmm | undefined> {
  const path = textFlag(call, 'resume');
  if (path === undefined) return undefined;
  const fixed = ['states', 'lines', 'restarts', 'seed'].find(name => call.flags.has(name));
  if (fixed !== undefined || Object.keys(call.settings).length > 0)
    throw new UsageError(
      `--resume keeps the model and its unit; omit ${fixed ? `--${fixed}` : 'the flags of the text'}.`,
    );
  const { bytes, name } = await readSource(path);
  if (isHmmFile(bytes)) return decodeHmm(bytes);
  throw new UserError('"{0}" is not a hidden Markov model of Elman Lab.', [name]);
}

interface Outcome {
  readonly trained: TrainedHmm;
  /** ln P of the text. */
  readonly logLikelihood: number;
  readonly floored: number;
  readonly restart: number;
  /** The exit code. */
  readonly code: number;
}

/** Trains all starts and keeps the most likely one. Undefined if a signal came before the first iteration ended. */
async function train(call: Call, job: Job, isStorable: boolean): Promise<Outcome | undefined> {
  const { sequences, symbols, configuration, byLine, from } = job;
  const options = {
    states: from?.hmm.states ?? numberFlag(call, 'states') ?? USUAL.states,
    symbols: symbols.length,
    iterations: numberFlag(call, 'iterations') ?? USUAL.iterations,
    tolerance: numberFlag(call, 'tolerance') ?? 0,
    restarts: numberFlag(call, 'restarts') ?? USUAL.restarts,
    seed: numberFlag(call, 'seed') ?? 1,
    ...(from && { from: from.hmm }),
  };
  const starts = new BestStart(sequences);
  const line = new StatusLine(process.stderr);
  const code = await untilSignal(
    trainHmm(sequences, options),
    step => {
      if (step.restart === 0 && step.iteration === 1)
        line.print(`${count(job.tokens)} tokens, ${count(symbols.length)} symbols`);
      starts.add(step);
      line.show(progressOf(step, job.tokens));
    },
    isStorable,
  );
  line.clear();
  const best = starts.find();
  if (!best) return undefined;
  const iteration = (from?.iteration ?? 0) + best.iteration;
  const trained = { hmm: best.hmm, symbols, configuration, byLine, iteration };
  return { ...best, trained, code: code ?? 0 };
}

const progressOf = ({ restart, iteration, logLikelihood }: HmmProgress, tokens: number) =>
  `start ${restart + 1}, iteration ${count(iteration)}: perplexity ${decimal(perplexityOf(-logLikelihood / tokens))}`;

function print(
  call: Call,
  { tokens, symbols }: Job,
  { trained, logLikelihood, floored, restart }: Outcome,
): void {
  const perplexity = perplexityOf(-logLikelihood / tokens);
  const states = describeStates(trained.hmm, SHOWN).map(each => ({
    ...each,
    symbols: each.symbols.map(({ id, p }) => ({ symbol: symbols[id], p })),
  }));
  if (call.flags.has('json')) {
    const { iteration } = trained;
    process.stdout.write(
      jsonLine({
        tokens,
        iteration,
        start: restart + 1,
        logLikelihood,
        perplexity,
        raisedEmissions: floored,
        states,
      }),
    );
    return;
  }
  const rows = states.map((state, j) => [
    String(j + 1),
    `${decimal(100 * state.share, 1)}%`,
    decimal(state.duration, 1),
    state.symbols.map(({ symbol }) => visible(symbol)).join(' '),
  ]);
  process.stdout.write(
    `${count(trained.iteration)} iterations, perplexity ${decimal(perplexity)}\n` +
      (floored > 0 ? `Raised to the lowest probability, 1e-12: ${count(floored)} emissions\n` : '') +
      `\n${withoutBlanks(table([['state', 'share', 'duration', 'most likely symbols'], ...rows], 4))}`,
  );
}

const withoutBlanks = (lines: string) => lines.replace(/ +$/gm, '');
