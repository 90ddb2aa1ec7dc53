import { aligned } from '../../engine/data/aligned';
import type { Tokenizer } from '../../engine/data/tokenizer';
import { CacheModel } from '../../engine/families/mixture/cache';
import { findWeights } from '../../engine/families/mixture/findWeights';
import { interpolate } from '../../engine/families/mixture/interpolate';
import { Mixture } from '../../engine/families/mixture/mixture';
import { sharedVocabulary } from '../../engine/families/mixture/sharedVocabulary';
import type { BackoffModel } from '../../engine/families/ngram/backoffModel';
import { NgramModel } from '../../engine/families/ngram/ngramModel';
import type { LanguageModel } from '../../engine/model/languageModel';
import { UserError } from '../../protocol/userError';
import { type Call, numberFlag, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { readText } from '../textFiles';
import { MOST_MIXED } from './flags';
import { prunedCounts } from './pruning';
import { readNgrams } from './readNgrams';
import { withSymbols } from './symbols';

/** The model with which texts are scored: a single model or a mixture. */
export interface Mixed {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
  /** The n-gram models among the members of the mixture, or the single model. */
  readonly ngrams: readonly NgramModel[];
}

/**
 * Returns whether the models of a mixture are merged into one n-gram model. This is necessary if flags prune
 * the result, normalize it or write it to a file.
 */
export function merges(call: Call): boolean {
  const { flags } = call;
  const isMixed = [...flags.keys()].some(name => name.startsWith('mix-lm'));
  const isPruned = flags.has('prune') && !prunedCounts(call);
  return isMixed && (isPruned || ['write-lm', 'write-bin-lm', 'renorm'].some(name => flags.has(name)));
}

/**
 * Mixes the first model with the models that the flags name. If they are merged into one n-gram model, calls
 * `change` to modify it.
 */
export async function mix(
  call: Call,
  first: NgramModel,
  own: Tokenizer,
  note: (line: string) => void,
  change: (merged: BackoffModel) => BackoffModel,
): Promise<Mixed> {
  const others = await readOthers(call);
  const tokenizer = commonTokenizer([own, ...others.map(({ tokenizer }) => withSymbols(call, tokenizer))]);
  const ngrams = [first, ...others.map(({ model }) => model)];
  const cache = numberFlag(call, 'cache') ?? 0;
  if (ngrams.length + cache === 1) return { model: first, tokenizer, ngrams };
  const models: LanguageModel[] = [...ngrams];
  let weights: readonly number[] = weightsOf(
    call,
    others.map(({ weight }) => weight),
  );
  if (cache > 0) {
    const share = numberFlag(call, 'cache-lambda') ?? 0.05;
    const vocabulary = sharedVocabulary(models.map(({ vocabulary }) => vocabulary));
    models.push(new CacheModel(vocabulary, { size: cache, decay: numberFlag(call, 'cache-decay') ?? 1 }));
    weights = [...weights.map(weight => weight * (1 - share)), share];
  }
  const heldOut = textFlag(call, 'best-mix');
  if (heldOut !== undefined) {
    const found = findWeights(weighted(call, models, weights), tokenizer, await readText(call, heldOut));
    const list = found.weights.map(weight => weight.toFixed(4)).join(' ');
    note(`weights ${list}, perplexity ${found.perplexity.toFixed(2)}\n`);
    weights = found.weights;
  }
  if (!merges(call)) return { model: weighted(call, models, weights), tokenizer, ngrams };
  const merged = mergedOf(ngrams, weights, change);
  const caches = models.slice(ngrams.length);
  if (caches.length === 0) return { model: merged, tokenizer, ngrams: [merged] };
  const shares = weights.slice(ngrams.length);
  const model = weighted(call, [merged, ...caches], [1 - shares[0], ...shares]);
  return { model, tokenizer, ngrams: [merged] };
}

function mergedOf(
  ngrams: readonly NgramModel[],
  weights: readonly number[],
  change: (merged: BackoffModel) => BackoffModel,
): NgramModel {
  const own = weights.slice(0, ngrams.length);
  const sum = own.reduce((sum, weight) => sum + weight, 0);
  const shares = own.map(weight => weight / sum);
  return new NgramModel(change(interpolate(ngrams, shares)));
}

function weighted(call: Call, models: readonly LanguageModel[], weights: readonly number[]): Mixture {
  return new Mixture(
    models.map((model, i) => ({ model, weight: weights[i] })),
    call.flags.has('loglinear-mix') ? 'logLinear' : 'linear',
  );
}

function commonTokenizer(tokenizers: readonly Tokenizer[]): Tokenizer {
  const common = aligned(tokenizers);
  if (common) return common;
  const ids = [...new Set(tokenizers.map(({ id }) => id))];
  throw new UserError(
    'The models split texts into different tokens ({0}), which cannot be aligned. Mix models of one unit.',
    [ids.join(', ')],
  );
}

interface Other {
  readonly model: NgramModel;
  readonly tokenizer: Tokenizer;
  readonly weight: number | undefined;
}

/**
 * Reads the models of -mix-lm, -mix-lm2, and so on, with their weights. The first model of the mixture is not
 * among them; it gets the remaining weight.
 */
async function readOthers(call: Call): Promise<Other[]> {
  const others: Other[] = [];
  for (let n = 1; n <= MOST_MIXED; n++) {
    const path = textFlag(call, n === 1 ? 'mix-lm' : `mix-lm${n}`);
    if (path === undefined) continue;
    const weight = n === 1 ? undefined : (numberFlag(call, `mix-lambda${n}`) ?? 0);
    const { smoothed, tokenizer } = await readNgrams(call, path);
    others.push({ model: new NgramModel(smoothed), tokenizer, weight });
  }
  return others;
}

function weightsOf(call: Call, others: readonly (number | undefined)[]): number[] {
  if (others.length === 0) return [1];
  const lambda = numberFlag(call, 'lambda') ?? 0.5;
  const left = others.reduce<number>((left, weight) => left - (weight ?? 0), 1 - lambda);
  if (left < -1e-9) throw new UsageError('The weights of the models add up to more than 1.');
  return [lambda, ...others.map(weight => weight ?? Math.max(left, 0))];
}
