import { UserError } from '../../../protocol/userError';
import { aligned } from '../../data/aligned';
import { withCommonFilter } from '../../data/filters/commonFilter';
import type { Tokenizer } from '../../data/tokenizer';
import type { OpenModel } from '../../model/openModel';
import { CacheModel, type CacheOptions } from './cache';
import { type Combination, Mixture } from './mixture';
import { sharedVocabulary } from './sharedVocabulary';

/** A member before mixing: an open model, or the options for a cache of the tokens that the mixture reads. */
export type OpenMember = { readonly open: OpenModel } | { readonly cache: CacheOptions };

/** An open model that is a mixture. */
export interface OpenMixture extends OpenModel {
  readonly model: Mixture;
}

/**
 * Mixes models. The weights of a linear mixture are relative: they are scaled to sum to 1. The tokens of
 * models that split texts differently are aligned. Throws a UserError if they cannot be aligned, if all
 * weights are 0, or if all members are caches.
 */
export function mixModels(
  members: readonly OpenMember[],
  weights: readonly number[],
  combination: Combination,
): OpenMixture {
  const opened = members.flatMap(member => ('open' in member ? [member.open] : []));
  if (opened.length === 0) throw new UserError('A mixture needs at least one model besides its cache.');
  const vocabulary = sharedVocabulary(opened.map(({ model }) => model.vocabulary));
  const tokenizer = tokenizerOf(opened);
  const shares = combination === 'linear' ? sharesOf(weights) : weights;
  const weighted = members.map((member, i) => ({
    model: 'open' in member ? member.open.model : new CacheModel(vocabulary, member.cache),
    weight: shares[i],
  }));
  return {
    model: new Mixture(weighted, combination, tokenizer.lineEnd),
    tokenizer,
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

/** Returns a tokenizer that suits all members. The result does not depend on the order of the members. */
function tokenizerOf(members: readonly OpenModel[]): Tokenizer {
  const alike = withCommonFilter(members);
  const tokenizer = aligned(alike.map(({ tokenizer }) => tokenizer));
  if (tokenizer) return tokenizer;
  const [first, ...others] = alike;
  const other = others.find(({ tokenizer }) => !aligned([first.tokenizer, tokenizer])) ?? first;
  throw new UserError(
    'The models "{0}" and "{1}" split texts into different tokens ("{2}" and "{3}"), which cannot be aligned. Mix models of one unit.',
    [first.description, other.description, first.tokenizer.id, other.tokenizer.id],
  );
}
