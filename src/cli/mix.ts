import { perplexityOf } from '../common/perplexity';
import type { TextBytes } from '../engine/data/decode';
import { evaluateMixture } from '../engine/families/mixture/evaluateMixture';
import { findWeights } from '../engine/families/mixture/findWeights';
import { mixModels, type OpenMember, type OpenMixture } from '../engine/families/mixture/mixModels';
import type { Combination } from '../engine/families/mixture/mixture';
import { UserError } from '../protocol/userError';
import { type Call, type Command, numberFlag, textFlag } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { decimal, jsonLine, table } from './format';
import { arpaFlags, callsFor, modelOperand, openAny } from './openAny';
import { runsFlag } from './runs';
import { encodingFlag, filterFlag, openText, strayMarksFlag, withTextFlags } from './textFiles';

/** The perplexities of the models and of their mixture on a text. */
interface Result {
  readonly members: readonly {
    readonly model: string;
    readonly weight: number;
    readonly perplexity: number;
  }[];
  readonly perplexity: number;
  /**
   * The weighted geometric mean of the members' perplexities, which is an upper bound of the perplexity of a
   * linear mixture. Undefined for log-linear mixtures. Also undefined if a member has infinite perplexity, as
   * a cache usually does.
   */
  readonly geometricMean?: number;
}

export const mix: Command = {
  name: 'mix',
  operands: 'MODEL MODEL ...',
  summary: 'Scores a text with a mixture of several models.',
  notes: `A MODEL is ${modelOperand}. The mixture knows every symbol that at least one of its models knows; a model spreads the probability of its <unk> over the symbols that it lacks.`,
  flags: [
    commandFlag('text', 'FILE', 'Text to evaluate.'),
    commandFlag(
      'best',
      'FILE',
      'Finds the weights that predict this text best, from at most its first 10,000,000 tokens. Without it, weights are equal.',
    ),
    commandFlag(
      'log-linear',
      undefined,
      'Multiplies probabilities instead of averaging them; --best then uses the first 5,000 tokens.',
    ),
    commandFlag(
      'cache',
      { kind: 'integer', minimum: 0, maximum: 100_000, default: 0 },
      'Adds a unigram cache of this number of tokens.',
    ),
    commandFlag(
      'cache-decay',
      { kind: 'number', minimum: 0, maximum: 1, default: 1 },
      'Factor by which a token in the cache loses weight with each newer token.',
    ),
    encodingFlag,
    filterFlag,
    ...arpaFlags,
    strayMarksFlag,
    runsFlag,
    jsonFlag,
  ],

  async run(call) {
    const path = textFlag(call, 'text');
    if (path === undefined) throw new UsageError('--text FILE is missing.');
    const { names, members } = await openMembers(call);
    const equal = members.map(() => 1 / members.length);
    const best = textFlag(call, 'best');
    const combination: Combination = call.flags.has('log-linear') ? 'logLinear' : 'linear';
    const first = mixModels(members, equal, combination);
    const weights = best
      ? findWeights(first.model, first.tokenizer, await openText(call, best)).weights
      : equal;
    const mixture = mixModels(members, weights, combination);
    reportDifferences(members, mixture);
    print(call, measure(mixture, names, weights, await openText(call, path)));
    return 0;
  },
};

async function openMembers(call: Call): Promise<{ names: string[]; members: OpenMember[] }> {
  if (call.operands.length === 0) throw new UsageError('MODEL is missing.');
  const members: OpenMember[] = [];
  const calls = await callsFor(call, call.operands);
  for (const [i, word] of call.operands.entries())
    members.push({ open: withTextFlags(call, await openAny(calls[i], word)) });
  const size = numberFlag(call, 'cache') ?? 0;
  if (size === 0) return { names: [...call.operands], members };
  members.push({ cache: { size, decay: numberFlag(call, 'cache-decay') ?? 1 } });
  return { names: [...call.operands, 'cache'], members };
}

/**
 * Computes the perplexities of the models and of their mixture, all on the same tokens. Throws a UserError if
 * the text has no token to score.
 */
function measure(
  mixture: OpenMixture,
  names: readonly string[],
  weights: readonly number[],
  text: { readonly name: string; readonly bytes: TextBytes },
): Result {
  const losses = evaluateMixture(mixture, text);
  if (losses.tokens === 0) {
    throw new UserError(
      'No token of "{0}" could be scored: the models know at most one of its tokens. Choose another text.',
      [text.name],
    );
  }
  const members = losses.members.map((loss, i) => {
    return { model: names[i], weight: weights[i], perplexity: perplexityOf(loss) };
  });
  const mean = members.reduce((sum, each) => sum + each.weight * Math.log(each.perplexity), 0);
  const isLinear = mixture.model.combination === 'linear';
  return {
    members,
    ...(isLinear && Number.isFinite(mean) && { geometricMean: perplexityOf(mean) }),
    perplexity: perplexityOf(losses.mixture),
  };
}

function reportDifferences(members: readonly OpenMember[], { model, tokenizer }: OpenMixture): void {
  const V = model.vocabulary.size;
  const units = new Set(members.flatMap(member => ('open' in member ? member.open.tokenizer.id : [])));
  if (units.size > 1) {
    process.stderr.write(
      `The models split texts differently (${tokenizer.id}): words are aligned by their places, and ends of blank lines are left out.\n`,
    );
  }
  const sizes = members.flatMap(member => ('open' in member ? member.open.model.vocabulary.size : []));
  if (sizes.every(size => size === V)) return;
  process.stderr.write(`The models know ${sizes.join(', ')} of ${V} symbols; see elman help mix.\n`);
}

function print(call: Call, { members, perplexity, geometricMean }: Result): void {
  const rows = members.map(each => [each.model, decimal(each.weight, 4), decimal(each.perplexity)]);
  const mean = geometricMean === undefined ? [] : [['their geometric mean', '', decimal(geometricMean)]];
  const lines = [
    ['model', 'weight', 'perplexity'],
    ...rows,
    ...mean,
    ['the mixture', '', decimal(perplexity)],
  ];
  const json = { members, geometricMean, perplexity };
  process.stdout.write(call.flags.has('json') ? jsonLine(json) : table(lines));
}
