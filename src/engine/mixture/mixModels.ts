import { UserError } from '../../protocol/userError';
import type { OpenModel } from '../eval/openModel';
import { CacheModel, type CacheOptions } from './cache';
import { type Combination, Mixture } from './mixture';
import { sharedVocabulary } from './sharedVocabulary';

/** A member as it is opened: a model, or a cache of what the mixture reads. */
export type OpenMember = { readonly open: OpenModel } | { readonly cache: CacheOptions };

/** A mixture that reads like any other model. */
export interface OpenMixture extends OpenModel {
  readonly model: Mixture;
}

/**
 * Weights of a linear mixture are shares, whatever they sum to. Throws a UserError where they are all 0, where the members
 * do not cut texts alike, or where there is nothing but caches.
 */
export function mixModels(
  members: readonly OpenMember[],
  weights: readonly number[],
  combination: Combination,
): OpenMixture {
  const opened = members.flatMap(member => ('open' in member ? [member.open] : []));
  const [first, ...others] = opened;
  if (!first) throw new UserError('A mixture needs a model besides its cache.');
  const vocabulary = sharedVocabulary(opened.map(({ model }) => model.vocabulary));
  for (const { tokenizer, description } of others) {
    if (cutsAlike(tokenizer, first.tokenizer)) continue;
    throw new UserError(
      'These models cut texts differently ("{0}" and "{1}"). Mix models of the same elman.text.unit.',
      [first.description, description],
    );
  }
  const shares = combination === 'linear' ? sharesOf(weights) : weights;
  const weighted = members.map((member, i) => ({
    model: 'open' in member ? member.open.model : new CacheModel(vocabulary, member.cache),
    weight: shares[i],
  }));
  return {
    model: new Mixture(weighted, combination),
    tokenizer: first.tokenizer,
    unit: first.unit,
    description: members
      .map((member, i) => `${shares[i].toFixed(2)} ${'open' in member ? member.open.description : 'cache'}`)
      .join(' + '),
    iteration: 0,
  };
}

function sharesOf(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  if (sum > 0) return weights.map(weight => weight / sum);
  throw new UserError('The weights of a mixture cannot all be 0.');
}

/** Tokenizers are functions without a name: they are alike if they cut this line alike. */
function cutsAlike(a: OpenModel['tokenizer'], b: OpenModel['tokenizer']): boolean {
  const probe = 'So it is, 犬が走る。 Yes!\nNo\n';
  const cut = (tokenizer: OpenModel['tokenizer']) => {
    const symbols: string[] = [];
    tokenizer.scan(probe, true, symbol => symbols.push(symbol));
    return symbols.join('|');
  };
  return cut(a) === cut(b);
}
