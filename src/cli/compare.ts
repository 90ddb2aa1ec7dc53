import { parseLimit } from '../common/budget';
import { compareKinds } from '../engine/comparison/compareKinds';
import { comparisonText } from '../engine/comparison/comparisonText';
import { configure } from '../engine/configuration/configure';
import { withLocale } from '../engine/configuration/text';
import { chooseKernels } from '../engine/kernels/select';
import { kernelModule } from '../package/kernelModules';
import {
  type Budget,
  type ComparedName,
  type ComparedResult,
  type ComparisonProgress,
  isCompared,
  comparedNames as names,
  type RefusedKind,
  type TokenGroup,
  USUAL_TOKENS,
} from '../protocol/kindsComparison';
import { systemClock } from '../workers/ports';
import { takeWideVectors } from '../workers/vectorFlags';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { didYouMean } from './command/didYouMean';
import { commandFlag, jsonFlag } from './command/flag';
import { inFlags, textSettingFlags } from './command/settingFlags';
import { UsageError } from './command/usageError';
import { count, decimal, jsonLine, table } from './format';
import { StatusLine } from './statusLine';
import { encodingFlag, openRunText } from './textFiles';

export const compare: Command = {
  name: 'compare',
  operands: 'FILE',
  summary:
    'Trains every kind of sequence model on a text with the same budget, and compares their perplexities.',
  notes: `Models without a state (n-grams, the feed-forward network), with one (hidden Markov model, linear dynamical system, linear network, echo state network, recurrent networks), and with attention (transformer) are trained on the first nine tenths of the text. The perplexity is that of the last tenth, also by groups of tokens: letters by their position in a word, digits, punctuation, white space. Networks are trained with the same settings but for the cell: Adam, 128 hidden units unless the budget of parameters chooses their number. The models: ${names.join(', ')}.`,
  flags: [
    commandFlag(
      'budget',
      'LIMITS',
      `What every model may use: parameters=N, tokens=N (read in training, all passes) or seconds=N, or several of them, separated by commas. Default: tokens=${USUAL_TOKENS}. n-grams read the text once. Counting them, and one iteration of EM, may take longer than seconds=N.`,
    ),
    commandFlag('models', 'NAMES', 'The models to compare, separated by commas. Default: all.'),
    commandFlag(
      'seeds',
      { kind: 'integer', minimum: 1, maximum: 1000, default: 1 },
      'Number of seeds. From two on, the result has 95% intervals. n-grams depend on no seed.',
    ),
    ...textSettingFlags,
    encodingFlag,
    jsonFlag,
  ],

  async run(call) {
    const [file] = operandsOf(call, ['FILE']);
    const options = {
      budget: budgetOf(textFlag(call, 'budget') ?? ''),
      models: modelsOf(call),
      seeds: numberFlag(call, 'seeds') ?? 1,
    };
    const source = await openRunText(call, file);
    const text = comparisonText(source, withLocale(configure(call.settings), source));
    const wide = takeWideVectors();
    const kernels = () => chooseKernels('auto', kernelModule, undefined, wide);
    const line = new StatusLine(process.stderr);
    const comparison = compareKinds(text, options, { kernels, now: systemClock.now });
    let next = await comparison.next();
    for (; !next.done; next = await comparison.next()) line.show(progressOf(next.value));
    line.clear();
    print(call, next.value);
    return next.value.every(result => 'reason' in result) ? 1 : 0;
  },
};

/** Parses limits such as `tokens=1000000,parameters=50000`. Throws a UsageError for anything else. */
function budgetOf(text: string): Budget {
  const limits = text === '' ? [] : text.split(',');
  const all = limits.map(limit => {
    const parsed = parseLimit(limit);
    if (parsed) return parsed;
    throw new UsageError(
      `--budget takes parameters=N, tokens=N or seconds=N with N above 0, separated by commas, not "${limit}".`,
    );
  });
  return Object.assign({}, ...all);
}

function modelsOf(call: Call): readonly ComparedName[] {
  const given = textFlag(call, 'models')?.split(',') ?? names;
  return given.map(each => {
    const name = names.find(known => known === each.trim());
    if (name) return name;
    throw new UsageError(
      `There is no model "${each}".${didYouMean(each, names)} The models: ${names.join(', ')}.`,
    );
  });
}

const progressOf = ({ model, seed, share }: ComparisonProgress) =>
  `${model}, seed ${seed}${share > 0 ? `: ${count(100 * share)}%` : ''}`;

function print(call: Call, results: readonly (ComparedResult | RefusedKind)[]): void {
  const refused = results.filter(result => 'reason' in result);
  for (const { reason } of refused) process.stderr.write(`${inFlags(reason)}\n`);
  const compared = results.filter(isCompared);
  if (call.flags.has('json')) {
    process.stdout.write(
      jsonLine(
        results.map(result =>
          'reason' in result ? { model: result.model, reason: inFlags(result.reason) } : { ...result },
        ),
      ),
    );
    return;
  }
  if (compared.length > 0) process.stdout.write(`${resultTable(compared)}\n${groupTable(compared)}`);
}

function resultTable(compared: readonly ComparedResult[]): string {
  const hasIntervals = compared.some(({ interval }) => interval);
  const rows = compared.map(({ interval, best, worst, ...each }) => [
    ...[each.model, count(each.parameters), count(each.tokens)],
    ...[decimal(each.seconds, 1), decimal(each.perplexity, 3)],
    ...(hasIntervals ? [interval ? `${decimal(interval.low, 3)} to ${decimal(interval.high, 3)}` : ''] : []),
    ...[best, worst].map(group => (group ? groupNames[group] : '')),
  ]);
  const head = ['model', 'parameters', 'tokens', 'seconds', 'perplexity'];
  return table([[...head, ...(hasIntervals ? ['95% interval'] : []), 'best', 'worst'], ...rows]);
}

/** Returns a table of the perplexity of each group of tokens under each model. */
function groupTable(compared: readonly ComparedResult[]): string {
  const rows = compared[0].groups.map(({ group, tokens }, i) => [
    groupNames[group],
    count(tokens),
    ...compared.map(({ groups }) => decimal(groups[i].perplexity, 2)),
  ]);
  return table([['perplexity of', 'tokens', ...compared.map(({ model }) => model)], ...rows]);
}

const groupNames: Readonly<Record<TokenGroup, string>> = {
  wordStart: 'letter 1 of a word',
  wordSecond: 'letter 2',
  wordRest: 'later letters',
  frequentWord: 'frequent words',
  otherWord: 'other words',
  digit: 'digits',
  punctuation: 'punctuation',
  space: 'white space',
  unknown: 'unknown tokens',
  lineStart: 'token 1 of a line',
  lineSecond: 'token 2',
  lineRest: 'later tokens',
};
